import "./plain-errors";
import path from "node:path";
import { localDaprResources } from "../dapr-components";
import { sidecarFlags } from "../dapr-components/sidecar";
import { writeFiles } from "../dapr-components/write-files";
import { commandLine } from "./operations/command-line";

const usage = `Writes the Dapr resources for sidecars on this machine, from the source that the cluster's come from.

Usage: npx freehold dapr:components [FOLDER]

  FOLDER   default: .freehold/dapr`;

const [name = ".freehold/dapr"] = commandLine(usage, {}, 1).positionals;
const folder = path.resolve(name);
const secretsFile = path.join(folder, "secrets.json");
const resources = localDaprResources({ secretsFile });
const flags = Object.entries(sidecarFlags).map(([flag, value]) => `--${flag} ${value}`);

writeFiles(folder, resources);
console.log(`Wrote ${resources.length} Dapr resources to ${folder}.
They need Redis on 127.0.0.1:6379, and ${secretsFile} with {"database": {"direct-url": "postgres://…"}}.
Start a sidecar with: daprd --resources-path ${folder}/resources --config ${folder}/config.yaml ${flags.join(" ")} --app-id <service> …`);
