import "./plain-errors";
import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { mergeKubeconfig } from "./kubeconfig/merge";
import { commandLine } from "./operations/command-line";
import { readKubeconfig } from "./operations/kubeconfig";
import { loadDotEnv } from "./operations/load-dot-env";
import { OperationError } from "./operations/operation-error";
import { writePrivateFile } from "./operations/private-file";

const usage = `Writes the kubeconfig that the stack bootstrap made to ./kubeconfig, for its owner only.

Usage: npx freehold kubeconfig [options]

  --deployer      the one for pipelines, to ./kubeconfig-deployer
  --output FILE   to another file
  --merge         into ~/.kube/config (or the file of --output), beside the clusters that it has`;

async function main(): Promise<void> {
  const { values } = commandLine(usage, {
    deployer: { type: "boolean", default: false },
    merge: { type: "boolean", default: false },
    output: { type: "string" },
  });
  const own = values.deployer ? "kubeconfig-deployer" : "kubeconfig";
  const file = path.resolve(values.output ?? (values.merge ? path.join(homedir(), ".kube", "config") : own));
  if (existsSync(file) && statSync(file).isDirectory())
    throw new OperationError(`${file} is a folder: name a file in it with --output`);
  loadDotEnv();
  const added = await readKubeconfig(values.deployer ? "deployer" : "admin");
  const merges = values.merge && existsSync(file);
  mkdirSync(path.dirname(file), { recursive: true });
  writePrivateFile(file, merges ? mergeKubeconfig(readFileSync(file, "utf8"), added, file) : added);
  console.log(`${merges ? "Merged into" : "Written to"} ${file}`);
  // Pipelines have no rights on nodes.
  console.log(`Try: kubectl --kubeconfig ${file} get ${values.deployer ? "deployments" : "nodes"}`);
}

void main();
