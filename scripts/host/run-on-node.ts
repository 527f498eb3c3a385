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

const podsSchema = z.object({
  items: z.array(z.object({ spec: z.object({ containers: z.array(z.object({ image: z.string() })) }) })),
});

const pause = 5_000;
const minutes = 15;
const namespace = "--namespace=kube-system";

/**
 * Runs a script as root on a node, in a Job that is removed afterwards. The API may be away for a while, as when the script
 * restarts k3s.
 *
 * @throws {OperationError} before anything, if the node runs none of k3s's own pods whose image it needs; with the script's
 * last lines if it fails; if it takes more than 15 minutes
 */
export async function runOnNode(
  kubectl: Kubectl,
  node: ClusterNodeState,
  script: HostScript,
  args: string[],
  clock: Clock,
): Promise<void> {
  const name = `freehold-${script}-${node.role}`;
  const image = await shellImage(kubectl, node);
  const remove = ["delete", "job", name, namespace, "--ignore-not-found", "--cascade=foreground"];
  await kubectl.read(remove);
  await kubectl.apply(hostJob(name, node, image, script, args));
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
function hostJob(name: string, node: ClusterNodeState, image: string, script: HostScript, args: string[]): object {
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
              image,
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

/**
 * Any image with chroot does. That of k3s's own load balancer runs on each node, so that nothing is downloaded for this. It is
 * asked of the pod: of the images that it holds, a node reports the fifty largest only.
 */
async function shellImage(kubectl: Kubectl, { name }: ClusterNodeState): Promise<string> {
  const selectors = [
    "--selector=svccontroller.k3s.cattle.io/svcname=traefik",
    `--field-selector=spec.nodeName=${name}`,
  ];
  const { items } = podsSchema.parse(await kubectl.readJson(["get", "pods", namespace, ...selectors]));
  const image = items[0]?.spec.containers[0]?.image;
  if (image) return image;
  throw new OperationError(
    `${name} runs no pod svclb-traefik, whose image is needed: is Traefik's service there? (kubectl get pods ${namespace})`,
  );
}
