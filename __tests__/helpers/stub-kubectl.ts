import { Kubectl } from "../../scripts/operations/kubectl";
import type { NodeRole } from "../../services/contracts/node-role";
import { type StubAnswer, StubProgram } from "./stub-program";

export interface StubNode {
  readonly name: NodeRole;
  readonly version?: string;
  readonly ready?: boolean;
}

/** An answer to `kubectl get nodes`. */
export const nodes = (...items: StubNode[]): StubAnswer => ({
  match: "get nodes",
  output: JSON.stringify({
    items: items.map(({ name, version = "v1.36.5+k3s1", ready = true }) => ({
      metadata: {
        name: `freehold-${name}`,
        labels: name === "server" ? { "node-role.kubernetes.io/control-plane": "true" } : {},
      },
      status: {
        nodeInfo: { kubeletVersion: version },
        conditions: [{ type: "Ready", status: ready ? "True" : "False" }],
      },
    })),
  }),
});

/** The image of k3s's own load balancer, which runs on each node. */
export const loadBalancerImage = "rancher/klipper-lb:v0.4.13";

/** The answer to which of its pods run on a node. */
export const loadBalancerPods = (...images: string[]): StubAnswer => ({
  match: "get pods .*svcname=traefik --field-selector=spec.nodeName=freehold-",
  output: JSON.stringify({ items: images.map((image) => ({ spec: { containers: [{ image }, { image }] } })) }),
});

/** Answers to a Job on a node that ends well, or fails. */
export const hostJob = (outcome: "succeeded" | "failed" = "succeeded"): StubAnswer[] => [
  loadBalancerPods(loadBalancerImage),
  { match: "delete job" },
  { match: "apply" },
  { match: "get job", output: JSON.stringify({ status: { [outcome]: 1 } }) },
  outcome === "failed" ? { match: "logs job", output: "the last line of the script" } : { match: "delete job" },
];

/** A kubectl with these answers. */
export function stubKubectl(...answers: StubAnswer[]): { kubectl: Kubectl; program: StubProgram } {
  const program = new StubProgram("kubectl");
  program.answer(...answers);
  return { kubectl: new Kubectl("kubeconfig", program.file), program };
}

/** What kubectl was told, in order: the Jobs by their names, and everything else that changes something. */
export const changes = (program: StubProgram): string[] =>
  program.calls.flatMap(({ args, input }) => {
    const words = args.split(" ").slice(2);
    if (words[0] === "apply") {
      const { items } = JSON.parse(input);
      return [`job ${items[0].metadata.name}`];
    }
    return ["get", "delete", "logs"].includes(words[0] ?? "") ? [] : [words.slice(0, 2).join(" ")];
  });
