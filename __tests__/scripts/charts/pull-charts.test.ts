import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pullCharts } from "../../../scripts/charts/pull-charts";
import { stackManifests } from "../../../scripts/manifests/stack-manifests";
import { platformResources } from "../../guards/platform-resources";
import { StubProgram } from "../../helpers/stub-program";

const chartsOf = (input: Parameters<typeof platformResources>[0]) =>
  stackManifests("platform", platformResources(input).resources).charts;

describe("npx freehold charts", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-charts-"));
  beforeEach(() => jest.spyOn(console, "log").mockImplementation(() => {}));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("fetches each chart in its pinned version, from where the configuration says; what is there stays", async () => {
    const helm = new StubProgram("helm");
    helm.answer({ match: "^pull ", always: true });
    mkdirSync(path.join(folder, "grafana"));
    const mirror = { repository: "oci://registry.example.org/charts" };
    await pullCharts(chartsOf({ platform: { charts: { prometheus: mirror } } }), folder, helm.file);
    expect(helm.calls.map(({ args }) => args)).toEqual([
      `pull dapr --repo https://dapr.github.io/helm-charts --version 1.18.3 --untar --untardir ${folder}`,
      `pull oci://registry.example.org/charts/prometheus --version 29.27.0 --untar --untardir ${folder}`,
    ]);
  });

  test("leaves out a chart that the configuration takes from this machine", async () => {
    const helm = new StubProgram("helm");
    const here = { path: "charts/manifests" };
    await pullCharts(
      chartsOf({ platform: { charts: { dapr: here, prometheus: here, grafana: here } } }),
      folder,
      helm.file,
    );
    expect(helm.calls).toEqual([]);
  });

  test("says what Helm says when it can't get one", async () => {
    const helm = new StubProgram("helm");
    helm.answer({ match: "^pull dapr", errors: "Error: no such host\n", status: 1 });
    await expect(pullCharts(chartsOf({}), folder, helm.file)).rejects.toThrow(
      "helm can't get the chart dapr: Error: no such host",
    );
  });
});
