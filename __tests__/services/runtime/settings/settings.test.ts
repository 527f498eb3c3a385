import { settingsIn } from "../../../../services/contracts/setting";
import { FreeholdError } from "../../../../services/runtime/core/errors";
import { environment, runtimeSettings } from "../../../../services/runtime/definition";
import { tokenAuthentication } from "../../../../services/runtime/http/auth";
import { readSettings } from "../../../../services/runtime/settings/settings";

/** The error of `read`, which must be one of ours. */
function errorOf(read: () => unknown): FreeholdError {
  try {
    read();
  } catch (error) {
    if (error instanceof FreeholdError) return error;
    throw error;
  }
  throw new Error("It was accepted");
}

test("nothing needs to be set; an empty variable is not set", () => {
  const defaults = readSettings({});
  expect(defaults).toMatchObject({
    transport: "embedded",
    host: "127.0.0.1",
    port: 8080,
    logLevel: "info",
    databaseUrl: undefined,
    databaseDirectUrl: undefined,
    kafka: { mechanism: "scram-sha-256", tls: false },
    dapr: { httpPort: 3500, pubsub: "pubsub" },
  });
  const empty = Object.fromEntries(settingsIn(runtimeSettings).map(({ variable }) => [variable, ""]));
  expect(readSettings(empty)).toEqual(defaults);
});

test("what is set is taken", () => {
  const url = "postgres://user:pass@pooled.example/freehold";
  expect(
    readSettings({
      FREEHOLD_TRANSPORT: "kafka",
      PORT: "0",
      DATABASE_URL: url,
      JWT_ALGORITHMS: "ES256, EdDSA",
      KAFKA_BROKERS: "one.example:9092, two.example:9092",
      KAFKA_USERNAME: "freehold",
    }),
  ).toMatchObject({
    transport: "kafka",
    port: 0,
    databaseUrl: url,
    databaseDirectUrl: url,
    auth: { algorithms: ["ES256", "EdDSA"] },
    kafka: { brokers: ["one.example:9092", "two.example:9092"], tls: true },
  });
});

test.each([
  [environment.transport, "carrier-pigeon"],
  [environment.port, "http"],
  [environment.port, "65536"],
  [environment.port, "80.5"],
  [environment.logLevel, "loud"],
  [environment.databaseUrl, "mysql://user:hunter2@example/db"],
  [environment.databaseUrl, "hunter2"],
  [environment.databaseDirectUrl, "https://hunter2.example"],
  [environment.auth.jwksUrl, "ftp://hunter2.example"],
  [environment.auth.secret, "hunter2"],
  [environment.auth.algorithms, "none"],
  [environment.auth.algorithms, "ES256,none"],
  [environment.kafka.brokers, "hunter2.example"],
  [environment.kafka.brokers, "one.example:9092,"],
  [environment.kafka.mechanism, "plain"],
  [environment.kafka.tls, "yes"],
  [environment.dapr.httpPort, "-1"],
  [environment.traces.endpoint, "collector:4317"],
  [environment.traces.headers, "authorization"],
  [environment.traces.headers, "authorization=Bearer%"],
  [environment.traces.headers, "authorization=a%0Ab: c"],
])("a wrong %s is named in one line, without its value: %s", (name, value) => {
  const { code, message } = errorOf(() => readSettings({ [name]: value }));
  expect(code).toBe("SETTINGS_INVALID");
  expect(message).toMatch(new RegExp(`^Wrong in the environment: ${name}: .+$`));
  expect(message).not.toContain(value);
});

test("headers of the collector are percent-decoded", () => {
  const { traces } = readSettings({ OTEL_EXPORTER_OTLP_HEADERS: "authorization=Basic%20YTpi%3D=, x-team=a" });
  expect(traces.headers).toEqual({ authorization: "Basic YTpi==", "x-team": "a" });
});

test("all that is wrong is named at once", () => {
  const { message } = errorOf(() => readSettings({ PORT: "x", JWT_SECRET: "short", LOG_LEVEL: "loud" }));
  for (const name of ["PORT", "JWT_SECRET", "LOG_LEVEL"]) expect(message).toContain(`${name}: `);
});

test.each([
  ["two kinds of keys", { JWKS_URL: "https://id.example/jwks", JWT_SECRET: "x".repeat(32) }, "JWT_SECRET, not both"],
  ["a shared-secret algorithm for a key set", { JWKS_URL: "https://id.example/jwks", JWT_ALGORITHMS: "HS256" }, "HS*"],
  ["a key algorithm for a shared secret", { JWT_SECRET: "x".repeat(32), JWT_ALGORITHMS: "HS256,ES256" }, "HS*"],
])("%s contradict each other", (_what, variables, reason) => {
  const { code, message } = errorOf(() => tokenAuthentication(readSettings(variables).auth));
  expect(code).toBe("SETTINGS_INVALID");
  expect(message).toContain(reason);
});
