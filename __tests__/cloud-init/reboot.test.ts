import { renderBootstrap } from "../../scripts/rehearse/stacks/render-bootstrap";
import type { NodeRole } from "../../services/contracts/node-role";
import { synthesise } from "../stacks/synthesise";
import { Sandbox } from "./sandbox";

let rendered: Awaited<ReturnType<typeof renderBootstrap>>;
let machine: Sandbox;
const kubelet = () =>
  `--kubeconfig=${machine.path("/var/lib/rancher/k3s/agent/kubelet.kubeconfig")} --request-timeout=30s`;
const cordoned = "/var/lib/freehold/cordoned";

beforeAll(async () => {
  rendered = await renderBootstrap(synthesise().bootstrap);
});
afterEach(() => machine.remove());

/** A machine that an update has asked to reboot, with two pods of which one is let go at the second asking only. */
function node(role: NodeRole): void {
  machine = new Sandbox().install(rendered[role]);
  machine.write("/run/reboot-required", "");
  machine.write("/pods", "freehold backend-1\nfreehold websocket-1\n");
  cluster();
}

/** An API that answers, but for what `refuses` matches. */
const cluster = (refuses = "nothing") =>
  machine.stub(
    "k3s",
    `
root=${machine.root}
case $* in
  *"${refuses}"*) exit 1 ;;
  *"get node"*) cat "$root/unschedulable" 2>/dev/null || true ;;
  *"get pods"*) cat "$root/pods" ;;
  *websocket-1/eviction*) [[ -e $root/asked ]] && sed -i /websocket-1/d "$root/pods" || { touch "$root/asked"; exit 1; } ;;
  *backend-1/eviction*) sed -i /backend-1/d "$root/pods" ;;
esac`,
  );

