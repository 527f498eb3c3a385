import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The stages that kwok has by default: nodes are ready, pods run, those of jobs complete, and what is deleted goes. */
const stages = ["node/fast", "node/heartbeat-with-lease", "pod/fast"];

export interface RunningKwok {
  /** From now on nothing starts, completes or goes. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

/**
 * kwok in the place of every node's kubelet.
 *
 * @param programs `kwok`, and the folder of its stages
 * @param kubeconfig file with the cluster's
 * @param folder where its configuration is written
 */
export function startKwok(
  programs: { kwok: string; "kwok-stages": string },
  kubeconfig: string,
  folder: string,
): RunningKwok {
  const config = path.join(folder, "kwok.yaml");
  const files = stages.flatMap((stage) => {
    const place = path.join(programs["kwok-stages"], stage);
    return readdirSync(place)
      .filter((file) => file.endsWith(".yaml") && file !== "kustomization.yaml")
      .map((file) => readFileSync(path.join(place, file), "utf8"));
  });
  writeFileSync(config, files.join("\n---\n"));
  const args = [`--kubeconfig=${kubeconfig}`, `--config=${config}`, "--manage-all-nodes=true", "--node-ip=10.0.0.10"];
  const child: ChildProcess = spawn(programs.kwok, args, { stdio: "ignore" });
  return {
    pause: () => child.kill("SIGSTOP"),
    resume: () => child.kill("SIGCONT"),
    stop: async () => {
      if (child.exitCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}
