import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onPath } from "../../components/component";
import { runProgram } from "../../operations/program";

/** Where images are kept that the kubelet sees. */
const namespace = "k8s.io";
const startTimeoutMs = 30_000;

export interface StoredImage {
  name: string;
  digest: string;
}

/** A containerd that only keeps images, in a mount namespace of its own that ends with it. */
export interface PrivateContainerd {
  images(): Promise<StoredImage[]>;
  /** Imports an archive and unpacks its layers. */
  import(archive: string): Promise<void>;
  /** Removes images, and what no other image needs. */
  remove(names: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts containerd on a folder that holds its images. It ends with this process, even by SIGKILL.
 * @throws Error with its log when it does not start
 */
export async function startContainerd(containerd: string, root: string): Promise<PrivateContainerd> {
  const ctr = onPath("ctr");
  if (!ctr) throw new Error("ctr is missing, which comes with containerd: apt-get install containerd");
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const state = stateFolder(root);
  const file = (name: string) => path.join(state, name);
  writeFileSync(file("config.toml"), configuration(root, state));
  const log = openSync(file("log"), "a");
  const child = spawn(
    "setpriv",
    ["--pdeathsig", "KILL", "unshare", "--mount", containerd, "--config", file("config.toml")],
    // Ctrl-C in a terminal reaches this process alone, which stops containerd.
    { stdio: ["ignore", log, log], detached: true },
  );
  const ended = once(child, "exit").catch(() => {});
  const isRunning = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  const control = async (...args: string[]): Promise<string> => {
    const call = ["--address", file("containerd.sock"), "--namespace", namespace, ...args];
    const { status, output, errors } = await runProgram(ctr, call, { input: "" });
    if (status !== 0) throw new Error(`ctr ${args.join(" ")}: ${errors.trim()}`);
    return output;
  };
  const stop = async () => {
    if (isRunning()) child.kill("SIGTERM");
    await ended;
    rmSync(state, { recursive: true, force: true });
  };
  const answers = () =>
    control("version").then(
      () => true,
      () => false,
    );
  for (const start = Date.now(); !(await answers()); await sleep(20)) {
    if (isRunning() && Date.now() - start < startTimeoutMs) continue;
    child.kill("SIGKILL");
    throw new Error(`containerd does not start on ${root}; its log is ${file("log")}.`);
  }
  return {
    images: async () => storedImages(await control("images", "list")),
    import: async (archive) => {
      await control("images", "import", archive);
    },
    remove: async (names) => {
      if (names.length > 0) await control("images", "remove", "--sync", ...names);
    },
    stop,
  };
}

/** An empty folder, the same for the same root, so that a start clears what a crash left. Sockets need a short path. */
function stateFolder(root: string): string {
  const id = createHash("sha256").update(root).digest("hex").slice(0, 12);
  const folder = path.join(tmpdir(), `freehold-containerd-${id}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

const configuration = (root: string, state: string): string => `version = 2
root = "${root}"
state = "${path.join(state, "state")}"
disabled_plugins = ["io.containerd.grpc.v1.cri"]
[grpc]
  address = "${path.join(state, "containerd.sock")}"
[ttrpc]
  address = "${path.join(state, "containerd.sock.ttrpc")}"
`;

/** The table that `ctr images list` prints. */
const storedImages = (table: string): StoredImage[] =>
  table
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .flatMap(([name, , digest]) => (name && digest ? [{ name, digest }] : []));
