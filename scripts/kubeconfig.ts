import "./plain-errors";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { mergeKubeconfig } from "./kubeconfig/merge";
import { readKubeconfig } from "./operations/kubeconfig";
import { writePrivateFile } from "./operations/private-file";

/**
 * `npm run kubeconfig`: writes the kubeconfig that the stack bootstrap made to ./kubeconfig, for its owner only.
 *
 *   -- --deployer      the one for pipelines, to ./kubeconfig-deployer
 *   -- --output FILE   to another file
 *   -- --merge         into ~/.kube/config (or the file of --output), beside the clusters that it has
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      deployer: { type: "boolean", default: false },
      merge: { type: "boolean", default: false },
      output: { type: "string" },
    },
  });
  const own = values.deployer ? "kubeconfig-deployer" : "kubeconfig";
  const file = path.resolve(values.output ?? (values.merge ? path.join(homedir(), ".kube", "config") : own));
  const added = await readKubeconfig(values.deployer ? "deployer" : "admin");
  const merges = values.merge && existsSync(file);
  mkdirSync(path.dirname(file), { recursive: true });
  writePrivateFile(file, merges ? mergeKubeconfig(readFileSync(file, "utf8"), added, file) : added);
  console.log(`${merges ? "Merged into" : "Written to"} ${file}\nTry: kubectl --kubeconfig ${file} get nodes`);
}

void main();
