import { serviceNames } from "../../services/definitions";
import { deploymentOf } from "./deployment";
import { release, values } from "./helm";
import { resource, synthesise } from "./synthesise";

const { apps } = synthesise();
const template = (name: string, stack = apps) => deploymentOf(stack, name).spec.template;

test("every service sends its traces to the collector that the configuration names, with its headers from a Secret", () => {
  const traces = { endpoint: "https://otlp.example.org/otlp", headers: true };
  const traced = synthesise({ connections: { traces } }).apps;
  expect(resource(traced, "kubernetes_secret_v1", "traces-secret").data).toEqual({
    headers: expect.stringContaining("cross-stack-output-varotlp_headers"),
  });
  for (const name of serviceNames) {
    expect(template(name, traced).spec.container[0].env).toEqual(
      expect.arrayContaining([
        { name: "OTEL_EXPORTER_OTLP_ENDPOINT", value: "https://otlp.example.org/otlp" },
        { name: "OTEL_EXPORTER_OTLP_HEADERS", value_from: { secret_key_ref: { key: "headers", name: "traces" } } },
      ]),
    );
    expect(template(name, traced).metadata.labels).toHaveProperty(["freehold/traces"], "true");
  }
  expect(JSON.stringify(apps)).not.toContain("OTEL_");
});

test("the service that people sign in at, and no other, is told of their OpenID provider and may reach it", () => {
  const oidc = {
    issuer: "https://id.example.org",
    clientId: "freehold",
    clientSecret: true,
    addresses: ["Ann@example.org"],
  };
  const signing = synthesise({ cluster: { domain: "tasks.example.org" }, connections: { oidc } }).apps;
  expect(resource(signing, "kubernetes_secret_v1", "oidc-secret").data).toEqual({
    "client-secret": expect.stringContaining("cross-stack-output-varoidc_client_secret"),
  });
  const told = (name: string) =>
    template(name, signing).spec.container[0].env.filter((variable) => variable.name.startsWith("OIDC_"));
  expect(told("backend")).toEqual([
    { name: "OIDC_ISSUER", value: "https://id.example.org" },
    { name: "OIDC_CLIENT_ID", value: "freehold" },
    { name: "OIDC_CLIENT_SECRET", value_from: { secret_key_ref: { key: "client-secret", name: "oidc" } } },
    { name: "OIDC_ADDRESSES", value: "ann@example.org" },
  ]);
  const reaching = serviceNames.filter(
    (name) => "freehold/identity-provider" in template(name, signing).metadata.labels,
  );
  expect([serviceNames.filter((name) => told(name).length > 0), reaching]).toEqual([["backend"], ["backend"]]);
  expect(JSON.stringify(apps)).not.toContain("OIDC_");
});

