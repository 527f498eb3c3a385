import { App } from "cdktf";
import { jobNames } from "../../services/contracts/jobs";
import { allNeeds, serviceNames } from "../../services/needs";
import { addStacks } from "../../stacks";
import { defineConfig } from "../../stacks/config";
import { readPins } from "../../stacks/config/read-pins";
import { declaredPods } from "../../stacks/ledger/pods";
import { type Deployment, deploymentOf } from "./deployment";
import { readable } from "./helm";
import { type Attributes, ref, resource, resources, synthesise } from "./synthesise";

const { apps } = synthesise();
const stacks = addStacks(new App({ outdir: "cdktf.out" }), { config: defineConfig({}), pins: readPins() });
const redis = synthesise({ connections: { broker: "redis" } }).apps;

const deployment = (name: string, stack = apps) => deploymentOf(stack, name);
const template = (name: string, stack = apps) => deployment(name, stack).spec.template;
const environment = (name: string) => template(name).spec.container[0].env.map((variable) => variable.name);

test("snapshot", () => expect(readable(apps)).toMatchSnapshot());

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
      liveness_probe: { http_get: { path: "/healthz", port: "8080" } },
      readiness_probe: { http_get: { path: "/readyz", port: "8080" } },
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
  const withDapr = allNeeds.filter(({ publishes, subscribes }) => publishes.length + subscribes.length > 0);

  test.each(withDapr.map(({ name }) => name))(
    "%s has one, with limits, tokens and no secret store of its own",
    (name) => {
      expect(template(name).metadata.annotations).toMatchObject({
        "dapr.io/enabled": "true",
        "dapr.io/app-id": name,
        "dapr.io/app-port": "8080",
        "dapr.io/disable-init-endpoints": "subscribe,config",
        "dapr.io/app-max-concurrency": "1",
        "dapr.io/sidecar-cpu-request": "10m",
        "dapr.io/sidecar-cpu-limit": "100m",
        "dapr.io/sidecar-memory-request": "112Mi",
        "dapr.io/sidecar-memory-limit": "192Mi",
        "dapr.io/env": "GOMEMLIMIT=153MiB",
        "dapr.io/sidecar-seccomp-profile-type": "RuntimeDefault",
        "dapr.io/disable-builtin-k8s-secret-store": "true",
        "dapr.io/api-token-secret": `${name}-api-token`,
        "dapr.io/app-token-secret": `${name}-app-token`,
      });
    },
  );

  test("the page, which has no events, has none", () => {
    expect(template("frontend").metadata).not.toHaveProperty("annotations");
  });
});