/** The calls that change something, or that another must wait for. */
const reboot = () => {
  const { calls, status } = machine.run("/opt/freehold/reboot.sh");
  const short = calls
    .filter((call) => !/^sleep|get (node|pods)|^{{/.test(call))
    .map((call) => call.replace(kubelet(), "AS-NODE"));
  return { status, calls: short.map((call) => call.replace(/ --filename=-$/, "")) };
};
const evictions = ["backend-1", "websocket-1", "websocket-1"].map(
  (pod) => `k3s kubectl AS-NODE create --raw /api/v1/namespaces/freehold/pods/${pod}/eviction`,
);

test("there is none unless an update asks for it", () => {
  node("server");
  machine.run("/opt/freehold/reboot.sh");
  machine.remove();
  machine = new Sandbox().install(rendered.server);
  expect(reboot().calls).toEqual([""]);
});

test("the server's comes with both nodes Ready, after a snapshot, and after its pods have left", () => {
  node("server");
  expect(reboot()).toEqual({
    status: 0,
    calls: [
      "k3s kubectl wait --for=condition=Ready node --all --timeout=60s",
      "k3s etcd-snapshot save --name before-reboot",
      "k3s etcd-snapshot prune --name before-reboot --snapshot-retention 3",
      "k3s kubectl AS-NODE cordon freehold-server",
      ...evictions,
      "systemctl reboot",
    ],
  });
  expect(machine.exists(cordoned)).toBe(true);
});

test("the agent's comes when the API answers, so that the server is up, and after its pods have left", () => {
  node("agent");
  expect(reboot().calls).toEqual([
    "k3s kubectl AS-NODE get --raw /readyz",
    "k3s kubectl AS-NODE cordon freehold-agent",
    ...evictions,
    "systemctl reboot",
  ]);
});

test.each([
  { role: "server", refuses: "kubectl wait", because: "the other node is down" },
  { role: "server", refuses: "etcd-snapshot", because: "no snapshot can be taken" },
  { role: "agent", refuses: "/readyz", because: "the server is down" },
] as const)("the $role's is put off when $because", ({ role, refuses }) => {
  node(role);
  cluster(refuses);
  expect(reboot()).toMatchObject({ status: 1, calls: expect.not.arrayContaining(["systemctl reboot"]) });
  expect(machine.read("/dev/console")).toContain("REBOOT PUT OFF");
  expect(machine.exists(cordoned)).toBe(false);
});

test.each([
  { role: "server", refuses: "kubectl wait", because: "the other node is down" },
  { role: "server", refuses: "etcd-snapshot", because: "no snapshot can be taken" },
  { role: "agent", refuses: "/readyz", because: "the server is down" },
] as const)("the $role's is put off for a week at most when $because", ({ role, refuses }) => {
  const wanted = (days: number) => {
    node(role);
    cluster(refuses);
    machine.write("/var/lib/freehold/reboot-wanted-since", String(Math.floor(Date.now() / 1000) - days * 86_400 - 60));
    return reboot();
  };
  expect(wanted(6).calls).not.toContain("systemctl reboot");
  machine.remove();
  expect(wanted(7)).toMatchObject({ status: 0, calls: expect.arrayContaining(["systemctl reboot"]) });
  expect(machine.read("/dev/console")).toContain("REBOOT FORCED: it was put off for 7 days");
});

test("a bucket that cannot be reached puts it off too, and leaves no pile of snapshots", () => {
  node("server");
  machine.write("/var/lib/rancher/k3s/server/db/snapshots/before-reboot-freehold-server-1795400000", "");
  machine.stub("curl", "exit 22");
  const { status, calls } = reboot();
  expect(status).toBe(1);
  expect(calls).toContain("k3s etcd-snapshot prune --name before-reboot --snapshot-retention 3");
  expect(calls).not.toContain("systemctl reboot");
});

const wantedSince = () =>
  Number(/ (\d+)$/m.exec(machine.read("/var/lib/freehold/metrics/freehold_reboot_wanted_timestamp_seconds.prom"))?.[1]);

test("the node exporter is told since when it is wanted, from the first night on, and that it is no more", () => {
  node("agent");
  cluster("/readyz");
  const before = Math.floor(Date.now() / 1000);
  reboot();
  const since = wantedSince();
  expect(since).toBeGreaterThanOrEqual(before);
  machine.write("/var/lib/freehold/reboot-wanted-since", String(since - 86_400));
  reboot();
  expect(wantedSince()).toBe(since - 86_400);
  cluster();
  reboot();
  expect(wantedSince()).toBe(0);
});

test("a reboot that systemd refuses is wanted still", () => {
  node("agent");
  machine.stub("systemctl", "exit 1");
  reboot();
  expect(wantedSince()).toBeGreaterThan(0);
});

test("a pod that may not go holds it up for a while, not for ever", () => {
  node("agent");
  cluster("eviction");
  const { calls } = reboot();
  expect(calls.filter((call) => call.includes("backend-1"))).toHaveLength(120);
  expect(calls.at(-1)).toBe("systemctl reboot");
  expect(machine.read("/dev/console")).toContain("not all pods have left");
});

test("one that systemd refuses opens the node again", () => {
  node("agent");
  machine.stub("systemctl", "exit 1");
  expect(reboot().calls.at(-1)).toBe("k3s kubectl AS-NODE uncordon freehold-agent");
  expect(machine.exists(cordoned)).toBe(false);
});

describe("after it", () => {
  const open = () => machine.run("/opt/freehold/uncordon.sh");

  test("the node is opened again, once", () => {
    node("agent");
    reboot();
    expect(open()).toMatchObject({ status: 0, calls: [`k3s kubectl ${kubelet()} uncordon freehold-agent`] });
    expect(open().calls).toEqual([""]);
  });

  test("that is tried until the API answers", () => {
    node("agent");
    reboot();
    cluster("uncordon");
    expect(open().status).toBe(1);
    expect(machine.exists(cordoned)).toBe(true);
    const unit = machine.read("/etc/systemd/system/freehold-uncordon.service");
    expect(unit).toContain("Restart=on-failure");
    expect(unit).toContain(`ConditionPathExists=${cordoned}`);
    expect(machine.run("/opt/freehold/schedule-maintenance.sh").calls).toContain(
      "systemctl enable freehold-uncordon.service",
    );
  });

  test("a node that somebody else has closed stays closed", () => {
    node("agent");
    machine.write("/unschedulable", "true");
    expect(reboot().calls).not.toContain("k3s kubectl AS-NODE cordon freehold-agent");
    expect(open().calls).toEqual([""]);
  });
});
