import { serviceNames } from "../../services/definitions";
import { type Deployment, deploymentOf, withSidecar } from "./deployment";
import { ref, resource, resources, synthesise } from "./synthesise";

const { apps } = synthesise();

const deployment = (name: string, stack = apps) => deploymentOf(stack, name);
const template = (name: string, stack = apps) => deployment(name, stack).spec.template;
const environment = (name: string) => template(name).spec.container[0].env.map((variable) => variable.name);

test("every service is a workload", () => {
  expect(
    resources(apps, "kubernetes_deployment_v1")
      .map((one) => (one as Deployment).metadata.name)
      .sort(),
  ).toEqual([...serviceNames].sort());
});

test("the state says which image is in service: a release that fails goes back to it", () => {
  expect(apps.output?.image).toMatchObject({ value: ref("var.freehold_image") });
});

describe.each([...serviceNames])("%s", (name) => {
  const { spec } = template(name);
  const [container] = spec.container;

  test("runs as nobody, writes nothing, and can do nothing more", () => {
    expect(spec).toMatchObject({
      security_context: { run_as_non_root: true, seccomp_profile: { type: "RuntimeDefault" } },
      enable_service_links: false,
    });
    expect(container.security_context).toEqual({
      run_as_non_root: true,
      allow_privilege_escalation: false,
      read_only_root_filesystem: true,
      capabilities: { drop: ["ALL"] },
    });
  });

  test("runs an image by digest, with requests and limits, probes and a preferred node", () => {
    expect(container).toMatchObject({
      image: ref("var.freehold_image"),
      resources: {
        requests: { cpu: expect.stringMatching(/m$/), memory: expect.stringMatching(/Mi$/) },
        limits: { cpu: expect.stringMatching(/m$/), memory: expect.stringMatching(/Mi$/) },
      },
      liveness_probe: { http_get: { path: "/healthz", port: "8080" }, timeout_seconds: 3 },
      readiness_probe: { http_get: { path: "/readyz", port: "8080" }, timeout_seconds: 3 },
      // Two minutes to start on a busy node.
      startup_probe: { http_get: { path: "/healthz", port: "8080" }, period_seconds: 2, failure_threshold: 60 },
      args: [`services/${name}/main.js`],
    });
    expect(spec).toHaveProperty("affinity.node_affinity.preferred_during_scheduling_ignored_during_execution");
  });

  test("starts its successor before it stops", () => {
    expect(deployment(name).spec.strategy).toEqual({
      type: "RollingUpdate",
      rolling_update: { max_surge: "1", max_unavailable: "0" },
    });
  });

  test("has metrics that Prometheus finds", () => {
    expect(resource(apps, "kubernetes_service_v1", `${name}_service`)).toMatchObject({
      metadata: { annotations: { "prometheus.io/scrape": "true", "prometheus.io/port": "8080" } },
    });
  });
});

describe("sidecars", () => {
  test.each(withSidecar)("%s has one, with limits, tokens and no secret store of its own", (name) => {
    expect(template(name).metadata.annotations).toMatchObject({
      "dapr.io/enabled": "true",
      "dapr.io/app-id": name,
      "dapr.io/app-port": "8080",
      "dapr.io/disable-init-endpoints": "subscribe,config",
      "dapr.io/app-max-concurrency": "1",
      "dapr.io/graceful-shutdown-seconds": "5",
      "dapr.io/sidecar-cpu-request": "10m",
      "dapr.io/sidecar-cpu-limit": "100m",
      "dapr.io/sidecar-memory-request": "64Mi",
      "dapr.io/sidecar-memory-limit": "192Mi",
      "dapr.io/env": "GOMEMLIMIT=153MiB",
      "dapr.io/sidecar-seccomp-profile-type": "RuntimeDefault",
      "dapr.io/disable-builtin-k8s-secret-store": "true",
      "dapr.io/api-token-secret": `${name}-api-token`,
      "dapr.io/app-token-secret": `${name}-app-token`,
    });
  });

  test.each(withSidecar)("%s is told how to talk to its sidecar, which the injector does not do", (name) => {
    const token = (secret: string) => ({ value_from: { secret_key_ref: { name: secret, key: "token" } } });
    expect(template(name).spec.container[0].env).toEqual(
      expect.arrayContaining([
        { name: "FREEHOLD_TRANSPORT", value: "dapr" },
        { name: "FREEHOLD_DAPR_PUBSUB", value: "pubsub" },
        { name: "DAPR_API_TOKEN", ...token(`${name}-api-token`) },
        { name: "APP_API_TOKEN", ...token(`${name}-app-token`) },
      ]),
    );
  });

  test("the page, which has no events, has none", () => {
    expect(template("frontend").metadata).not.toHaveProperty("annotations");
  });
});

describe("what a service is told", () => {
  test("is what it needs", () => {
    expect(environment("backend")).toEqual([
      "HOST",
      "PORT",
      "STOP_DELAY_SECONDS",
      "DATABASE_URL",
      "PUSH_PUBLIC_KEY",
      "QUOTA_TASKS",
      "QUOTA_CHANGES_PER_DAY",
      "QUOTA_HISTORY_MB_PER_DAY",
      "QUOTA_SOCKETS",
      "JWT_SECRET",
      "PROMETHEUS_URL",
      "FREEHOLD_TRANSPORT",
      "FREEHOLD_DAPR_PUBSUB",
      "DAPR_API_TOKEN",
      "APP_API_TOKEN",
      "DAPR_DRAIN_SECONDS",
    ]);
    expect(environment("websocket")).toContain("DATABASE_URL");
    expect(environment("audit-consumer")).not.toContain("JWT_SECRET");
    expect(environment("frontend")).toEqual(["HOST", "PORT", "STOP_DELAY_SECONDS"]);
  });

  test("never holds a secret: those are keys of Secrets", () => {
    for (const name of serviceNames) {
      const secret = template(name).spec.container[0].env.filter(
        (variable) => /URL|SECRET$/.test(variable.name) && variable.name !== "PROMETHEUS_URL",
      );
      for (const variable of secret) expect(variable).toHaveProperty("value_from.secret_key_ref");
    }
    for (const { data } of resources(apps, "kubernetes_secret_v1")) {
      for (const value of Object.values(data ?? {})) expect(value).toContain("cross-stack-reference-input-connections");
    }
  });

  test("names the issuer's keys instead of a secret when there is one", () => {
    const jwksUrl = "https://issuer.example/jwks";
    const { apps: stack } = synthesise({ connections: { auth: { jwksUrl, audience: "freehold" } } });
    const env = template("backend", stack).spec.container[0].env;
    expect(env).toContainEqual({ name: "JWKS_URL", value: jwksUrl });
    expect(env).toContainEqual({ name: "JWT_AUDIENCE", value: "freehold" });
    expect(template("backend", stack).metadata.labels).toHaveProperty("freehold/identity-provider");
    expect(JSON.stringify(stack)).not.toContain("JWT_SECRET");
  });
});
