import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";

const root = path.join(__dirname, "../..");
const configuration: unknown = require("../../.dependency-cruiser.cjs");
const rules = z.object({ forbidden: z.array(z.object({ name: z.string() })) }).parse(configuration).forbidden;
const layers = ["core", "telemetry", "settings", "database", "transports", "outbox", "consumer", "http", "host"];

/** A folder that each folder of stacks/constructs must not import. */
const constructs = {
  terraform: "oci",
  oci: "cluster",
  cluster: "kubernetes",
  kubernetes: "connections",
  connections: "platform",
  platform: "apps",
  apps: "cluster",
};

/** What a file imports, by the rule that this breaks. */
const broken: Record<string, readonly [file: string, imported: string]> = {
  "no-circle": ["services/backend/one.ts", "./other"],
  "contracts-import-nothing-of-ours": ["services/contracts/events.ts", "../runtime/core/errors"],
  "runtime-knows-no-service": ["services/runtime/core/errors.ts", "../../backend/definition"],
  ...Object.fromEntries(
    layers
      .slice(0, -1)
      .map((layer, index) => [
        `runtime-${layer}-imports-nothing-above-it`,
        [`services/runtime/${layer}/up.ts`, `../${layers[index + 1]}/above`],
      ]),
  ),
  "domain-knows-no-service": ["services/domain/tasks.ts", "../backend/definition"],
  "service-imports-no-other-service": ["services/audit-consumer/consumer.ts", "../backend/definition"],
  "services-know-no-stack": ["services/backend/service.ts", "../../stacks/apps"],
  "page-imports-nothing-of-the-server": ["services/frontend/web/app.tsx", "../../contracts/events"],
  "page-entries-share-by-shared": ["services/frontend/web/shared/page.ts", "../app"],
  "server-imports-nothing-of-the-page": ["services/frontend/service.ts", "./web/app"],
  "stacks-import-declarations-only": ["stacks/apps.ts", "../services/backend/service"],
  "stacks-config-imports-nothing-above-it": ["stacks/config/up.ts", "../ledger/above"],
  "stacks-ledger-imports-nothing-above-it": ["stacks/ledger/up.ts", "../guards/above"],
  "stacks-constructs-imports-nothing-above-it": ["stacks/constructs/oci/higher.ts", "../../guards/above"],
  "stacks-guards-imports-nothing-above-it": ["stacks/guards/up.ts", "../apps"],
  ...Object.fromEntries(
    Object.entries(constructs).map(([folder, other]) => [
      `constructs-${folder}-imports-only-what-it-builds-on`,
      [`stacks/constructs/${folder}/up.ts`, `../${other}/above`],
    ]),
  ),
  "stacks-know-no-guard": ["stacks/network.ts", "./guards/above"],
  "secrets-by-one-construct": ["stacks/constructs/platform/redis.ts", "@cdktf/provider-kubernetes/lib/secret-v1"],
  "kafkajs-in-the-kafka-transport-only": ["services/runtime/transports/dapr.ts", "kafkajs"],
  "cdktf-in-stacks-only": ["scripts/synth.ts", "cdktf"],
  "pg-in-the-database-only": ["services/backend/task-list.ts", "pg"],
};

/** What is as it should be, next to each of those. */
const allowed: readonly (readonly [file: string, imported: string])[] = [
  ["services/contracts/envelope.ts", "./events"],
  ["services/backend/definition.ts", "../contracts/envelope"],
  ["services/backend/other.ts", "./one"],
  ["services/runtime/transports/kafka.ts", "kafkajs"],
  ["services/runtime/database/database.ts", "pg"],
  ["services/frontend/web/app/app.tsx", "../shared/page"],
  ["services/runtime/host/host.ts", "../core/errors"],
  ["stacks/platform.ts", "../services/backend/definition"],
  ["stacks/connections.ts", "cdktf"],
  ["stacks/constructs/kubernetes/secret.ts", "@cdktf/provider-kubernetes/lib/secret-v1"],
  ["stacks/index.ts", "./guards/above"],
  ["stacks/guards/down.ts", "../ledger/above"],
  ["stacks/constructs/apps/down.ts", "../platform/above"],
];

const imports = [...Object.values(broken), ...allowed];

const resultSchema = z.object({
  summary: z.object({ violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })) }),
});

let folder: string;
let found: [rule: string, file: string][];

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "boundaries-"));
  const write = (file: string, text: string) => {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), text, { flag: "a" });
  };
  const folders = [
    ...layers.map((layer) => `services/runtime/${layer}`),
    ...["ledger", "guards", ...Object.keys(constructs).map((each) => `constructs/${each}`)].map(
      (each) => `stacks/${each}`,
    ),
  ];
  for (const each of folders) write(`${each}/above.ts`, "");
  // Packages are installed, as they are where lint runs: the tool then sees a path below node_modules.
  for (const name of new Set(imports.map(([, imported]) => imported).filter((imported) => !imported.startsWith("."))))
    write(`node_modules/${name}/index.js`, "");
  for (const [file, imported] of imports) {
    // A type that is imported is an import like any other.
    write(file, `import type { Anything } from "${imported}";\nexport type Of${file.length} = Anything;\n`);
  }
  const tool = path.join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const rulesFile = path.join(root, ".dependency-cruiser.cjs");
  const output = execFileSync(
    process.execPath,
    [tool, "--config", rulesFile, "--output-type", "json", "services", "stacks", "scripts"],
    { cwd: folder, encoding: "utf8" },
  );
  const { violations } = resultSchema.parse(JSON.parse(output)).summary;
  found = violations.map(({ rule, from }) => [rule.name, from]);
});

afterAll(() => rmSync(folder, { recursive: true }));

test("each rule is broken here once", () => {
  expect(Object.keys(broken)).toEqual(rules.map(({ name }) => name));
});

test.each(Object.entries(broken))("%s is found by lint when a file breaks it", (rule, [file]) => {
  expect(found).toContainEqual([rule, file]);
});

test.each(allowed)("%s may import %s", (file) => {
  // Of the two files of the circle both are in it.
  expect(found.filter(([rule, from]) => from === file && rule !== "no-circle")).toEqual([]);
});
