import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { runOnNode } from "../../../scripts/host/run-on-node";
import type { ClusterNodeState } from "../../../scripts/operations/nodes";
import { hostJob, loadBalancerImage, loadBalancerPods, stubKubectl } from "../../helpers/stub-kubectl";
import { TestClock } from "../../helpers/test-clock";

const server: ClusterNodeState = {
  name: "freehold-server",
  role: "server",
  ready: true,
  version: "v1.36.5+k3s1",
};
const clock = () => new TestClock();

test("runs as root on the host, by an image that runs there already, and leaves nothing behind", async () => {
  const { kubectl, program } = stubKubectl(...hostJob());
  await runOnNode(kubectl, server, "take-snapshot", ["now"], clock());
  const { spec } = JSON.parse(program.calls.find(({ input }) => input)?.input ?? "").items[0];
  expect(spec).toMatchObject({ backoffLimit: 0, template: { spec: { nodeName: "freehold-server" } } });
  const [container] = spec.template.spec.containers;
  expect(container).toMatchObject({
    image: loadBalancerImage,
    imagePullPolicy: "Never",
    securityContext: { privileged: true },
  });
  expect(container.command).toEqual([
    ...["chroot", "/host", "/bin/bash", "-euo", "pipefail", "-c"],
    readFileSync("scripts/host/take-snapshot.sh", "utf8"),
    ...["take-snapshot", "now"],
  ]);
  expect(program.calls.at(-1)?.args).toContain("delete job freehold-take-snapshot-server");
});

test("outlives an API that is away while k3s restarts", async () => {
  const [pods, remove, apply, done, end] = hostJob();
  const away = { match: "get job", status: 1, errors: "connection refused" };
  const { kubectl, program } = stubKubectl(...[pods, remove, apply, away, away, done, end].flatMap((one) => one ?? []));
  await runOnNode(kubectl, server, "take-snapshot", ["now"], clock());
  expect(program.unused).toEqual([]);
});

test("a script that fails is told with its last lines, and its Job stays to be looked at", async () => {
  const { kubectl } = stubKubectl(...hostJob("failed"));
  await expect(runOnNode(kubectl, server, "upgrade-k3s", ["v", "s"], clock())).rejects.toThrow(
    "upgrade-k3s failed on freehold-server:\nthe last line of the script",
  );
});

test("a node without the image is refused, before anything is made", async () => {
  const { kubectl, program } = stubKubectl(loadBalancerPods());
  await expect(runOnNode(kubectl, server, "take-snapshot", [], clock())).rejects.toThrow("runs no pod svclb-traefik");
  expect(program.calls).toHaveLength(1);
});

test.each(readdirSync("scripts/host").filter((name) => name.endsWith(".sh")))("%s is bash", (name) => {
  expect(spawnSync("bash", ["-n", `scripts/host/${name}`]).status).toBe(0);
});
