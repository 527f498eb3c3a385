import { gzipSync } from "node:zlib";
import { liveDrift } from "../../../scripts/drift/live-drift";
import { Kubectl } from "../../../scripts/operations/kubectl";
import { type StubAnswer, StubProgram } from "../../helpers/stub-program";

const base64 = (data: Buffer | string) => Buffer.from(data).toString("base64");
const release = (name: string) => {
  const json = JSON.stringify({ name, namespace: "platform", manifest: `# of ${name}` });
  return { data: { release: base64(base64(gzipSync(json))) } };
};
const secrets: StubAnswer = {
  match: "get secrets",
  output: JSON.stringify({ items: [release("dapr"), release("grafana")] }),
};
const same: StubAnswer = { match: " diff " };

function compare(...answers: StubAnswer[]) {
  const kubectl = new StubProgram("kubectl");
  kubectl.answer(...answers);
  return { kubectl, finding: liveDrift(new Kubectl("kubeconfig", kubectl.file)) };
}

test("clean when the objects are what the charts made", async () => {
  const { kubectl, finding } = compare(secrets, same, same);
  expect(await finding).toEqual({ kind: "clean" });
  expect(kubectl.calls.slice(1).map(({ args, input }) => [args.split(" ").slice(2).join(" "), input])).toEqual([
    ["diff --namespace=platform --filename=-", "# of dapr"],
    ["diff --namespace=platform --filename=-", "# of grafana"],
  ]);
});

test("an object that somebody has edited or deleted is named", async () => {
  const of = (file: string, lines: string) => `diff -u -N /tmp/LIVE-1/${file} /tmp/MERGED-2/${file}
--- /tmp/LIVE-1/${file}
+++ /tmp/MERGED-2/${file}
@@ ${lines} @@
`;
  const edited = of("apps.v1.Deployment.platform.grafana", "-12,7 +12,7");
  const deleted = of("v1.Service.platform.grafana", "-0,0 +1,40");
  const { finding } = compare(secrets, same, { match: " diff ", status: 1, output: edited + deleted });
  expect(await finding).toEqual({
    kind: "drifted",
    differences: [
      { address: "grafana: apps.v1.Deployment.platform.grafana", action: "update", attributes: [] },
      { address: "grafana: v1.Service.platform.grafana", action: "create", attributes: [] },
    ],
  });
});

test("a cluster that cannot be reached is not compared, and a diff that cannot be made is a failure", async () => {
  const unreachable = compare({ match: "get secrets", status: 1, errors: "dial tcp: i/o timeout" });
  expect(await unreachable.finding).toEqual({
    kind: "not-compared",
    reason: "the cluster cannot be reached: dial tcp: i/o timeout",
  });
  const broken = compare(secrets, { match: " diff ", status: 2, errors: "no matches for kind Component" });
  expect(await broken.finding).toMatchObject({
    kind: "failed",
    reason: expect.stringContaining("no matches for kind"),
  });
});

test("--repair restores the changed objects of a release, and looks again", async () => {
  const edited =
    "diff -u -N /tmp/LIVE-1/v1.Service.platform.grafana /tmp/MERGED-2/v1.Service.platform.grafana\n@@ -1 +1 @@\n";
  const kubectl = new StubProgram("kubectl");
  kubectl.answer(secrets, same, { match: " diff ", status: 1, output: edited }, { match: " apply " }, same);
  const repaired: string[] = [];
  const finding = await liveDrift(new Kubectl("kubeconfig", kubectl.file), (name) => repaired.push(name));
  expect(finding).toEqual({ kind: "clean" });
  expect(repaired).toEqual(["grafana"]);
  const [apply] = kubectl.calls.filter(({ args }) => args.includes(" apply "));
  expect(apply).toMatchObject({
    args: expect.stringContaining("apply --server-side --force-conflicts --namespace=platform"),
    input: "# of grafana",
  });
});
