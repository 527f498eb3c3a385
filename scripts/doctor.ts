import "./plain-errors";
import { App } from "cdktf";
import config from "../freehold.config";
import { addStacks } from "../stacks";
import { readPins } from "../stacks/config/read-pins";
import { planWarnings } from "../stacks/guards/warnings";
import { freeTierUse } from "../stacks/ledger/free-tier";
import { stacksOf, synthesizedResources } from "../stacks/ledger/synthesized";
import { attempt, type Check, hasProblem, renderChecks } from "./doctor/check";
import { dns } from "./doctor/dns";
import { homeRegion } from "./doctor/home-region";
import { serviceLimits } from "./doctor/limits";
import { neighbours } from "./doctor/neighbours";
import { unfilledPins } from "./doctor/pins";
import { regions } from "./doctor/regions";
import { terraformVersion } from "./doctor/terraform-version";
import { variables } from "./doctor/variables";
import { availabilityDomains } from "./oci/availability-domains";
import { ociCredentials } from "./oci/credentials";
import { OciClient } from "./oci/oci-client";
import { commandLine } from "./operations/command-line";
import { loadDotEnv } from "./operations/load-dot-env";
import { OperationError } from "./operations/operation-error";
import { Terraform } from "./operations/terraform";

const usage = `Tells what would make a deploy fail, before it does. Changes nothing. Without credentials of Oracle Cloud it checks what
it can, and says what it skipped. Ends with 1 if there is a problem.

Usage: npx freehold doctor [--json]

  --json   the checks as JSON`;

async function main(): Promise<void> {
  const { values } = commandLine(usage, { json: { type: "boolean", default: false } });
  loadDotEnv();
  const { TF_VAR_region, TF_VAR_redpanda_brokers, TF_VAR_database_url } = process.env;
  const checks: Check[] = [
    ...(await attempt("Terraform", "problem", () => terraformVersion(config))),
    // A mistake in it would have ended this command already.
    { name: "Configuration", state: "ok", found: "freehold.config.ts can be used" },
    ...planWarnings(config).map((found): Check => ({ name: "Configuration", state: "warning", found })),
    ...unfilledPins(readPins()),
    ...variables(synthesisedStacks()),
    ...(await attempt("Account", "problem", account)),
    ...(await dns(config.cluster.domain, await loadBalancerAddress())),
    ...regions(TF_VAR_region, {
      broker: config.connections.broker === "redis" ? TF_VAR_region : TF_VAR_redpanda_brokers?.split(/[:,]/)[0],
      database:
        TF_VAR_database_url && URL.canParse(TF_VAR_database_url) ? new URL(TF_VAR_database_url).host : undefined,
    }),
  ];
  console.log(values.json ? JSON.stringify(checks, null, 2) : renderChecks(checks));
  if (hasProblem(checks)) process.exitCode = 1;
}

/** The stacks as they would be synthesised, by name. */
function synthesisedStacks(): Record<string, unknown> {
  const app = new App();
  addStacks(app, { config, pins: readPins() });
  return Object.fromEntries(stacksOf(app).map((stack) => [stack.node.id, stack.toTerraform()]));
}

/** What only the account can tell. */
async function account(): Promise<Check[]> {
  let client: OciClient;
  try {
    client = new OciClient(ociCredentials());
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    return [
      { name: "Credentials", state: "problem", found: error.problem, fix: error.fix },
      { name: "Service limits", state: "skipped", found: "needs credentials", fix: "Fix the credentials first" },
    ];
  }
  const domains = await availabilityDomains(client);
  const app = new App();
  addStacks(app, { config, pins: readPins() });
  const { use } = freeTierUse(synthesizedResources(app));
  return [
    { name: "Credentials", state: "ok", found: `accepted in ${client.region}: ${domains.join(", ")}` },
    ...(await attempt("Home region", "skipped", () => homeRegion(client))),
    ...(await attempt("Service limits", "skipped", () => serviceLimits(client, use, domains))),
    ...(config.budget.scope === "tenancy"
      ? await attempt("Else in the tenancy", "skipped", () => neighbours(client, config.project.name))
      : []),
  ];
}

/** The load balancer's address, if network is deployed and its state can be read. */
async function loadBalancerAddress(): Promise<string | undefined> {
  if (!config.cluster.domain) return undefined;
  try {
    const address = (await new Terraform("network").outputs()).load_balancer_ip;
    return typeof address === "string" ? address : undefined;
  } catch (error) {
    if (error instanceof OperationError) return undefined;
    throw error;
  }
}

void main();
