import { parse } from "yaml";
import { dashboards, prometheusDatasource } from "../../dashboards";
import type { KubernetesObject } from "../../scripts/manifests/kubernetes-object";
import { renderChart } from "../../scripts/manifests/render-chart";
import { describeReal } from "../helpers/real";
import { configMap } from "./config-map";
import { chartFolder } from "./outside";
import { overlookedValues } from "./overlooked-values";
import { kubernetes, released } from "./released";
import { byLedgerName, counted, taken, workloads } from "./workloads";

describeReal("Grafana's chart, with our values", ["helm"], ({ helm }) => {
  const { chart, pods, objects: beside } = released("grafana");
  const options = { helm, source: chartFolder("grafana"), kubernetes };
  let objects: KubernetesObject[];
  beforeAll(async () => {
    objects = await renderChart(chart, options);
  });
  const pod = () => workloads(objects)[0]?.spec.template.spec;

  test("makes the pods that the ledger counted, with what it counted, and no other", () => {
    const made = byLedgerName(workloads(objects), pods).map(([name, workload]) => [name, taken(workload)]);
    expect(Object.fromEntries(made)).toEqual(Object.fromEntries(pods.map((one) => [one.name, counted(one)])));
  });

  test("reads every value that we set", async () => {
    expect(await overlookedValues(chart, options)).toEqual([]);
  });

  test("has Prometheus as its data source, under the id that panels name", () => {
    const { datasources } = parse(configMap(objects, "grafana")["datasources.yaml"] ?? "");
    expect(datasources).toEqual([
      expect.objectContaining({ ...prometheusDatasource, url: expect.stringContaining("//prometheus-server.") }),
    ]);
    expect(pod()).toMatchObject({
      containers: [
        {
          volumeMounts: expect.arrayContaining([
            expect.objectContaining({ mountPath: "/etc/grafana/provisioning/datasources/datasources.yaml" }),
          ]),
        },
      ],
    });
  });

  test("finds every dashboard in the folder that it is told to read", () => {
    const { providers } = parse(configMap(objects, "grafana")["dashboardproviders.yaml"] ?? "");
    const [{ options: provided }] = providers;
    expect(pod()).toMatchObject({
      containers: [
        {
          volumeMounts: expect.arrayContaining([
            { name: "dashboards-freehold", mountPath: provided.path },
            expect.objectContaining({ mountPath: "/etc/grafana/provisioning/dashboards/dashboardproviders.yaml" }),
          ]),
        },
      ],
      volumes: expect.arrayContaining([{ name: "dashboards-freehold", configMap: { name: "grafana-dashboards" } }]),
    });
    const files = Object.keys(configMap(beside, "grafana-dashboards"));
    expect(files.sort()).toEqual(
      dashboards()
        .map(({ uid }) => `${uid}.json`)
        .sort(),
    );
  });

  test("takes its administrator from our Secret, and makes none of its own", () => {
    const key = (name: string) => ({ secretKeyRef: { name: "grafana-admin", key: name } });
    expect(pod()).toMatchObject({
      containers: [
        {
          env: expect.arrayContaining([
            { name: "GF_SECURITY_ADMIN_USER", valueFrom: key("admin-user") },
            { name: "GF_SECURITY_ADMIN_PASSWORD", valueFrom: key("admin-password") },
          ]),
        },
      ],
    });
    expect(objects.map(({ kind }) => kind)).not.toContain("Secret");
    const secret = beside.find(({ kind, metadata }) => kind === "Secret" && metadata.name === "grafana-admin");
    expect(Object.keys(Object(secret?.stringData)).sort()).toEqual(["admin-password", "admin-user"]);
  });

  test("lets nobody in unasked, and fetches nothing", () => {
    const ini = configMap(objects, "grafana")["grafana.ini"];
    expect(ini).toContain("[auth.anonymous]\nenabled = false");
    expect(ini).toContain("allow_sign_up = false");
    expect(ini).toContain("preinstall_disabled = true");
  });

  test("has no rights at the API server, no root, and no disk", () => {
    expect(pod()).toMatchObject({
      automountServiceAccountToken: false,
      initContainers: [],
      securityContext: { runAsNonRoot: true },
      containers: [
        {
          securityContext: {
            allowPrivilegeEscalation: false,
            capabilities: { drop: ["ALL"] },
            seccompProfile: { type: "RuntimeDefault" },
          },
        },
      ],
    });
    expect(objects.map(({ kind }) => kind).sort()).toEqual(["ConfigMap", "Deployment", "Service", "ServiceAccount"]);
  });
});
