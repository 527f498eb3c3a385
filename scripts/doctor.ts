import "./plain-errors";
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { App } from "cdktf";
import config from "../freehold.config";
import { addStacks } from "../stacks";
import { readPins } from "../stacks/config/read-pins";
import { synthesizedResources } from "../stacks/guards/synthesized";
import { freeTierUse } from "../stacks/ledger/free-tier";
import { attempt, type Check, hasProblem, renderChecks } from "./doctor/check";
import { dns } from "./doctor/dns";
import { serviceLimits } from "./doctor/limits";
import { neighbours } from "./doctor/neighbours";
import { unfilledPins } from "./doctor/pins";
import { regions } from "./doctor/regions";
import { terraformVersion } from "./doctor/terraform-version";
import { availabilityDomains } from "./oci/availability-domains";
import { ociCredentials } from "./oci/credentials";
import { OciClient } from "./oci/oci-client";
import { OperationError } from "./operations/operation-error";
import { Terraform } from "./operations/terraform";

/**
 * `npm run doctor [-- --json]`: what would make a deploy fail, before it does. Without credentials it checks what it can, and
 * says what it skipped. Ends with 1 if there is a problem. Changes nothing.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: "boolean", default: false } } });
  if (existsSync(".env")) process.loadEnvFile(".env");
  const { TF_VAR_region, TF_VAR_redpanda_brokers, TF_VAR_database_url } = process.env;
  const checks: Check[] = [
    ...(await attempt("Terraform", "problem", () => terraformVersion(config))),
    // A mistake in it would have ended this command already.
    { name: "Configuration", state: "ok", found: "freehold.config.ts can be used" },
    ...unfilledPins(readPins()),
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

/** What only the account can tell. */
async function account(): Promise<Check[]> {
  let client: OciClient;
  try {
    client = new OciClient(ociCredentials());
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    return [
      { name: "Credentials", state: "problem", found: error.message },
      { name: "Service limits", state: "skipped", found: "needs credentials" },
    ];
  }
  const domains = await availabilityDomains(client);
  const app = new App();
  addStacks(app, { config, pins: readPins() });
  const { use } = freeTierUse(synthesizedResources(app));
  return [
    { name: "Credentials", state: "ok", found: `accepted in ${client.region}: ${domains.join(", ")}` },
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
