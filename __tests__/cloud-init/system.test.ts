import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";

const etc = (file: string) => readFileSync(`cloud-init/etc/${file}`, "utf8");

test("the kernel's settings are those that k3s protects, all four", () => {
  expect(etc("sysctl.d/90-kubelet.conf").match(/^[^#].*$/gm)).toEqual([
    "vm.panic_on_oom=0",
    "vm.overcommit_memory=1",
    "kernel.panic=10",
    "kernel.panic_on_oops=1",
  ]);
});

test("security updates are installed every day, and never reboot a node by themselves or restart k3s", () => {
  expect(etc("apt/apt.conf.d/52freehold")).toMatch(/Periodic::Unattended-Upgrade "1"/);
  expect(etc("apt/apt.conf.d/52freehold")).toMatch(/Automatic-Reboot "false"/);
  expect(etc("needrestart/conf.d/freehold.conf")).toContain("qr(^k3s)");
});

test("what is logged has a bound: the journal, our own log, and the audit log of the API", () => {
  expect(etc("systemd/journald.conf.d/freehold.conf")).toMatch(/^SystemMaxUse=500M$/m);
  // Of a log that cloud-init's package rotates already, logrotate would pass over the whole file.
  expect(etc("logrotate.d/freehold")).toMatch(/^\/var\/log\/freehold\.log \{\n\s+size 5M\n\s+rotate 3/m);
  expect(readFileSync("cloud-init/opt/freehold/configure-k3s.sh", "utf8")).toMatch(
    /audit-log-maxage=30\n.*audit-log-maxbackup=4\n.*audit-log-maxsize=50/,
  );
});

test("pods are restricted by default, but in the namespace of k3s itself", () => {
  const { plugins } = parse(etc("rancher/k3s/admission.yaml"));
  expect(plugins).toEqual([
    expect.objectContaining({
      name: "PodSecurity",
      configuration: expect.objectContaining({
        defaults: expect.objectContaining({ enforce: "restricted" }),
        exemptions: { namespaces: ["kube-system"] },
      }),
    }),
    expect.objectContaining({ name: "EventRateLimit" }),
  ]);
});

test("the audit log has nothing from within requests and responses", () => {
  const levels = parse(etc("rancher/k3s/audit-policy.yaml")).rules.map(({ level }: { level: string }) => level);
  expect([...new Set(levels)].sort()).toEqual(["Metadata", "None"]);
});

test("every unit runs a file that is there", () => {
  const scripts = readdirSync("cloud-init/opt/freehold");
  for (const unit of readdirSync("cloud-init/etc/systemd/system")) {
    for (const [, script] of etc(`systemd/system/${unit}`).matchAll(/=\/opt\/freehold\/(\S+)/g)) {
      expect(scripts).toContain(script);
    }
    if (unit.endsWith(".timer"))
      expect(readdirSync("cloud-init/etc/systemd/system")).toContain(unit.replace("timer", "service"));
  }
});
