import { existsSync } from "node:fs";
import { Sandbox } from "./sandbox";
import { cloud, newer, newServer, older, type ServerParts, serverParts, snapshots } from "./server-with-bucket";

let parts: ServerParts;
let machine: Sandbox;

beforeAll(async () => {
  parts = await serverParts();
});
beforeEach(() => {
  machine = newServer(parts);
});
afterEach(() => machine.remove());

describe("the restore", () => {
  const restored = (name: string) => [
    "systemctl stop k3s.service",
    `k3s server --cluster-reset --cluster-reset-restore-path=${snapshots}/${name}`,
    "systemctl start k3s.service",
  ];
  const order = (calls: string[]) => calls.filter((call) => !call.startsWith("curl"));
  const restore = (...args: string[]) => machine.run("/opt/freehold/restore.sh", ...args);

  test("does nothing without being told so", () => {
    machine.write(`${snapshots}/${newer}`, "newer");
    const { status, output, calls } = restore();
    expect(status).toBe(2);
    expect(output).toContain("--yes");
    expect(calls).toEqual([""]);
  });

  test("stops k3s, goes back to the newest snapshot, starts k3s", () => {
    machine.write(`${snapshots}/${newer}`, "newer");
    machine.write(`/bucket/${older}`, "older");
    expect(order(restore("--yes").calls)).toEqual(restored(newer));
  });

  test("takes the newest from the bucket when the machine has none, or an older one", () => {
    machine.write(`${snapshots}/${older}`, "older");
    machine.write(`/bucket/${newer}`, "newer");
    expect(order(restore("--yes", "newest").calls)).toEqual(restored(newer));
    expect(machine.read(`${snapshots}/${newer}`)).toBe("newer");
  });

  test("takes a snapshot by its name, and needs no bucket for one that is here", () => {
    machine.write(`${snapshots}/${older}`, "older");
    machine.write(`${snapshots}/${newer}`, "newer");
    expect(restore("--yes", older).calls).toEqual(restored(older));
  });

  test("goes on without the bucket when it cannot be reached", () => {
    machine.write(`${snapshots}/${older}`, "older");
    machine.stub("curl", "exit 7");
    const { calls, output } = restore("--yes");
    expect(order(calls)).toEqual(restored(older));
    expect(output).toContain("the bucket cannot be reached");
  });

  test("touches nothing when there is no snapshot, or none of the name", () => {
    expect(order(restore("--yes").calls)).toEqual([]);
    const { status, calls } = restore("--yes", "etcd-snapshot-of-nobody-1");
    expect(status).not.toBe(0);
    expect(order(calls)).toEqual([]);
    expect(existsSync(machine.path(`${snapshots}/etcd-snapshot-of-nobody-1`))).toBe(false);
  });

  test("can be run again after it failed halfway", () => {
    machine.write(`${snapshots}/${newer}`, "newer");
    machine.write("/var/lib/rancher/k3s/server/db/reset-flag", "");
    machine.stub("k3s", `[[ ! -e ${machine.path("/var/lib/rancher/k3s/server/db/reset-flag")} ]]`);
    machine.stub("systemctl", "[[ $1 != stop ]] || exit 1");
    expect(restore("--yes").status).not.toBe(0);
    expect(machine.read("/dev/console")).toContain("RESTORE FAILED");
    machine.stub("systemctl", "");
    const { status, calls } = restore("--yes");
    expect(status).toBe(0);
    expect(order(calls)).toEqual(restored(newer));
  });

  test("finds the newest among more than one answer of the bucket names", () => {
    for (const second of [1, 2, 3, 4, 5]) machine.write(`/bucket/etcd-snapshot-freehold-server-179540000${second}`, "");
    expect(order(restore("--yes").calls)).toEqual(restored("etcd-snapshot-freehold-server-1795400005"));
  });

  test("lists what there is, the newest last", () => {
    machine.write(`${snapshots}/${newer}`, "newer");
    machine.write(`/bucket/${newer}`, "newer");
    machine.write(`/bucket/${older}`, "older");
    expect(restore("--list").output).toBe(`${older}\n${newer}\n`);
  });

  test("is the server's alone", () => {
    machine.install(parts.rendered.agent);
    const { status, output } = restore("--yes");
    expect(status).toBe(2);
    expect(output).toContain("etcd is on the server");
  });
});

describe("a server that takes the place of another", () => {
  const start = (restore: string) => {
    machine.write("/imds/restore", restore);
    machine.write("/etc/rancher/k3s/config.yaml", "");
    return machine
      .run("/opt/freehold/start-k3s.sh")
      .calls.filter((call) => /^k3s|^systemctl (restart|start|stop)/.test(call));
  };

  test("begins with the snapshot that its metadata names, at its first start only", () => {
    machine.write(`/bucket/${older}`, "older");
    machine.write(`/bucket/${newer}`, "newer");
    expect(start(older)).toEqual([
      "systemctl stop k3s.service",
      `k3s server --cluster-reset --cluster-reset-restore-path=${snapshots}/${older}`,
      "systemctl start k3s.service",
    ]);
    expect(start(older)).toEqual([]);
  });

  test("waits for a bucket that does not know it yet, and gives up in the end", () => {
    machine.write(`/bucket/${older}`, "older");
    const unknown = (times: number) =>
      `if [[ $* == *auth.eu* ]]; then echo >>${machine.path("/refused")}; (($(wc -l <${machine.path("/refused")}) > ${times})) || exit 22; fi\n${cloud(machine)}`;
    machine.stub("curl", unknown(2));
    expect(start("newest")).toEqual([
      "systemctl stop k3s.service",
      `k3s server --cluster-reset --cluster-reset-restore-path=${snapshots}/${older}`,
      "systemctl start k3s.service",
    ]);
    machine.remove();
    machine = new Sandbox()
      .install(parts.rendered.server)
      .stub("curl", "[[ $* == *freehold_restore* ]] && echo newest");
    machine.write("/etc/rancher/k3s/config.yaml", "");
    const { status, calls } = machine.run("/opt/freehold/start-k3s.sh");
    expect(status).not.toBe(0);
    expect(calls.filter((call) => call.startsWith("sleep"))).toHaveLength(9);
    expect(calls.filter((call) => /^k3s|start k3s/.test(call))).toEqual([]);
  });

  test("starts empty when its metadata says none", () =>
    expect(start("none")).toEqual(["systemctl restart k3s.service"]));

  test("does not start empty because its metadata cannot be read", () => {
    machine.stub("curl", "exit 7");
    expect(start("none")).toEqual([]);
  });
});
