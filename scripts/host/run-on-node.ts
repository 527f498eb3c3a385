import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Clock } from "../operations/clock";
import type { Kubectl } from "../operations/kubectl";
import type { ClusterNodeState } from "../operations/nodes";
import { OperationError } from "../operations/operation-error";

/** The scripts beside this file; they need no SSH, and stand on no node. */
export type HostScript = "take-snapshot" | "upgrade-k3s" | "restore-in-place";

const statusSchema = z.object({
  status: z
    .object({ succeeded: z.number().default(0), failed: z.number().default(0) })
    .default({ succeeded: 0, failed: 0 }),
});

const pause = 5_000;
const minutes = 15;
const namespace = "--namespace=kube-system";

/**
 * Runs a script as root on a node, in a Job that is removed afterwards. The API may be away for a while, as when the script
 * restarts k3s.
 *
 * @throws {OperationError} with the script's last lines if it fails, or if it takes more than 15 minutes
 */
export async function runOnNode(
  kubectl: Kubectl,
  node: ClusterNodeState,
  script: HostScript,
  args: string[],
  clock: Clock,
): Promise<void> {
  const name = `freehold-${script}-${node.role}`;
  const remove = ["delete", "job", name, namespace, "--ignore-not-found", "--cascade=foreground"];
  await kubectl.read(remove);
  await kubectl.apply(hostJob(name, node, script, args));
  const end = clock.now() + minutes * 60_000;
  for (;;) {
    const answer = await kubectl.run(["get", "job", name, namespace, "--output=json"]);
    const state = answer.status === 0 ? statusSchema.parse(JSON.parse(answer.output)).status : undefined;
    if (state?.succeeded) break;
    if (state?.failed) {
      const { output } = await kubectl.run(["logs", `job/${name}`, namespace, "--tail=20"]);
      throw new OperationError(`${script} failed on ${node.name}:\n${output}`);
    }
    if (clock.now() > end) {
      throw new OperationError(
        `${script} has not ended on ${node.name} after ${minutes} minutes: kubectl logs job/${name} ${namespace}`,
      );
    }
    await clock.sleep(pause);
  }
  await kubectl.run(remove);
}

/** A Job in the host's own namespaces. Its namespace is the one that Pod Security leaves to k3s itself. */
export function hostJob(name: string, node: ClusterNodeState, script: HostScript, args: string[]): object {
  const text = readFileSync(path.join(__dirname, `${script}.sh`), "utf8");
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name, namespace: "kube-system" },
    spec: {
      backoffLimit: 0,
      activeDeadlineSeconds: minutes * 60,
      ttlSecondsAfterFinished: 3600,
      template: {
        spec: {
          nodeName: node.name,
          restartPolicy: "Never",
          hostPID: true,
          hostNetwork: true,
          tolerations: [{ operator: "Exists" }],
          automountServiceAccountToken: false,
          containers: [
            {
              name: script,
              image: shellImage(node),
              imagePullPolicy: "Never",
              command: ["chroot", "/host", "/bin/bash", "-euo", "pipefail", "-c", text, script, ...args],
              securityContext: { privileged: true },
              volumeMounts: [{ name: "host", mountPath: "/host" }],
            },
          ],
          volumes: [{ name: "host", hostPath: { path: "/" } }],
        },
      },
    },
  };
}

/** Any image with chroot does: that of k3s's own load balancer is on each node, so that nothing is downloaded for this. */
function shellImage({ name, images }: ClusterNodeState): string {
  const image = images.find((reference) => /\/klipper-lb@sha256:/.test(reference));
  if (image) return image;
  throw new OperationError(
    `${name} does not hold k3s's image klipper-lb: is Traefik's service running? (kubectl get pods ${namespace})`,
  );
}
