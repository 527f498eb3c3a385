import type { AppsStack } from "../../stacks/apps";
import { image } from "../../stacks/constructs/kubernetes/image";
import { Workload } from "../../stacks/constructs/kubernetes/workload";

/** Adds the container link-preview to the stack apps. In the constructor of the stack, write only the body. */
export function addLinkPreview(this: AppsStack): void {
  new Workload(this, {
    name: "link-preview",
    namespace: this.namespace,
    image: image(this, this.pins, "link_preview", "Image of link-preview"),
    replicas: 1,
    maxReplicas: 2,
    node: "agent",
    requests: { cpuMillis: 20, memoryMib: 64 },
    limits: { cpuMillis: 100, memoryMib: 128 },
    setting: "link-preview in stacks/apps.ts",
  });
}
