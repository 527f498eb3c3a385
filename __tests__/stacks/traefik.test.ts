import { z } from "zod";
import { traefikOptions } from "../../scripts/rehearse/system/traefik-options";
import type { ConfigInput } from "../../stacks/config";
import { certificateSources } from "../../stacks/config/platform";
import { release, values } from "./helm";
import { ref, resource, resources, type Synthesised, synthesise } from "./synthesise";

const domain = "tasks.example.org";
const { platform, apps } = synthesise();
const withDomain = (certificate?: NonNullable<ConfigInput["platform"]>["certificate"]) =>
  synthesise({ cluster: { domain }, platform: { certificate } });

const manifestsSchema = z.object({ manifests: z.array(z.looseObject({ kind: z.string(), spec: z.unknown() })) });
const manifests = (stack: Synthesised, name: string) => manifestsSchema.parse(values(release(stack, name))).manifests;

const helmChartConfigSchema = z.object({ failurePolicy: z.string(), valuesContent: z.string() });
const helmChartConfig = (stack: Synthesised) =>
  helmChartConfigSchema.parse(
    manifests(stack, "freehold-traefik").find(({ kind }) => kind === "HelmChartConfig")?.spec,
  );
const traefik = (stack: Synthesised): Record<string, unknown> => JSON.parse(helmChartConfig(stack).valuesContent);
const routes = (stack: Synthesised) =>
  manifests(stack, "freehold-routes").filter(({ kind }) => kind === "IngressRoute");

const redirect = {
  web: { http: { redirections: { entryPoint: { to: "websecure", scheme: "https", permanent: true } } } },
};

describe("Traefik", () => {
  test("is changed where k3s looks for it, and keeps running when a change is wrong", () => {
    expect(manifests(platform, "freehold-traefik")[0]).toMatchObject({
      apiVersion: "helm.cattle.io/v1",
      metadata: { name: "traefik", namespace: "kube-system" },
    });
    expect(helmChartConfig(platform).failurePolicy).toBe("abort");
  });

  test("sees the client's address, since no node hands a connection on to another", () => {
    expect(traefik(platform)).toMatchObject({ service: { spec: { externalTrafficPolicy: "Local" } } });
  });

  test("is one, on the node that has the disk with its certificates", () => {
    expect(traefik(platform)).toMatchObject({
      deployment: { replicas: 1 },
      nodeSelector: { "node-role.kubernetes.io/control-plane": "true" },
      persistence: {
        ...{ enabled: true, storageClass: "local-path", path: "/data" },
        ...{ accessMode: "ReadWriteOnce", size: "128Mi" },
      },
    });
  });

  test("is the only one, so that a slow answer to a probe has no request refused", () => {
    expect(traefik(platform)).toMatchObject({
      readinessProbe: { failureThreshold: 3, timeoutSeconds: 5 },
      livenessProbe: { timeoutSeconds: 5 },
    });
  });

  test("shows no dashboard, and its metrics", () => {
    expect(traefik(platform)).toMatchObject({
      api: { dashboard: false },
      ingressRoute: { dashboard: { enabled: false } },
      metrics: { prometheus: { entryPoint: "metrics" } },
    });
  });

  test("has the resources that the ledger counts", () => {
    const { platform: stack } = synthesise({ platform: { traefik: { requests: { cpuMillis: 40 } } } });
    expect(traefik(stack)).toMatchObject({
      resources: { requests: { cpu: "40m", memory: "64Mi" }, limits: { cpu: "300m", memory: "160Mi" } },
    });
  });

  test("sets no key that its chart refuses", () => {
    // The keys at the top of the schema of charts 40.1 and 41.3.
    const known = [
      ...["api", "certificatesResolvers", "deployment", "global", "ingressRoute", "livenessProbe", "metrics"],
      ...["nodeSelector", "persistence", "ports", "readinessProbe", "resources", "service"],
    ];
    for (const stack of [platform, withDomain().platform]) {
      expect(known).toEqual(expect.arrayContaining(Object.keys(traefik(stack))));
    }
  });
});

