import "./plain-errors";
import { readFileSync, writeFileSync } from "node:fs";
import config from "../freehold.config";
import { serviceNames } from "../services/definitions";
import { exportersOf } from "../stacks/config/exporters";
import { Terraform } from "./operations/terraform";
import { closeApiPort, openApiPort } from "./pipeline/api-port";
import { expiryProblem } from "./pipeline/certificate-expiry";
import { apiSecurityGroups, askNetwork, ownAddress } from "./pipeline/cloud";
import { clusterSteps } from "./pipeline/cluster-steps";
import { isClean, planReport } from "./pipeline/plan-report";
import { release } from "./pipeline/release";
import { stackPlans } from "./pipeline/stack-plans";

/**
 * What the workflows in .github/workflows do: `npx tsx scripts/pipeline.ts <command>`. docs/how-to/set-up-the-pipeline.md says which
 * workflow does what, and what it needs.
 */
const commands: Record<string, (argument: string | undefined) => Promise<void>> = {
  /** Lets this machine reach the Kubernetes API. */
  "open-api-port": async () =>
    openApiPort(askNetwork(), await apiSecurityGroups(), await ownAddress(), new Date(), thisRun()),

  /** Closes what this run opened with `open-api-port`, and what no job can still need; with `left-overs` only the latter. */
  "close-api-port": async (which) => {
    const run = which === "left-overs" ? undefined : thisRun();
    const closed = await closeApiPort(askNetwork(), await apiSecurityGroups(), new Date(), run);
    console.log(`${closed} rules closed`);
  },

  /** Brings an image into service, or goes back. */
  release: async (image) => {
    if (!image) throw new Error("Name the image by its digest: release registry/repository@sha256:…");
    await release(image, clusterSteps(new Terraform("apps"), workloads(), publicAddress));
  },

  /**
   * Writes the plans of all stacks to plan.md; ends with 2 when something has drifted, or a stack can't be planned. With
   * `without-cluster` the Kubernetes API is not asked.
   */
  plan: async (which) => {
    const plans = await stackPlans(which !== "without-cluster");
    writeFileSync("plan.md", planReport(plans));
    if (!isClean(plans)) process.exitCode = 2;
  },

  /** Fails when a kubeconfig is soon of no use. */
  "kubeconfig-expiry": async (file) => {
    if (!file) throw new Error("Name the file of the kubeconfig");
    const problem = expiryProblem(readFileSync(file, "utf8"), new Date());
    if (problem) throw new Error(problem);
  },
};

/** The workflow's run, the same in all its steps. */
const thisRun = (): string => process.env.GITHUB_RUN_ID ?? "local";

/** What runs the image: the services, and the exporters that are configured. */
const workloads = (): readonly string[] => [...serviceNames, ...exportersOf(config)];

/** Where a user finds the platform. */
async function publicAddress(): Promise<string> {
  const { domain } = config.cluster;
  if (domain) return `https://${domain}`;
  const network = new Terraform("network");
  await network.init();
  return `http://${(await network.outputs()).load_balancer_ip}`;
}

const [name = "", argument] = process.argv.slice(2);
const command = commands[name];
if (config.state.backend === "local") {
  throw new Error("A pipeline needs state that outlives it: set state in freehold.config.ts to the backend oci.");
}
if (!command) throw new Error(`There is no command "${name}". There are: ${Object.keys(commands).join(", ")}`);
command(argument).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
