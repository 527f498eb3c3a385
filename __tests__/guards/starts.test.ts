import { allServices } from "../../services/all";
import { jobNames } from "../../services/contracts/jobs";
import { allDefinitions } from "../../services/definitions";
import { allExporters } from "../../services/exporters";
import { startHost } from "../../services/runtime/host/host";
import { readSettings } from "../../services/runtime/settings/settings";
import type { ConfigInput } from "../../stacks/config";
import { podTemplates } from "../../stacks/guards/pod-templates";
import { requiredOfExporter, requiredOfJob, requiredOfService } from "../../stacks/guards/required-variables";
import { startProblems } from "../../stacks/guards/starts";
import type { SynthesizedResource } from "../../stacks/ledger/synthesized";
import { silent, useDatabase } from "../helpers/database";
import { platformResources } from "./platform-resources";

const email = { host: "smtp.example.org", from: "freehold@example.org", to: "ann@example.com" };
const configurations: Record<string, ConfigInput> = {
  "the default": {},
  "Redis, a certificate of one's own and notifications": {
    cluster: { domain: "tasks.example.org" },
    connections: {
      broker: "redis",
      database: { neonProject: "quiet-sea-12345678" },
      notifications: { webhook: true, email },
    },
    platform: { certificate: "manual" },
  },
  "an identity provider and e-mail": {
    connections: {
      auth: { jwksUrl: "https://issuer.example/jwks", issuer: "https://issuer.example", audience: "freehold" },
      notifications: { email },
    },
  },
};

/** The resources without one variable of one workload. */
const lacking = (resources: readonly SynthesizedResource[], path: string, variable: string): SynthesizedResource[] =>
  resources.map((resource) =>
    resource.path === path
      ? {
          ...resource,
          attributes: JSON.parse(JSON.stringify(resource.attributes), (_key, value) =>
            Array.isArray(value) ? value.filter((each) => each?.name !== variable) : value,
          ),
        }
      : resource,
  );

describe.each(Object.entries(configurations))("with %s", (_title, input) => {
  const { resources } = platformResources(input);
  const programs = [
    ...allDefinitions.map((definition) => ({ name: definition.name, required: requiredOfService(definition) })),
    ...jobNames.map((name) => ({ name, required: requiredOfJob[name] })),
    ...allExporters.map((exporter) => ({ name: exporter.name, required: requiredOfExporter(exporter) })),
  ];

  test("every pod is told what its program needs to start", () => expect(startProblems(resources)).toEqual([]));

  test("a pod that lacks any of it is refused, by its name and the variable's", () => {
    const pods = podTemplates(resources);
    for (const { name, required } of programs) {
      const pod = pods.find((each) => each.name === name);
      if (!pod) continue;
      for (const { anyOf } of required) {
        const without = anyOf.reduce((rest, variable) => lacking(rest, pod.path, variable), resources);
        expect(startProblems(without)).toEqual([
          expect.stringContaining(`${name} (${pod.path}) is not told ${anyOf[0]}`),
        ]);
      }
    }
  });
});

describe("every service starts by what its pod is told", () => {
  const db = useDatabase();
  /** What the keys of Secrets hold, well-formed. */
  const secrets: Record<string, string> = {
    DATABASE_URL: "",
    JWT_SECRET: "a-secret-of-the-tests-with-32-bytes",
    DAPR_API_TOKEN: "api-token",
    APP_API_TOKEN: "app-token",
  };

  test.each(Object.entries(configurations))("with %s", async (_title, input) => {
    const { resources } = platformResources(input);
    for (const service of allServices) {
      const { name } = service.definition;
      const variables = environmentOf(resources, name, { ...secrets, DATABASE_URL: db.url });
      const settings = readSettings({ ...variables, PORT: "0", STOP_DELAY_SECONDS: "0", DAPR_DRAIN_SECONDS: "0" });
      expect(settings.host).toBe("0.0.0.0");
      const host = await startHost({ services: [service], settings, logger: silent });
      const url = host.url.replace("0.0.0.0", "127.0.0.1");
      expect([name, (await fetch(`${url}/healthz`)).status]).toEqual([name, 200]);
      await host.stop();
    }
  });
});

/** What a service's container is told, with what its Secrets hold. */
function environmentOf(resources: readonly SynthesizedResource[], name: string, secrets: Record<string, string>) {
  const deployment = resources.find(({ path }) => path === `apps/${name}/deployment`);
  if (!deployment) throw new Error(`There is no Deployment of ${name}`);
  const found: Record<string, string> = {};
  JSON.parse(JSON.stringify(deployment.attributes), (key, value) => {
    if (key === "env") {
      for (const { name: variable, value: given } of value) {
        const text = given ?? secrets[variable];
        if (text === undefined) throw new Error(`${name}: the test knows no value of ${variable}`);
        found[variable] = text;
      }
    }
    return value;
  });
  return found;
}
