/** One command: `freehold <name>`, and as long `npm run <name>`. */
export interface Command {
  name: string;
  /** What it does, in one line. */
  about: string;
  /** The file that Node runs, from the root of the repository. Default: scripts/<name>.ts */
  file?: string;
}

/** The commands by what they are for. A command is loaded when it is called. */
export const groups: Readonly<Record<string, readonly Command[]>> = {
  "On this machine": [
    { name: "start", about: "runs the whole platform here; Node is all it needs", file: "services/local/start.js" },
    { name: "dlq", about: "lists, shows and replays dead letters" },
  ],
  "Before a deploy": [
    { name: "doctor", about: "checks account, region, limits, DNS and settings" },
    { name: "ledger", about: "shows what the configuration takes of the free tier and of the nodes" },
    { name: "synth", about: "checks the configuration and writes the stacks to cdktf.out" },
    { name: "rehearse", about: "runs the whole platform on two real nodes on this machine" },
    { name: "manifests", about: "prints the Kubernetes objects of a stack" },
    { name: "dapr:components", about: "writes the Dapr components to files", file: "scripts/dapr-components.ts" },
    { name: "charts", about: "fetches the charts from outside" },
    { name: "pins", about: "fills pins.json: versions, checksums, digests" },
    { name: "state:init", about: "makes the bucket for Terraform's state", file: "scripts/state-init.ts" },
  ],
  "Deploy and operate": [
    { name: "deploy", about: "deploys a stack" },
    { name: "destroy", about: "destroys a stack" },
    { name: "wait-for-cluster", about: "waits until the cluster answers and its nodes are ready" },
    { name: "kubeconfig", about: "writes a kubeconfig for the cluster" },
    { name: "token", about: "prints a bearer token to sign in with" },
    { name: "drift", about: "shows what differs from the configuration" },
    { name: "topics", about: "makes and checks the topics of a Kafka" },
    { name: "switch-broker", about: "tells whether a broker is drained" },
    { name: "cleanup", about: "deletes what is older than its retention", file: "scripts/clean-up.ts" },
    { name: "upgrade-k3s", about: "upgrades k3s, node by node" },
    { name: "replace-node", about: "replaces a node by a new one" },
    { name: "restore", about: "restores the cluster from a snapshot" },
  ],
  "Work on Freehold": [
    { name: "build", about: "bundles the services for the image" },
    { name: "components", about: "fetches the real components that tests and rehearsals need" },
    { name: "schemas", about: "prints the JSON Schemas of the events" },
    { name: "config:reference", about: "writes the configuration's page", file: "scripts/configuration-reference.ts" },
    { name: "bench", about: "measures throughput, latency and start", file: "bench/main.ts" },
    { name: "chaos", about: "injects faults and counts what is lost or doubled", file: "chaos/main.ts" },
    { name: "provider:oci", about: "makes the bindings of the provider", file: "packages/provider-oci/regenerate.mjs" },
    { name: "test:previous", about: "tests the schema with the previous release", file: "scripts/test-previous.ts" },
  ],
};

export const fileOf = ({ name, file = `scripts/${name}.ts` }: Command): string => file;
