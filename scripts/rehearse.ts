import "./plain-errors";
import { writeFileSync } from "node:fs";
import path from "node:path";
import config from "../freehold.config";
import type { Config } from "../stacks/config";
import { brokerProblem } from "../stacks/config/transports";
import { commandLine } from "./operations/command-line";
import { loadDotEnv } from "./operations/load-dot-env";
import { OperationError } from "./operations/operation-error";
import { withPrivateFolder } from "./operations/private-file";
import { clearRehearsal, rehearsalFolder } from "./rehearse/clear";
import { ExistingCluster } from "./rehearse/existing-cluster";
import { addresses, hostNames } from "./rehearse/machine/addresses";
import { writeMeasured } from "./rehearse/measure/write-measured";
import { type Rehearsal, startRehearsal } from "./rehearse/rehearsal";
import { rehearsalConfig } from "./rehearse/rehearsal-config";
import { Steps } from "./rehearse/steps";
import { signToken } from "./token/sign-token";

const usage = `Rehearses the cloud on this Linux machine: two nodes of Oracle's size with the whole platform on them, as the stacks
say it. Postgres takes the place of Neon, pebble that of Let's Encrypt. Needs root; programs that are missing are named.

Usage: npx freehold rehearse [down | measure] [--keep] [--broker redis|redpanda] [--terraform] [--context NAME]

  down         ends a rehearsal that was left, and removes everything of it
  measure      measures every container at rest, under load and in a release, and writes docs/reference/measured.md
  --keep       leaves the cluster when it is ready; without it, Enter or Ctrl-C ends it
  --broker     the broker; "redpanda" has Kafka in its place. Default: that of freehold.config.ts
  --terraform  deploys connections, platform and apps by cdktf deploy, with the providers that terraform init fetches, and
               plans each again: a second deploy must change nothing
  --context    deploys on a cluster that is there, k3d or a spare k3s, by the name of its context. Needs no root; reads the
               variables of connections, platform and apps from the environment or .env, as npx freehold deploy does`;

async function main(): Promise<void> {
  const options = {
    keep: { type: "boolean" },
    broker: { type: "string" },
    terraform: { type: "boolean" },
    context: { type: "string" },
  } as const;
  const { positionals, values } = commandLine(usage, options, 1);
  const [command] = positionals;
  if (command !== undefined && command !== "measure" && command !== "down")
    throw new OperationError(`Unknown command ${command}: it must be down or measure\n\n${usage}`);
  const { broker } = values;
  if (broker !== undefined && broker !== "redis" && broker !== "redpanda")
    throw new OperationError(`--broker must be redis or redpanda, not ${broker}`);
  const problem = brokerProblem(config.platform.transport, broker ?? config.connections.broker);
  if (problem) throw new OperationError(`platform.transport: ${problem}`);

  const steps = new Steps();
  if (values.context !== undefined) {
    if (command === "measure") throw new OperationError("measure takes nodes of a known size: leave out --context");
    return onContext(values.context, broker, command === "down", steps);
  }
  if (process.platform !== "linux" || process.getuid?.() !== 0)
    throw new OperationError("A rehearsal makes namespaces, which takes Linux and root", {
      fix: "Run it with sudo, or name a cluster that is there: --context NAME",
    });
  if (command === "down") return clearRehearsal();
  const stop = once(clearRehearsal);
  process.once("SIGINT", () => void stop().then(() => process.exit(130)));
  process.once("SIGTERM", () => void stop().then(() => process.exit(143)));
  try {
    const rehearsal = await startRehearsal(
      rehearsalConfig(config, broker),
      steps,
      values.terraform ? "terraform" : "objects",
    );
    if (command === "measure") {
      await steps.run("Measure", () => writeMeasured(rehearsal, (what) => steps.say(what)));
      return await stop();
    }
    await tell(rehearsal, steps);
    if (values.keep) return;
    await entered();
  } catch (error) {
    console.error(`The logs of the nodes are in ${rehearsalFolder}/*/log until the next rehearsal.`);
    if (values.keep) throw error;
    await stop();
    throw error;
  }
  await stop();
}

/** Deploys on a cluster that is there, or removes what was deployed. */
async function onContext(
  context: string,
  broker: Config["connections"]["broker"] | undefined,
  down: boolean,
  steps: Steps,
): Promise<void> {
  loadDotEnv();
  const connections = { ...config.connections, broker: broker ?? config.connections.broker };
  await withPrivateFolder("rehearsal", async (kubeconfig) => {
    const folder = path.dirname(kubeconfig);
    const cluster = await ExistingCluster.of({ context, config: { ...config, connections }, folder, steps });
    if (down) return cluster.clear();
    const platform = await cluster.deploy();
    const secret = config.connections.auth.jwksUrl ? undefined : platform.stacks.output("connections", "jwt_secret");
    const token = secret && (await signToken(String(secret), { user: "you", operator: true, days: 1 }));
    console.log(`
Ready after ${steps.total()}.

  Page         ${config.cluster.domain ? `https://${config.cluster.domain}` : "http://, the address of the Service traefik in kube-system"}
  Sign in      ${token ?? "with a token of your issuer"}

Try:
  kubectl --context ${context} get pods --all-namespaces
  npx freehold rehearse down --context ${context}
`);
  });
}

/** Prints where everything is and what to try. */
async function tell(rehearsal: Rehearsal, steps: Steps): Promise<void> {
  const root = path.join(rehearsalFolder, "page-root.pem");
  writeFileSync(root, await rehearsal.acme.root());
  const token = await signToken(rehearsal.signingSecret(), { user: "you", operator: true, days: 1 });
  const page = `https://${hostNames.domain}`;
  console.log(`
Ready after ${steps.total()}.

  Page         ${page}
               Add "${addresses.loadBalancer} ${hostNames.domain}" to /etc/hosts; its authority is in ${root}
  Sign in      ${token}
  Kubernetes   export KUBECONFIG=${rehearsal.cluster.kubeconfig}

Try:
  kubectl get pods --all-namespaces
  kubectl top pods --namespace freehold
  curl --cacert ${root} --resolve ${hostNames.domain}:443:${addresses.loadBalancer} \\
    -H "Authorization: Bearer ${token}" ${page}/api/tasks
  npx freehold rehearse down
`);
}

/** Resolves when the user presses Enter, or at once without a terminal. */
const entered = (): Promise<void> =>
  new Promise((resolve) => {
    if (!process.stdin.isTTY) return resolve();
    console.log("Enter ends it.");
    process.stdin.once("data", () => {
      process.stdin.pause();
      resolve();
    });
  });

const once = (work: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> | undefined;
  return () => {
    running ??= work();
    return running;
  };
};

void main();