describe("under load and in a change", () => {
  const autoscaler = (name: string) => resource(apps, "kubernetes_horizontal_pod_autoscaler_v2", `${name}_`);

  test("runs more pods, as many as the ledger counted, and a plan leaves their number alone", () => {
    const footprints = declaredPods(stacks.apps);
    for (const name of serviceNames.filter((each) => each !== "reminder-scheduler")) {
      const { max_replicas: most } = autoscaler(name).spec as { max_replicas: number };
      expect(footprints.find((pods) => pods.name === name)).toMatchObject({ replicas: most, surge: 1 });
      expect(deployment(name).lifecycle).toEqual({ ignore_changes: ["spec[0].replicas"] });
    }
    expect(autoscaler("backend").spec).toMatchObject({
      min_replicas: 1,
      max_replicas: 2,
      scale_target_ref: { api_version: "apps/v1", kind: "Deployment", name: "backend" },
      // 70 % of the limit.
      metric: [
        { container_resource: { container: "backend", target: { type: "AverageValue", average_value: "210m" } } },
      ],
    });
  });

  test("a fixed number stays the plan's", () => {
    expect(deployment("reminder-scheduler")).not.toHaveProperty("lifecycle");
    expect(Object.keys(apps.resource?.kubernetes_horizontal_pod_autoscaler_v2 ?? {})).toHaveLength(7);
  });

  test("a node gives its pods up one at a time where there are two, and a single one does not hold it up", () => {
    const { apps: stack } = synthesise({ apps: { services: { backend: { replicas: 2 } } } });
    expect(resource(stack, "kubernetes_pod_disruption_budget_v1")).toMatchObject({
      spec: { max_unavailable: "1", selector: { match_labels: { "app.kubernetes.io/name": "backend" } } },
    });
    expect(apps.resource).not.toHaveProperty("kubernetes_pod_disruption_budget_v1");
  });

  test.each([...serviceNames])("%s has longer to stop than its drain, its sidecar's and both together", (name) => {
    const [drain, sidecarDrain] = [25, 30];
    const own = Number(template(name).metadata.annotations?.["dapr.io/graceful-shutdown-seconds"] ?? 0);
    expect(template(name).spec.termination_grace_period_seconds).toBeGreaterThanOrEqual(drain + sidecarDrain + own);
  });

  test("another secret, or another resource of the sidecar, replaces the pods that read it at start", () => {
    const checksum = (name: string) => template(name).metadata.annotations?.["freehold/checksum"];
    expect(checksum("frontend")).toBeUndefined();
    expect(checksum("backend")).toMatch(/^\$\{sha256\(jsonencode\(/);
    for (const resource of ["HotReload", "pubsub.kafka", "/dapr/events/task-updates"]) {
      expect(checksum("websocket")).toContain(resource);
      expect(checksum("backend")?.includes(resource)).toBe(!resource.startsWith("/"));
    }
    for (const read of ["database", "redpanda", "jwt-secret", "backend-api-token", "backend-app-token"]) {
      expect(checksum("backend")).toContain(read);
    }
    expect(checksum("websocket")).not.toMatch(/variable-database_url|database_url/);
  });
});

describe("jobs", () => {
  const job = (name: string, stack = apps) => resource(stack, "kubernetes_job_v1", name);
  const [migrate, topics] = [job("migrate"), job("topics")];
  const cleanUp = resource(apps, "kubernetes_cron_job_v1");
  const pods = (owner: Attributes) =>
    (owner.spec as { template: { metadata: { labels: Attributes }; spec: Attributes & { container: [Attributes] } } })
      .template;

  test("come before the services, and Terraform waits for them", () => {
    for (const one of [migrate, topics]) expect(one).toMatchObject({ wait_for_completion: true });
    for (const name of serviceNames) {
      expect(deployment(name).depends_on).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^kubernetes_job_v1\.migrate/),
          expect.stringMatching(/^kubernetes_job_v1\.topics/),
        ]),
      );
    }
  });

  test("run what `npm run build` makes, as securely as the services, and reach only what they need", () => {
    const weekly = (cleanUp.spec as { job_template: Attributes }).job_template;
    for (const [owner, name, permission] of [
      [migrate, "migrate", "database"],
      [topics, "topics", "broker"],
      [weekly, "clean-up", "database"],
    ] as const) {
      const { metadata, spec } = pods(owner);
      expect(jobNames).toContain(name);
      expect(spec.container).toMatchObject([{ args: [`scripts/${name}.js`], image: ref("var.freehold_image") }]);
      expect(spec.container[0].security_context).toEqual(template("backend").spec.container[0].security_context);
      expect(spec).toMatchObject({ restart_policy: "Never", automount_service_account_token: false });
      expect(Object.keys(metadata.labels).filter((label) => label.startsWith("freehold/"))).toEqual([
        `freehold/${permission}`,
      ]);
    }
  });

  test("migrations go past the pooler", () => {
    expect(pods(migrate).spec.container[0].env).toEqual([
      { name: "DATABASE_DIRECT_URL", value_from: { secret_key_ref: { name: "database", key: "direct-url" } } },
    ]);
  });

  test("the clean-up wakes the database once a week", () => {
    expect(cleanUp.spec).toMatchObject({ schedule: "0 4 * * 0", concurrency_policy: "Forbid" });
  });

  test("no topics are declared on Redis, which makes its streams itself", () => {
    expect(Object.keys(redis.resource?.kubernetes_job_v1 ?? {})).toEqual([expect.stringMatching(/^migrate/)]);
  });
});

describe("what a service is told", () => {
  test("is what it needs", () => {
    expect(environment("backend")).toEqual([
      "HOST",
      "PORT",
      "STOP_DELAY_SECONDS",
      "FREEHOLD_TRANSPORT",
      "FREEHOLD_DAPR_PUBSUB",
      "DATABASE_URL",
      "JWT_SECRET",
    ]);
    expect(environment("websocket")).not.toContain("DATABASE_URL");
    expect(environment("audit-consumer")).not.toContain("JWT_SECRET");
    expect(environment("frontend")).toEqual(["HOST", "PORT", "STOP_DELAY_SECONDS"]);
  });

  test("never holds a secret: those are keys of Secrets", () => {
    for (const name of serviceNames) {
      const secret = template(name).spec.container[0].env.filter((variable) => /URL|SECRET$/.test(variable.name));
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
