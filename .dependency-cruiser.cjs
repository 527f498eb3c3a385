/**
 * Who may import whom, checked by `npm run lint`. Each rule says why it is there; `__tests__/lint/boundaries.test.ts` breaks
 * each of them on purpose.
 */

const { Compiler } = require("@swc/core");

// The tool reads every file as TypeScript without JSX, and has no option for it.
const { parseFileSync } = Compiler.prototype;
Compiler.prototype.parseFileSync = function (file, options) {
  return parseFileSync.call(this, file, { ...options, tsx: file.endsWith(".tsx") });
};

/** The folders of services/runtime: each imports only those before it. */
const runtimeLayers = ["core", "telemetry", "settings", "database", "transports", "outbox", "consumer", "http", "host"];

/** The folders of stacks/: each imports only those before it. The stacks themselves are above the constructs. */
const stackLayers = ["config", "ledger", "constructs", "guards"];

/** The folders of stacks/constructs, and which of the others each builds on. */
const constructFolders = {
  terraform: [],
  oci: ["terraform"],
  cluster: ["terraform", "oci"],
  kubernetes: ["terraform"],
  connections: ["terraform"],
  platform: ["terraform", "cluster", "kubernetes", "connections"],
  apps: ["kubernetes", "connections", "platform"],
};

/** Folders of services/ that are no service. */
const shared = "contracts|runtime|domain";
/** What stacks may read of services: contracts, and what each service declares. */
const declarations = "contracts/|(definitions|registry|exporters|consumer-groups)\\.ts$|[^/]+/definition\\.ts$";

/** A package by its name, where it is installed and where it is not. */
const packageNamed = (names) => `(^|node_modules/)(${names})(/|$)`;

const runtimeUpwards = runtimeLayers.slice(0, -1).map((layer, index) => ({
  severity: "error",
  name: `runtime-${layer}-imports-nothing-above-it`,
  comment: `The folders of services/runtime build on one another: ${runtimeLayers.join(", ")}.`,
  from: { path: `^services/runtime/${layer}/` },
  to: { path: `^services/runtime/(${runtimeLayers.slice(index + 1).join("|")})/` },
}));

const stacksUpwards = stackLayers.map((layer, index) => ({
  severity: "error",
  name: `stacks-${layer}-imports-nothing-above-it`,
  comment: `The folders of stacks/ build on one another: ${stackLayers.join(", ")}. None of them imports a stack.`,
  from: { path: `^stacks/${layer}/` },
  to: { path: ["^stacks/[^/]+\\.ts$", ...stackLayers.slice(index + 1).map((above) => `^stacks/${above}/`)] },
}));

