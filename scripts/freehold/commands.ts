/** One command: `freehold <name>`. */
export interface Command {
  name: string;
  /** What it does, in one line. */
  about: string;
  /** The file that does it, from the root of the repository. Default: scripts/<name>.ts */
  file?: string;
  /** The words that it takes, for shell completion: `freehold dlq list`. Default: none. */
  words?: readonly string[];
  /** Its options without the dashes, for shell completion. A test compares them with its help. Default: none. */
  options?: readonly string[];
}

const stacks = ["network", "bootstrap", "compute", "connections", "platform", "apps"];
const dlqFilters = ["consumer", "topic", "type", "code", "subject", "error", "text", "since", "until"];

/** The commands by what they are for. A command is loaded when it is called. */
export const groups: Readonly<Record<string, readonly Command[]>> = {
  "On this machine": [
    {
      name: "start",
      about: "runs the whole platform here; Node is all it needs",
      file: "services/local/start.js",
      options: ["port", "data", "demo", "reset", "verbose"],
    },
    {
      name: "dlq",
      about: "lists, counts, shows, replays and discards dead letters",
      words: ["list", "groups", "show", "replay", "discard"],
      options: ["json", "dry-run", "reason", "force", "redis", "data", ...dlqFilters],
    },
    {
      name: "events",
      about: "finds events, and follows one to each consumer",
      words: ["search", "show"],
      options: ["json", "id", "task", "type", "owner", "trace", "since", "until", "limit", "data"],
    },
    {
      name: "import",
      about: "imports tasks from a file: JSON, iCalendar, CSV of Todoist",
      options: ["format", "dry-run", "json", "url", "time-zone"],
    },
    { name: "completion", about: "prints the completion script of a shell", words: ["bash", "zsh", "fish"] },
  ],
  "Before a deploy": [
    { name: "doctor", about: "checks account, region, limits, DNS and settings", options: ["json"] },
    {
      name: "ledger",
      about: "shows what the configuration takes of the free tier and of the nodes",
      options: ["json"],
    },
    { name: "synth", about: "checks the configuration and writes the stacks to cdktf.out", options: ["output"] },
    {
      name: "rehearse",
      about: "runs the whole platform on two real nodes on this machine",
      words: ["down", "measure"],
      options: ["keep", "broker", "terraform", "context"],
    },
    {
      name: "manifests",
      about: "prints the Kubernetes objects of a stack",
      words: ["platform", "apps"],
      options: ["charts"],
    },
    { name: "dapr:components", about: "writes the Dapr components to files", file: "scripts/dapr-components.ts" },
    { name: "charts", about: "fetches the charts from outside" },
    {
      name: "pins",
      about: "fills pins.json: versions, checksums, digests",
      options: ["update", "image", "check"],
    },
    {
      name: "state:init",
      about: "makes the bucket for Terraform's state",
      file: "scripts/state-init.ts",
      options: ["bucket", "compartment"],
    },
  ],
  "Deploy and operate": [
    { name: "deploy", about: "deploys a stack", words: stacks, options: ["auto-approve", "replace"] },
    { name: "diff", about: "shows what a deploy of a stack would change", words: stacks },
    { name: "destroy", about: "destroys a stack", words: stacks, options: ["yes"] },
    {
      name: "wait-for-cluster",
      about: "waits until the cluster answers and its nodes are ready",
      options: ["minutes"],
    },
    {
      name: "kubeconfig",
      about: "writes a kubeconfig for the cluster",
      options: ["deployer", "output", "merge"],
    },
    {
      name: "invite",
      about: "prints a link that signs somebody in, once",
      options: ["operator", "days", "data", "json"],
    },
    { name: "token", about: "prints a bearer token to sign in with", options: ["operator", "days"] },
    { name: "drift", about: "shows what differs from the configuration", options: ["json", "repair"] },
    { name: "topics", about: "makes and checks the topics of a Kafka", options: ["check", "json"] },
    { name: "switch-broker", about: "tells whether a broker is drained", options: ["from", "redis"] },
    { name: "cleanup", about: "deletes what is older than its retention", file: "scripts/clean-up.ts" },
    { name: "upgrade-k3s", about: "upgrades k3s, node by node", options: ["next-minor"] },
    {
      name: "replace-node",
      about: "replaces a node by a new one",
      words: ["server", "agent"],
      options: ["auto-approve"],
    },
    {
      name: "restore",
      about: "restores the cluster from a snapshot",
      options: ["yes", "snapshot", "in-place", "auto-approve"],
    },
  ],
  "Work on Freehold": [
    { name: "build", about: "bundles the services for the image" },
    { name: "components", about: "fetches the real components that tests and rehearsals need" },
    { name: "schemas", about: "prints the JSON Schemas of the events" },
    { name: "config:reference", about: "writes the configuration's page", file: "scripts/configuration-reference.ts" },
    {
      name: "bench",
      about: "measures throughput, latency and start",
      file: "bench/main.ts",
      options: ["rounds", "events", "minutes", "no-write", "check", "json", "quick", "large"],
    },
    {
      name: "picture",
      about: "films the demo for the README",
      options: ["output"],
    },
    {
      name: "chaos",
      about: "injects faults and counts what is lost or doubled",
      file: "chaos/main.ts",
      options: ["events", "seed", "times", "catch-up", "transport", "minutes"],
    },
    {
      name: "provider:oci",
      about: "makes the bindings of the provider",
      file: "packages/provider-oci/regenerate.mjs",
      options: ["from"],
    },
    {
      name: "test:previous",
      about: "tests the schema with the previous release",
      file: "scripts/test-previous.ts",
    },
  ],
};

/** Every command, in the order of the help. */
export const commands: readonly Command[] = Object.values(groups).flat();

/** The file of a command, from the root of the repository. */
export const fileOf = ({ name, file = `scripts/${name}.ts` }: Command): string => file;
