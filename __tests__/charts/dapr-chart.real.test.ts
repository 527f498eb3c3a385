import { z } from "zod";
import { ruleGroups } from "../../dashboards/alerts";
import { jobs } from "../../dashboards/jobs";
import type { KubernetesObject } from "../../scripts/manifests/kubernetes-object";
import { renderChart } from "../../scripts/manifests/render-chart";
import { describeReal } from "../helpers/real";
import { scraped } from "../helpers/scraped";
import { chartFolder } from "./outside";
import { overlookedValues } from "./overlooked-values";
import { kubernetes, released } from "./released";
import { servedPorts } from "./served-ports";
import { counted, taken, workloads } from "./workloads";

describeReal("Dapr's chart, with our values", ["helm", "dapr-chart"], ({ helm, "dapr-chart": module }) => {
  const { chart, pods, objects: beside } = released("dapr");
  const options = { helm, source: chartFolder("dapr") ?? module, kubernetes };
  let objects: KubernetesObject[];
  beforeAll(async () => {
    objects = await renderChart(chart, options);
  });
  const find = (kind: string, name: string) =>
    objects.find((object) => object.kind === kind && object.metadata.name === name);

  test("makes the pods that the ledger counted, with what it counted, and no other", () => {
    const made = workloads(objects).map((workload) => [workload.metadata.name, taken(workload)]);
    expect(Object.fromEntries(made)).toEqual(Object.fromEntries(pods.map((pod) => [pod.name, counted(pod)])));
  });

  test("reads every value that we set", async () => {
    expect(await overlookedValues(chart, options)).toEqual([]);
  });

  test("a value that it does not read is found", async () => {
    const values = { dapr_operator: { watchIntervall: "60s" } };
    expect(await overlookedValues({ ...chart, values, sensitive: [] }, options)).toEqual([
      "dapr_operator.watchIntervall",
    ]);
  });

  test("asks for no disk, and its injector sends nobody to a scheduler or a placement service", () => {
    const text = JSON.stringify(objects);
    expect(text).not.toMatch(/PersistentVolumeClaim|volumeClaimTemplates/);
    expect(text).toContain("--scheduler-enabled=false");
    expect(text).toContain('{"name":"ACTORS_ENABLED","value":"false"}');
  });

  test("hands our trust root to the sentry", () => {
    const { data } = z.object({ data: z.record(z.string(), z.string()) }).parse(find("Secret", "dapr-trust-bundle"));
    const ours = Object.fromEntries(chart.sensitive.map(({ name, value }) => [name, value]));
    const held = Object.entries(data).map(([key, value]) => [key, Buffer.from(value, "base64").toString()]);
    expect(Object.fromEntries(held)).toEqual({
      "ca.crt": ours["dapr_sentry.tls.root.certPEM"],
      "issuer.crt": ours["dapr_sentry.tls.issuer.certPEM"],
      "issuer.key": ours["dapr_sentry.tls.issuer.keyPEM"],
    });
    expect(find("Configuration", "daprsystem")).toMatchObject({ spec: { mtls: { enabled: true } } });
  });

  test("gives its pods no more rights than they need", () => {
    for (const { spec } of workloads(objects)) {
      const security = { runAsNonRoot: true, allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };
      for (const container of spec.template.spec.containers) {
        expect(container).toMatchObject({
          securityContext: { ...security, readOnlyRootFilesystem: true, seccompProfile: { type: "RuntimeDefault" } },
        });
      }
    }
  });

  test("lets the operator restart pods that came up without a sidecar", () => {
    const [operator] = workloads(objects).filter(({ metadata }) => metadata.name === "dapr-operator");
    const { args } = z.object({ args: z.array(z.string()) }).parse(operator?.spec.template.spec.containers[0]);
    expect(args.slice(args.indexOf("--watch-interval")).slice(0, 2)).toEqual(["--watch-interval", "60s"]);
  });

  test("calls the injector for the services' pods only, and starts them when it can't be reached", () => {
    expect(find("MutatingWebhookConfiguration", "dapr-sidecar-injector")).toMatchObject({
      webhooks: [
        {
          failurePolicy: "Ignore",
          namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "freehold" } },
        },
      ],
    });
  });

  test("has its metrics where Prometheus looks, under the names that the alert on it has", () => {
    const watched = ruleGroups()
      .flatMap(({ rules }) => rules)
      .flatMap((rule) => ("alert" in rule && rule.alert === "DaprControlPlaneDown" ? rule.labels.service : []));
    expect(scraped(jobs.daprControlPlane, objects).sort()).toEqual(watched.sort());
  });

  test("its injector adds sidecars with the rights that tools/dapr/injector gives them in other tests", () => {
    const [injector] = workloads(objects).filter(({ metadata }) => metadata.name === "dapr-sidecar-injector");
    const names = ["SIDECAR_RUN_AS_NON_ROOT", "SIDECAR_READ_ONLY_ROOT_FILESYSTEM", "SIDECAR_DROP_ALL_CAPABILITIES"];
    expect(injector?.spec.template.spec.containers[0]?.env).toEqual(
      expect.arrayContaining(names.map((name) => ({ name, value: "true" }))),
    );
  });

  test("reads no Secrets of the namespace default", () => {
    expect(objects.filter(({ metadata }) => metadata.namespace === "default")).toEqual([]);
  });

  test("listens on the ports that the network lets others reach, and on no other that a Service has", () => {
    const policies = beside.filter(
      ({ kind, metadata }) => kind === "NetworkPolicy" && metadata.namespace === chart.namespace,
    );
    const ingressSchema = z.object({
      spec: z.object({ ingress: z.array(z.object({ ports: z.array(z.object({ port: z.number() })) })).default([]) }),
    });
    const open = policies.flatMap((policy) =>
      ingressSchema.parse(policy).spec.ingress.flatMap(({ ports }) => ports.map(({ port }) => port)),
    );
    expect(new Set(open)).toEqual(new Set(servedPorts(objects)));
  });
});
