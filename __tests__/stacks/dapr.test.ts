import { release, values } from "./helm";
import { resource, synthesise } from "./synthesise";

const { platform } = synthesise();
const dapr = values(release(platform, "dapr"));

test("runs without scheduler, actors and replicas, in the pinned version", () => {
  expect(release(platform, "dapr")).toMatchObject({ chart: "dapr", version: "1.18.3", wait: true, atomic: true });
  expect(dapr.global).toMatchObject({
    scheduler: { enabled: false },
    actors: { enabled: false },
    ha: { enabled: false },
    mtls: { enabled: true },
  });
});

test("has requests and limits for each part, and passes Pod Security", () => {
  const resources = { requests: { cpu: "20m", memory: "48Mi" }, limits: { cpu: "100m", memory: "192Mi" } };
  expect(dapr).toMatchObject({
    global: { seccompProfile: "RuntimeDefault" },
    dapr_operator: { resources },
    dapr_sentry: { resources },
    dapr_sidecar_injector: { resources, sidecarDropALLCapabilities: true },
  });
});

test("restarts pods that came up without a sidecar, and reads no foreign secrets", () => {
  expect(dapr).toMatchObject({
    dapr_operator: { watchInterval: "60s" },
    dapr_rbac: { secretReader: { enabled: false } },
  });
});

test("has a trust root that outlives the year of Dapr's own", () => {
  for (const certificate of [
    resource(platform, "tls_self_signed_cert", "dapr"),
    resource(platform, "tls_locally_signed_cert", "dapr"),
  ]) {
    expect(certificate).toMatchObject({
      is_ca_certificate: true,
      allowed_uses: ["cert_signing", "crl_signing"],
      validity_period_hours: 87_600,
    });
    expect(certificate).not.toHaveProperty("early_renewal_hours");
  }
});

test("is reached by the API server's webhooks", () => {
  expect(resource(platform, "kubernetes_network_policy_v1", "dapr-network_webhooks")).toMatchObject({
    spec: {
      ingress: [
        {
          from: [{ ip_block: { cidr: "10.0.0.0/24" } }, { ip_block: { cidr: "10.42.0.0/16" } }],
          ports: [{ port: "4000" }, { port: "19443" }],
        },
      ],
    },
  });
});

test("gets its components after its CRDs, in the namespace of the services", () => {
  const components = release(platform, "dapr-components");
  expect(components.chart).toMatch(/^\.\/assets\//);
  expect(components.depends_on).toEqual([expect.stringMatching(/^helm_release\.dapr_chart/)]);
  expect(components.namespace).toMatch(/kubernetes_namespace_v1\.freehold/);
});
