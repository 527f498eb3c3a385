import path from "node:path";
import { App, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { ClusterNode } from "../oci/cluster-node";
import { TerraformData } from "../terraform/terraform-data";

/**
 * Waits, after machines were made, until the API answers with the cluster's certificate and all nodes are Ready. It waits
 * again only when a machine was replaced, or when the last wait failed.
 */
export class ClusterReady extends Construct {
  /** Known only when the wait is over. */
  readonly message: string;

  constructor(scope: Construct, id: string, nodes: ClusterNode[]) {
    super(scope, id);
    const folder = path.resolve(App.of(this).outdir, "stacks", TerraformStack.of(this).node.id);
    const wait = new TerraformData(this, "wait", {
      input: { message: "API ready" },
      triggersReplace: Object.fromEntries(nodes.map(({ node, instanceId }) => [node.id, instanceId])),
      // The clients reach the API through the load balancer, so its backends must be there first.
      dependsOn: nodes.flatMap(({ backends }) => backends),
      provisioners: [
        {
          type: "local-exec",
          // Terraform runs in the stack's folder; a path from there keeps the output free of machine paths.
          workingDir: path.relative(folder, process.cwd()),
          command: "npx --no-install tsx scripts/wait-for-cluster.ts",
          // So that a machine is not taken for Ready by what the one before it has reported.
          environment: Object.fromEntries(
            nodes.map(({ node, createdAt }) => [`${node.id.toUpperCase()}_MADE_AT`, createdAt]),
          ),
        },
      ],
    });
    this.message = `\${${wait.fqn}.output.message}`;
  }
}
