import { problems } from "./problems";
import { namespace, recovered } from "./recovered";
import type { Rehearsed } from "./rehearsed";
import { until } from "./until";

/** Defects that set-ups like this one are known for: all are put in, and what "at rest" looks at must name each. */
export function defects(rehearsed: () => Rehearsed): void {
  const kubectl = (...args: string[]) => rehearsed().kubectl.read(["-n", namespace, ...args]);
  const restart = (service: string) => kubectl("rollout", "restart", `deployment/${service}`);
  const patch = (kind: string, name: string, operations: object[]) =>
    kubectl("patch", kind, name, "--type=json", "--patch", JSON.stringify(operations));
  const moved = "reminder-consumer-app-token";
  /** A pod that only starts is no problem yet. */
  const seen = (problem: RegExp) =>
    until(
      `${problem} is seen`,
      async () => (await problems(rehearsed(), false)).find((text) => problem.test(text)),
      180,
    );

  beforeAll(async () => {
    await until("nothing is wrong", async () => (await problems(rehearsed())).length === 0);
    // A service without the token of its sidecar.
    await kubectl("set", "env", "deployment/audit-consumer", "APP_API_TOKEN-");
    // A Secret in another namespace.
    const token = await kubectl("get", "secret", moved, "-o", "jsonpath={.data.token}");
    const metadata = { name: moved, namespace: "default" };
    await rehearsed().kubectl.apply({ apiVersion: "v1", kind: "Secret", metadata, data: { token } });
    await kubectl("delete", "secret", moved);
    await restart("reminder-consumer");
    // A Secret without a key.
    await patch("secret", "jwt", [{ op: "remove", path: "/data/secret" }]);
    await restart("websocket");
    // A pod with the label of no policy.
    const label = "/spec/template/metadata/labels/freehold~1database";
    await patch("deployment", "reminder-scheduler", [{ op: "remove", path: label }]);
    // A policy that blocks the name service.
    await kubectl("delete", "networkpolicy", "dns");
    await restart("recurring-task-consumer");
    await until("the new pods are there", async () => {
      const pods = await kubectl("get", "pods", "-o", "jsonpath={.items[*].metadata.ownerReferences[0].name}");
      const sets = await kubectl("get", "replicasets", "-o", newestSets);
      return sets
        .trim()
        .split(" ")
        .every((set) => pods.includes(set));
    });
    // A quota that is full.
    const used = await kubectl("get", "resourcequota", "ledger", "-o", "jsonpath={.status.used['requests\\.cpu']}");
    await patch("resourcequota", "ledger", [{ op: "replace", path: "/spec/hard/requests.cpu", value: used }]);
    await restart("notification");
  });

  afterAll(async () => {
    await rehearsed().kubectl.run(["delete", "secret", moved, "-n", "default"]);
    await rehearsed().platform.deploy("platform");
    await rehearsed().platform.deploy("apps");
    await recovered(rehearsed());
    await until("nothing is wrong any more", async () => (await problems(rehearsed())).length === 0);
  });

  test("a service without the token of its sidecar", () =>
    seen(/audit-consumer.*(CrashLoopBackOff|Error)[\s\S]*APP_API_TOKEN/));

  test("a Secret in another namespace", () =>
    seen(/reminder-consumer.*Create\w+Error.*secret "reminder-consumer-app-token" not found/));

  test("a Secret without a key", () =>
    seen(/websocket.*CreateContainerConfigError.*couldn't find key secret in Secret freehold\/jwt/));

  test("a pod with the label of no policy, which keeps it from the database", () =>
    seen(/reminder-scheduler.*(NotReady|CrashLoopBackOff|Error)/));

  test("a policy that blocks the name service", () =>
    seen(/recurring-task-consumer.*(NotReady|CrashLoopBackOff|Error)/));

  test("a quota that is full", () => seen(/notification: .*exceeded quota/));

  test("a Service with the label of no pod: the page is not there", async () => {
    const client = await rehearsed().client("una");
    expect(await client.call("GET", "/")).toMatchObject({ status: 200 });
    const path = "/spec/selector/app.kubernetes.io~1name";
    await patch("service", "frontend", [{ op: "replace", path, value: "front-end" }]);
    await until("the page is away", async () => (await client.call("GET", "/")).status === 503);
  });
}

/** The ReplicaSets that want pods. */
const newestSets = "jsonpath={range .items[?(@.spec.replicas>0)]}{.metadata.name} {end}";