describe("notifications that leave the platform", () => {
  const email = { host: "smtp.example.org", from: "freehold@example.org", to: "ann@example.com" };
  const notifying = synthesise({ connections: { notifications: { webhook: true, email } } });
  const silent = synthesise({ connections: { notifications: { push: false } } });
  const mounting = (stack: typeof apps) =>
    serviceNames.filter((name) => template(name, stack).spec.automount_service_account_token);
  const permissions = (name: string, stack: typeof apps) =>
    Object.keys(template(name, stack).metadata.labels).filter((label) => label.startsWith("freehold/"));

  const withoutPush = ["freehold/broker", "freehold/dapr", "freehold/database", "freehold/kubernetes-api"];

  test("without any the secret is empty, no key is made, and no way out of the cluster is open for them", () => {
    expect(resource(silent.apps, "kubernetes_secret_v1", "notification-secret").data).toEqual({});
    expect(JSON.stringify(silent.apps)).not.toMatch(/NOTIFICATION_|PUSH_/);
    expect(permissions("notification", silent.apps)).toEqual(withoutPush);
    expect(silent.connections.resource).not.toHaveProperty("tls_private_key");
  });

  test("by default they are pushed: the pod that sends has the private key, and the API the public one", () => {
    expect(resource(apps, "kubernetes_secret_v1", "notification-secret").data).toEqual({
      "push-key": expect.stringMatching(/tls_private_keypush-keyprivate_key_pem/),
    });
    expect(permissions("notification", apps)).toEqual([...withoutPush, "freehold/push"]);
    const [publicKey, ...others] = serviceNames.flatMap((name) =>
      template(name).spec.container[0].env.filter((variable) => variable.name === "PUSH_PUBLIC_KEY"),
    );
    expect(others).toEqual([]);
    expect(publicKey?.value).toMatch(/tls_private_keypush-keypublic_key_pem/);
    const pods = serviceNames.map((name) => JSON.stringify(template(name)));
    expect(pods.filter((pod) => pod.includes("private_key_pem"))).toEqual([]);
  });

  test("the one service that reads a secret through Dapr has a token, for that secret alone", () => {
    expect(mounting(notifying.apps)).toEqual(["notification"]);
    expect(resource(notifying.apps, "kubernetes_role_v1")).toMatchObject({
      rule: [{ api_groups: [""], resources: ["secrets"], resource_names: ["notification"], verbs: ["get"] }],
    });
    expect(resource(notifying.apps, "kubernetes_role_binding_v1")).toMatchObject({
      subject: [{ kind: "ServiceAccount", name: "notification" }],
    });
  });

  test("the secret holds what the channels need, and no environment does", () => {
    const { data } = resource(notifying.apps, "kubernetes_secret_v1", "notification-secret");
    expect(Object.keys(data as object).sort()).toEqual(["push-key", "smtp-password", "smtp-username", "webhook-url"]);
    for (const [key, variable] of Object.entries({
      "webhook-url": "notification_webhook_url",
      "smtp-username": "smtp_username",
      "smtp-password": "smtp_password",
    })) {
      expect(data).toHaveProperty(key, expect.stringContaining(`cross-stack-output-var${variable}`));
    }
    const variables = template("notification", notifying.apps).spec.container[0].env;
    expect(variables).toEqual(
      expect.arrayContaining([
        { name: "NOTIFICATION_CHANNELS", value: "webhook,email,push" },
        { name: "NOTIFICATION_GIVE_UP_HOURS", value: "24" },
        { name: "FREEHOLD_DAPR_SECRETSTORE", value: "secrets" },
        { name: "NOTIFICATION_SMTP_HOST", value: "smtp.example.org" },
        { name: "NOTIFICATION_SMTP_PORT", value: "587" },
      ]),
    );
    expect(JSON.stringify(variables)).not.toMatch(/WEBHOOK_URL|SMTP_USERNAME|SMTP_PASSWORD/);
  });

  test("are kept from being doubled by Dapr's state store, which only that sidecar opens", () => {
    expect(template("notification", notifying.apps).spec.container[0].env).toEqual(
      expect.arrayContaining([
        { name: "FREEHOLD_IDEMPOTENCY", value: "dapr-state" },
        { name: "FREEHOLD_DAPR_STATESTORE", value: "statestore" },
      ]),
    );
    for (const name of serviceNames.filter((each) => each !== "notification")) {
      expect(JSON.stringify(template(name, notifying.apps))).not.toContain("FREEHOLD_IDEMPOTENCY");
    }
    const { manifests } = values(release(notifying.platform, "dapr-components")) as {
      manifests: { kind: string; metadata: { name: string }; scopes?: string[] }[];
    };
    for (const store of ["statestore", "secrets"]) {
      expect(manifests.find(({ kind, metadata }) => kind === "Component" && metadata.name === store)?.scopes).toEqual([
        "notification",
      ]);
    }
  });

  test("open the network for themselves, and for nobody else", () => {
    expect(permissions("notification", notifying.apps)).toEqual(
      expect.arrayContaining(["freehold/webhook", "freehold/mail", "freehold/kubernetes-api"]),
    );
    for (const name of serviceNames.filter((each) => each !== "notification")) {
      expect(permissions(name, notifying.apps)).toEqual(permissions(name, apps));
    }
  });

  test("ask only for the channel that is used", () => {
    const { apps: stack, connections } = synthesise({ connections: { notifications: { webhook: true, push: false } } });
    const { data } = resource(stack, "kubernetes_secret_v1", "notification-secret");
    expect(Object.keys(data as object)).toEqual(["webhook-url"]);
    expect(Object.keys(connections.variable ?? {})).not.toContain("smtp_password");
    expect(permissions("notification", stack)).not.toContain("freehold/mail");
  });
});

describe("how far the consumers are behind", () => {
  test("is asked of the Redis in the cluster by a workload of its own, which reaches nothing else", () => {
    const { apps: stack } = synthesise({ connections: { broker: "redis" } });
    const { metadata, spec } = template("redis-exporter", stack);
    expect(spec.container[0].env).toEqual([
      { name: "HOST", value: "0.0.0.0" },
      { name: "PORT", value: "8080" },
      { name: "REDIS_ADDRESS", value: "redis:6379" },
      { name: "REDISCLI_AUTH", value_from: { secret_key_ref: { name: "redis", key: "password" } } },
    ]);
    expect(metadata.labels).toEqual({ "app.kubernetes.io/name": "redis-exporter", "freehold/broker": "true" });
    expect(spec.container[0].security_context).toEqual(template("backend").spec.container[0].security_context);
  });

  test("is told by Redpanda itself, with Redpanda", () => {
    expect(JSON.stringify(apps)).not.toContain("redis-exporter");
  });
});

describe("what is used of Neon's plan", () => {
  const watched = synthesise({ connections: { database: { neonProject: "quiet-sea-12345678" } } });

  test("is watched by a workload of its own, which reaches Neon's API and no database", () => {
    const { metadata, spec } = template("neon-exporter", watched.apps);
    expect(spec.container[0].env).toEqual([
      { name: "HOST", value: "0.0.0.0" },
      { name: "PORT", value: "8080" },
      { name: "NEON_PROJECT_ID", value: "quiet-sea-12345678" },
      { name: "NEON_API_KEY", value_from: { secret_key_ref: { name: "neon-exporter", key: "api-key" } } },
    ]);
    expect(metadata.labels).toEqual({ "app.kubernetes.io/name": "neon-exporter", "freehold/neon-api": "true" });
    expect(spec.automount_service_account_token).toBe(false);
    expect(spec.container[0].security_context).toEqual(template("backend").spec.container[0].security_context);
    expect(resource(watched.apps, "kubernetes_network_policy_v1", "network_neon-api")).toMatchObject({
      spec: { pod_selector: { match_labels: { "freehold/neon-api": "true" } }, egress: [{ ports: [{ port: "443" }] }] },
    });
    expect(resource(watched.apps, "kubernetes_secret_v1", "neon-exporter").data).toEqual({
      "api-key": expect.stringContaining("cross-stack-output-varneon_api_key"),
    });
  });

  test("is not, by default", () => {
    expect(JSON.stringify(apps)).not.toContain("neon");
  });
});