describe("the options that the chart starts Traefik with", () => {
  const place = {
    ports: { web: 1, websecure: 2, traefik: 3, metrics: 4 },
    volume: "/volume",
    acmeServer: (url: string) => url,
    challengeDelay: (configured: string) => configured,
  };

  test("follow from values that are all known, in every configuration", () => {
    for (const stack of [platform, ...certificateSources.map((source) => withDomain(source).platform)]) {
      expect(traefikOptions(traefik(stack), place)).toContain("--api.dashboard=false");
    }
    expect(traefikOptions(traefik(withDomain("staging").platform), place)).toEqual(
      expect.arrayContaining([
        "--entryPoints.web.http.redirections.entryPoint.to=:443",
        "--certificatesresolvers.le.acme.storage=/volume/acme-staging.json",
        "--certificatesresolvers.le.acme.httpChallenge.delay=30s",
      ]),
    );
  });

  test("are refused for a value that is overlooked, and for certificates beside the volume", () => {
    const values = traefik(withDomain("staging").platform);
    expect(() => traefikOptions({ ...values, logs: {} }, place)).toThrow("logs");
    const persistence = { ...(values.persistence as object), path: "/elsewhere" };
    expect(() => traefikOptions({ ...values, persistence }, place)).toThrow("not on the volume");
  });
});

describe("the certificate", () => {
  test("is none without a host name: plain HTTP on the address", () => {
    expect(traefik(platform)).not.toHaveProperty("ports");
    expect(traefik(platform)).not.toHaveProperty("certificatesResolvers");
    for (const { spec } of routes(apps)) {
      expect(spec).toMatchObject({ entryPoints: ["web"] });
      expect(spec).not.toHaveProperty("tls");
    }
  });

  test.each([
    ["staging", undefined, "https://acme-staging-v02.api.letsencrypt.org/directory"],
    ["production", "production", "https://acme-v02.api.letsencrypt.org/directory"],
  ] as const)(
    "is from Let's Encrypt's %s by the setting %s, proven by HTTP, and HTTP leads to HTTPS",
    (_name, setting, caServer) => {
      const stacks = withDomain(setting);
      expect(traefik(stacks.platform)).toMatchObject({
        ports: redirect,
        certificatesResolvers: {
          le: {
            acme: {
              caServer,
              storage: `/data/acme-${setting ?? "staging"}.json`,
              httpChallenge: { entryPoint: "web", delay: "30s" },
            },
          },
        },
      });
      for (const { spec } of routes(stacks.apps)) {
        expect(spec).toMatchObject({ entryPoints: ["websecure"], tls: { certResolver: "le" } });
      }
    },
  );

  test("is the user's own by one setting, which never stands in the output", () => {
    const stacks = withDomain("manual");
    expect(traefik(stacks.platform)).toMatchObject({ ports: redirect });
    expect(traefik(stacks.platform)).not.toHaveProperty("certificatesResolvers");
    expect(routes(stacks.apps)[0]?.spec).toMatchObject({ entryPoints: ["websecure"], tls: {} });
    expect(resource(stacks.platform, "kubernetes_secret_v1", "manual-certificate")).toMatchObject({
      metadata: { name: "manual-certificate", namespace: "kube-system" },
      type: "kubernetes.io/tls",
      data: { "tls.crt": ref("var.tls_certificate"), "tls.key": ref("var.tls_private_key") },
    });
    expect(stacks.platform.variable?.tls_private_key).toMatchObject({ sensitive: true });
    expect(manifests(stacks.platform, "freehold-traefik")[1]).toMatchObject({
      kind: "TLSStore",
      metadata: { name: "default", namespace: "kube-system" },
      spec: { defaultCertificate: { secretName: "manual-certificate" } },
    });
    expect(resources(platform, "kubernetes_secret_v1").map(({ type }) => type)).not.toContain("kubernetes.io/tls");
  });

  test("is none by one setting: plain HTTP on the host name", () => {
    const stacks = withDomain("none");
    expect(traefik(stacks.platform)).not.toHaveProperty("ports");
    for (const { spec } of routes(stacks.apps)) {
      expect(spec).toMatchObject({ entryPoints: ["web"] });
      expect(spec).not.toHaveProperty("tls");
      expect(JSON.stringify(spec)).toContain(domain);
    }
  });
});