const constructsAside = Object.entries(constructFolders).map(([folder, others]) => ({
  severity: "error",
  name: `constructs-${folder}-imports-only-what-it-builds-on`,
  comment: `stacks/constructs/${folder} imports no other folder of constructs than: ${others.join(", ") || "none"}.`,
  from: { path: `^stacks/constructs/${folder}/` },
  to: { path: "^stacks/constructs/", pathNot: `^stacks/constructs/(${[folder, ...others].join("|")})/` },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      severity: "error",
      name: "no-circle",
      comment: "Two files that import each other are one thing: move what both need into a third.",
      from: {},
      to: { circular: true },
    },
    {
      severity: "error",
      name: "contracts-import-nothing-of-ours",
      comment: "Contracts are what everybody agrees on, so they depend on nobody.",
      from: { path: "^services/contracts/" },
      to: { path: "^(services|stacks|scripts|dapr-components|dashboards)/", pathNot: "^services/contracts/" },
    },
    {
      severity: "error",
      name: "runtime-knows-no-service",
      comment: "What belongs to a service is registered through its definition.",
      from: { path: "^services/runtime/" },
      to: {
        path: "^(services|stacks|scripts|dapr-components|dashboards)/",
        pathNot: "^services/(runtime|contracts)/",
      },
    },
    ...runtimeUpwards,
    {
      severity: "error",
      name: "domain-knows-no-service",
      comment: "The domain is what services share about tasks.",
      from: { path: "^services/domain/" },
      to: { path: "^services/", pathNot: `^services/(${shared})/` },
    },
    {
      severity: "error",
      name: "service-imports-no-other-service",
      comment: "Services speak by events. What two of them need is in services/domain or services/contracts.",
      from: { path: "^services/([^/]+)/", pathNot: `^services/(${shared}|local)/` },
      to: { path: "^services/([^/]+/|all\\.ts$)", pathNot: `^services/($1|${shared})/` },
    },
    {
      severity: "error",
      name: "services-know-no-stack",
      comment:
        "A service runs on any machine; the stacks know it, and not the reverse. start.js loads the bundle that npm ci makes.",
      from: { path: "^services/", pathNot: "^services/local/start\\.js$" },
      to: { path: "^(stacks|scripts|dapr-components|dashboards)/" },
    },
    {
      severity: "error",
      name: "page-imports-nothing-of-the-server",
      comment: "A browser loads the page: what it knows of the API is in web/shared/api.ts.",
      from: { path: "^services/frontend/web/" },
      to: { path: "^services/", pathNot: "^services/frontend/web/" },
    },
    {
      severity: "error",
      name: "page-entries-share-by-shared",
      comment: "Each entry of the page is built alone: what two of them need is in web/shared.",
      from: { path: "^services/frontend/web/(shared|ops|invite|sign-in)/" },
      to: { path: "^services/frontend/web/", pathNot: "^services/frontend/web/($1|shared|messages|node_modules)/" },
    },
    {
      severity: "error",
      name: "server-imports-nothing-of-the-page",
      comment: "The page is built, and served as files.",
      from: { path: ".", pathNot: "^services/frontend/web/|^services/frontend/build-page\\.mjs$" },
      to: { path: "^services/frontend/web/" },
    },
    {
      severity: "error",
      name: "stacks-import-declarations-only",
      comment: "A synth loads no service's code: read what the service declares.",
      from: { path: "^(stacks|dapr-components|dashboards)/|^(main|freehold\\.config)\\.ts$" },
      to: { path: "^services/", pathNot: `^services/(${declarations})` },
    },
    ...stacksUpwards,
    ...constructsAside,
    {
      severity: "error",
      name: "stacks-know-no-guard",
      comment: "Guards look at all stacks together: stacks/index.ts adds them.",
      from: { path: "^stacks/[^/]+\\.ts$", pathNot: "^stacks/index\\.ts$" },
      to: { path: "^stacks/guards/" },
    },
    {
      severity: "error",
      name: "secrets-by-one-construct",
      comment: "A Secret is added by stacks/constructs/kubernetes/secret.ts, in every stack.",
      from: { path: ".", pathNot: "^stacks/constructs/kubernetes/secret\\.ts$" },
      to: { path: packageNamed("@cdktf/provider-kubernetes/lib/secret(-v1)?") },
    },
    {
      severity: "error",
      name: "kafkajs-in-the-kafka-transport-only",
      comment: "kafkajs is quiet upstream: one transport knows it, so that a successor can take its place.",
      from: { path: ".", pathNot: "^services/runtime/transports/kafka" },
      to: { path: packageNamed("kafkajs") },
    },
    {
      severity: "error",
      name: "cdktf-in-stacks-only",
      comment: "cdktf is archived upstream: stacks, and the commands that read them, know it.",
      from: {
        path: ".",
        pathNot:
          "^(main\\.ts$|stacks/|scripts/(app\\.mjs$|(charts|doctor|ledger|manifests)\\.ts|rehearse/(stacks|terraform)/))",
      },
      to: { path: packageNamed("cdktf|constructs|@cdktf") },
    },
    {
      severity: "error",
      name: "pg-in-the-database-only",
      comment:
        "Retries, outages and prepared statements are decided in services/runtime/database; nobody goes past it.",
      from: {
        path: ".",
        pathNot:
          "^services/(runtime/(database/|transports/embedded\\.ts$)|local/(connection|ownership|release-folder)\\.ts$)|^scripts/rehearse/outside/postgres\\.ts$",
      },
      to: { path: packageNamed("pg") },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(packages|cdktf\\.out|dist)/" },
    parser: "swc",
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".js", ".mjs", ".json"] },
  },
};
