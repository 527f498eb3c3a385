import { ref, resource, resources, synthesise } from "./synthesise";

const { connections } = synthesise();
const redis = synthesise({ connections: { broker: "redis" } }).connections;

test("asks for what only the user knows, in sensitive variables whose default no check accepts", () => {
  expect(Object.keys(connections.variable ?? {}).sort()).toEqual([
    "database_direct_url",
    "database_url",
    "redpanda_brokers",
    "redpanda_password",
    "redpanda_username",
  ]);
  for (const variable of Object.values(connections.variable ?? {})) {
    expect(variable).toMatchObject({ sensitive: true, nullable: false, default: "" });
  }
});

test("checks their form where Terraform does not print what it refuses, as it does of a variable's own validation", () => {
  for (const name of Object.keys(connections.variable ?? {})) {
    expect(connections.variable?.[name]).not.toHaveProperty("validation");
    expect(resource(connections, "terraform_data", name)).toMatchObject({
      lifecycle: {
        precondition: expect.arrayContaining([
          {
            condition: expect.stringContaining(`var.${name}`),
            error_message: expect.stringContaining(`TF_VAR_${name}`),
          },
        ]),
      },
    });
  }
});

test("hands on everything as sensitive, and nothing in clear", () => {
  for (const output of Object.values(connections.output ?? {})) expect(output.sensitive).toBe(true);
  expect(connections.output).toMatchObject({
    database: { value: { url: ref("var.database_url"), directUrl: ref("var.database_direct_url") } },
    broker: { value: { kind: "redpanda", brokers: ref("var.redpanda_brokers") } },
  });
});

test("refuses a direct URL that leads to the pooler", () => {
  expect(resource(connections, "terraform_data", "database_direct_url")).toMatchObject({
    lifecycle: {
      precondition: expect.arrayContaining([
        expect.objectContaining({ condition: ref('!strcontains(var.database_direct_url, "-pooler.")') }),
      ]),
    },
  });
});

test("generates tokens for each sidecar, long enough for HS256 too", () => {
  const passwords = resources(connections, "random_password");
  // Two for each of seven sidecars, one to sign tokens, one for Grafana.
  expect(passwords).toHaveLength(16);
  for (const password of passwords) expect(password.length).toBeGreaterThanOrEqual(32);
});

test("needs no Redpanda when Redis is the broker, but a password for it", () => {
  expect(Object.keys(redis.variable ?? {}).sort()).toEqual(["database_direct_url", "database_url"]);
  expect(redis.output?.broker?.value).toEqual({
    kind: "redis",
    password: ref("random_password.redis-password.result"),
  });
  expect(resource(redis, "random_password", "redis-password")).toMatchObject({ special: false });
});

test("asks for what is secret of notifications when they leave the platform", () => {
  const email = { host: "smtp.example.org", from: "freehold@example.org", to: "ann@example.com" };
  const { connections: stack } = synthesise({ connections: { notifications: { webhook: true, email } } });
  for (const name of ["notification_webhook_url", "smtp_username", "smtp_password"]) {
    expect(stack.variable?.[name]).toMatchObject({ sensitive: true, nullable: false });
    expect(connections.variable).not.toHaveProperty(name);
  }
});

test("makes the key by which push services know the platform, unless push is off, and publishes it nowhere", () => {
  expect(resource(connections, "tls_private_key", "push-key")).toMatchObject({
    algorithm: "ECDSA",
    ecdsa_curve: "P256",
  });
  const published = Object.entries(connections.output ?? {}).filter(([, { value }]) =>
    JSON.stringify(value).includes("push-key.private_key_pem"),
  );
  expect(published.map(([, { sensitive }]) => sensitive)).toEqual([true]);
  expect(published[0]?.[0]).toMatch(/^cross-stack-output/);
  const { connections: without } = synthesise({ connections: { notifications: { push: false } } });
  expect(without.resource).not.toHaveProperty("tls_private_key");
});

test("asks for a key of Neon's API when the use of its plan is watched", () => {
  const { connections: stack } = synthesise({ connections: { database: { neonProject: "quiet-sea-12345678" } } });
  expect(stack.variable?.neon_api_key).toMatchObject({ sensitive: true, nullable: false });
  expect(connections.variable).not.toHaveProperty("neon_api_key");
});

test("headers to the collector of traces are asked for where it wants any", () => {
  const traces = { endpoint: "https://otlp.example.org" };
  const asking = synthesise({ connections: { traces: { ...traces, headers: true } } }).connections;
  expect(asking.variable?.otlp_headers).toMatchObject({ sensitive: true, nullable: false });
  expect(synthesise({ connections: { traces } }).connections.variable).not.toHaveProperty("otlp_headers");
});

test("generates no signing secret when an issuer's keys are named", () => {
  const { connections: stack } = synthesise({ connections: { auth: { jwksUrl: "https://issuer.example/jwks" } } });
  expect(stack.resource?.random_password).not.toHaveProperty("jwt-secret");
  expect(connections.resource?.random_password).toHaveProperty("jwt-secret");
});
