import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { runOnNode } from "../../../scripts/host/run-on-node";
import type { ClusterNodeState } from "../../../scripts/operations/nodes";
import { hostJob, stubKubectl } from "../../helpers/stub-kubectl";
import { TestClock } from "../../helpers/test-clock";

const image = `docker.io/rancher/klipper-lb@sha256:${"ab".repeat(32)}`;
const server: ClusterNodeState = {
  name: "freehold-server",
  role: "server",
  ready: true,
  version: "v1.36.5+k3s1",
  images: [image],
};
const clock = () => new TestClock();

test("runs as root on the host, by an image that is there by digest, and leaves nothing behind", async () => {
  const { kubectl, program } = stubKubectl(...hostJob());
  await runOnNode(kubectl, server, "take-snapshot", ["now"], clock());
  const { spec } = JSON.parse(program.calls.find(({ input }) => input)?.input ?? "").items[0];
  expect(spec).toMatchObject({ backoffLimit: 0, template: { spec: { nodeName: "freehold-server" } } });
  const [container] = spec.template.spec.containers;
  expect(container).toMatchObject({ image, imagePullPolicy: "Never", securityContext: { privileged: true } });
  expect(container.command).toEqual([
    ...["chroot", "/host", "/bin/bash", "-euo", "pipefail", "-c"],
    readFileSync("scripts/host/take-snapshot.sh", "utf8"),
    ...["take-snapshot", "now"],
  ]);
  expect(program.calls.at(-1)?.args).toContain("delete job freehold-take-snapshot-server");
});

test("outlives an API that is away while k3s restarts", async () => {
  const [remove, apply, done, end] = hostJob();
  const away = { match: "get job", status: 1, errors: "connection refused" };
  const { kubectl, program } = stubKubectl(...[remove, apply, away, away, done, end].flatMap((one) => one ?? []));
  await runOnNode(kubectl, server, "take-snapshot", ["now"], clock());
  expect(program.unused).toEqual([]);
});

test("a script that fails is told with its last lines, and its Job stays to be looked at", async () => {
  const { kubectl } = stubKubectl(...hostJob("failed"));
  await expect(runOnNode(kubectl, server, "upgrade-k3s", ["v", "s"], clock())).rejects.toThrow(
    "upgrade-k3s failed on freehold-server:\nthe last line of the script",
  );
});

test("a node without the image is refused", async () => {
  const { kubectl } = stubKubectl(...hostJob());
  await expect(runOnNode(kubectl, { ...server, images: [] }, "take-snapshot", [], clock())).rejects.toThrow(
    "klipper-lb",
  );
});

test.each(readdirSync("scripts/host").filter((name) => name.endsWith(".sh")))("%s is bash", (name) => {
  expect(spawnSync("bash", ["-n", `scripts/host/${name}`]).status).toBe(0);
});
