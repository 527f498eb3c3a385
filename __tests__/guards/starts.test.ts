import { generateKeyPairSync } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { allServices } from "../../services/all";
import { jobNames } from "../../services/contracts/jobs";
import { allDefinitions } from "../../services/definitions";
import { allExporters } from "../../services/exporters";
import { startHost } from "../../services/runtime/host/host";
import type { Service } from "../../services/runtime/host/service";
import { readSettings, type Settings } from "../../services/runtime/settings/settings";
import type { ConfigInput } from "../../stacks/config";
import { transportOf } from "../../stacks/config/transports";
import { podTemplates } from "../../stacks/guards/pod-templates";
import { requiredOfExporter, requiredOfJob, requiredOfService } from "../../stacks/guards/required-variables";
import { startProblems } from "../../stacks/guards/starts";
import type { SynthesizedResource } from "../../stacks/ledger/synthesized";
import { silent, useDatabase } from "../helpers/database";
import { until } from "../helpers/until";
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
  "Kafka without sidecars and notifications": {
    connections: { notifications: { webhook: true, email } },
    platform: { transport: "kafka" },
  },
  "identity providers and e-mail": {
    cluster: { domain: "tasks.example.org" },
    connections: {
      oidc: {
        ...{ issuer: "https://id.example.org", clientId: "freehold", clientSecret: true, name: "Example" },
        ...{ addresses: ["ann@example.org"], domains: ["example.net"] },
      },
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
  const { config, resources } = platformResources(input);
  const programs = [
    ...allDefinitions.map((definition) => ({
      name: definition.name,
      required: requiredOfService(definition, transportOf(config)),
    })),
    ...jobNames.map((name) => ({ name, required: requiredOfJob[name] })),
    ...allExporters.map((exporter) => ({ name: exporter.name, required: requiredOfExporter(exporter) })),
  ];

  test("every pod is told what its program needs to start", () => expect(startProblems(config, resources)).toEqual([]));

  test("a pod that lacks any of it is refused, by its name and the variable's", () => {
    const pods = podTemplates(resources);
    for (const { name, required } of programs) {
      const pod = pods.find((each) => each.name === name);
      if (!pod) continue;
      for (const { anyOf } of required) {
        const without = anyOf.reduce((rest, variable) => lacking(rest, pod.path, variable), resources);
        expect(startProblems(config, without)).toEqual([
          expect.stringContaining(`${name} (${pod.path}) is not told ${anyOf[0]}`),
        ]);
      }
    }
  });
});

const pushKey = generateKeyPairSync("ec", {
  namedCurve: "P-256",
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "sec1", format: "pem" },
});

describe("every service starts by what its pod is told", () => {
  const db = useDatabase();
  /** What the keys of Secrets hold, well-formed. */
  const secrets: Record<string, string> = {
    DATABASE_URL: "",
    JWT_SECRET: "a-secret-of-the-tests-with-32-bytes",
    OIDC_CLIENT_SECRET: "client-secret",
    DAPR_API_TOKEN: "api-token",
    APP_API_TOKEN: "app-token",
    KAFKA_BROKERS: "127.0.0.1:9",
    KAFKA_USERNAME: "freehold",
    KAFKA_PASSWORD: "password-of-the-tests",
    NOTIFICATION_WEBHOOK_URL: "https://hooks.example.org/freehold",
    NOTIFICATION_SMTP_USERNAME: "freehold",
    NOTIFICATION_SMTP_PASSWORD: "password-of-the-tests",
    NOTIFICATION_PUSH_KEY: pushKey.privateKey,
  };

  test.each(Object.entries(configurations))("with %s", async (_title, input) => {
    const { resources } = platformResources(input);
    for (const service of allServices) {
      const { name } = service.definition;
      const told = environmentOf(resources, name, { ...secrets, DATABASE_URL: db.url });
      // An expression of Terraform, which knows the key.
      const variables = "PUSH_PUBLIC_KEY" in told ? { ...told, PUSH_PUBLIC_KEY: pushKey.publicKey } : told;
      const settings = readSettings({ ...variables, PORT: "0", STOP_DELAY_SECONDS: "0", DAPR_DRAIN_SECONDS: "0" });
      expect(settings.host).toBe("0.0.0.0");
      expect([name, await health(service, settings)]).toEqual([name, 200]);
    }
  });
});

/** Starts a service and asks whether it is alive. Without a sidecar it would wait for its broker, so the start is ended then. */
async function health(service: Service, settings: Settings): Promise<number> {
  let http: FastifyInstance | undefined;
  const observed: Service = {
    ...service,
    create: (context) => {
      http = context.http;
      return service.create(context);
    },
  };
  const enough = new AbortController();
  const starting = startHost({ services: [observed], settings, logger: silent, signal: enough.signal });
  await Promise.race([starting, until("it listens", () => http?.server.listening === true)]);
  const { status } = await fetch(`${http?.listeningOrigin.replace("0.0.0.0", "127.0.0.1")}/healthz`);
  enough.abort();
  await starting.then(
    (host) => host.stop(),
    () => {},
  );
  return status;
}

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
