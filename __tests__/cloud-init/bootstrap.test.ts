import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { renderBootstrap } from "../../scripts/rehearse/stacks/render-bootstrap";
import { type NodeRole, nodeRoles } from "../../services/contracts/node-role";
import { synthesise } from "../stacks/synthesise";
import { Sandbox } from "./sandbox";

const binary = "k3s of the pinned version\n";
let rendered: Awaited<ReturnType<typeof renderBootstrap>>;
let machine: Sandbox;

beforeAll(async () => {
  const k3sSha256 = createHash("sha256").update(binary).digest("hex");
  rendered = await renderBootstrap(synthesise().bootstrap, { k3sSha256 });
});
beforeEach(() => {
  machine = new Sandbox();
});
afterEach(() => machine.remove());

const bootstrap = "/opt/freehold/bootstrap.sh";
const rules = readFileSync(path.join(__dirname, "oracle-rules.v4"), "utf8");

/** A machine as Oracle's Ubuntu comes up, after cloud-init wrote its files. */
function fresh(role: NodeRole): Sandbox {
  machine.install(rendered[role]);
  machine.write("/etc/iptables/rules.v4", rules);
  return (
    machine
      .stub("dpkg-query", "echo 'install ok installed'")
      .stub("timedatectl", "[[ $1 != show ]] || echo yes")
      .stub(
        "systemctl",
        `[[ $* != "is-active --quiet k3s.service" ]] || [[ -e ${machine.path("/run/k3s")} ]]
      [[ $* != "restart k3s.service" ]] || touch ${machine.path("/run/k3s")}`,
      )
      .stub(
        "curl",
        `case $* in
        *freehold_restore*) echo none ;;
        *--output*) while [[ $1 != --output ]]; do shift; done; printf '${binary.replace("\n", "\\n")}' >"$2" ;;
      esac`,
      )
      // Both REJECT rules are there once; nothing else is in force yet.
      .stub(
        "iptables",
        `file=${machine.path("/run/iptables")}
      case $* in
        *--check*raw*|*raw*--check*) grep --quiet raw "$file" 2>/dev/null ;;
        *--check*) ! grep --quiet -- "--delete $3 " "$file" 2>/dev/null ;;
        *) echo "$*" >>"$file" ;;
      esac`,
      )
  );
}

/** Every file of the machine with its time of change, but for logs and what the stubs leave. */
function state(): Record<string, number> {
  return Object.fromEntries(
    readdirSync(machine.root, { recursive: true, encoding: "utf8" })
      .filter((file) => !/^(calls|stubs|dev|var\/log|tmp)/.test(file) && lstatSync(machine.path(file)).isFile())
      .map((file) => [file, statSync(machine.path(file)).mtimeMs]),
  );
}

describe.each(nodeRoles)("the first start of the %s", (role) => {
  test("has every file in place before k3s starts, and k3s is the last to start", () => {
    fresh(role).stub(
      "systemctl",
      `if [[ $* == "restart k3s.service" ]]; then
        cd ${machine.root} && sha256sum usr/local/bin/k3s etc/rancher/k3s/*.yaml etc/freehold/token >run/at-start
      fi`,
    );
    const { status, calls, output } = machine.run(bootstrap);
    expect(output).toMatch(/freehold: done\n$/);
    expect(status).toBe(0);
    expect(calls.at(-1)).toBe("systemctl restart k3s.service");
    expect(machine.read("/run/at-start").trim().split("\n")).toHaveLength(5);
    const order = [
      "sysctl",
      "iptables",
      "curl --fail --silent --show-error --location",
      "systemctl restart k3s.service",
    ];
    const positions = order.map((call) => calls.findIndex((made) => made.startsWith(call)));
    expect(positions).toEqual([...positions].sort((one, other) => one - other));
    expect(positions).not.toContain(-1);
  });

  test("changes nothing when it runs again, and restarts nothing", () => {
    fresh(role);
    expect(machine.run(bootstrap).status).toBe(0);
    const before = state();
    const { status, calls } = machine.run(bootstrap);
    expect(status).toBe(0);
    expect(state()).toEqual(before);
    expect(calls.filter((call) => /restart k3s|^curl|^apt-get|--append|--delete/.test(call))).toEqual([]);
  });

  test("restarts k3s when its configuration has changed", () => {
    fresh(role);
    machine.run(bootstrap);
    machine.append("/etc/freehold/node.env", "EVICTION_HARD='memory.available<300Mi'\n");
    expect(machine.run(bootstrap).calls).toContain("systemctl restart k3s.service");
    expect(machine.read("/etc/rancher/k3s/config.yaml")).toContain("eviction-hard=memory.available<300Mi");
  });

  test("stops at a k3s of another checksum, names the step on the console, and leaves nothing behind", () => {
    fresh(role).stub("curl", 'while [[ $1 != --output ]]; do shift; done; echo tampered >"$2"');
    const { status, calls, output } = machine.run(bootstrap);
    expect(status).not.toBe(0);
    expect(output).toContain("does not have the checksum");
    expect(machine.read("/dev/console")).toMatch(/FAILED in step install-k3s/);
    expect(calls.join("\n")).not.toMatch(/systemctl (enable|restart) k3s/);
    expect(machine.exists("/usr/local/bin") && readdirSync(machine.path("/usr/local/bin"))).toEqual([]);
  });

  test("goes on where it stopped when it is run again after a failure", () => {
    fresh(role).stub("curl", "exit 7");
    expect(machine.run(bootstrap).status).not.toBe(0);
    fresh(role);
    expect(machine.run(bootstrap).status).toBe(0);
    expect(machine.read("/usr/local/bin/k3s")).toBe(binary);
  });

  test("installs only the packages that the image lacks", () => {
    fresh(role).stub("dpkg-query", "[[ $* == *unattended-upgrades* ]] || echo 'install ok installed'");
    const { calls } = machine.run(bootstrap);
    expect(calls.filter((call) => call.includes("install --no"))).toEqual([
      "apt-get --quiet --yes -o DPkg::Lock::Timeout=600 install --no-install-recommends unattended-upgrades",
    ]);
  });

  test("waits for the machine's own first update, whose lock on the lists apt itself does not wait for", () => {
    fresh(role).stub("dpkg-query", "[[ $* == *curl* ]] || echo 'install ok installed'");
    machine.stub(
      "apt-get",
      `[[ $* != *update* ]] || { echo >>${machine.path("/updates")}; (($(wc -l <${machine.path("/updates")}) > 2)); }`,
    );
    const { status, calls } = machine.run(bootstrap);
    expect(status).toBe(0);
    const steps = calls
      .filter((call) => /^(apt-get|sleep)/.test(call))
      .map((call) => call.replace(/ --quiet.*600/, ""));
    const again = ["apt-get update", "sleep 10"];
    expect(steps).toEqual([...again, ...again, "apt-get update", "apt-get install --no-install-recommends curl"]);
  });
});

test("each step says its name on the serial console and in the log", () => {
  fresh("agent").run(bootstrap);
  for (const file of ["/dev/console", "/var/log/freehold.log"]) {
    expect([...machine.read(file).matchAll(/freehold: (\S+)$/gm)].map(([, step]) => step)).toContain("start-k3s");
  }
});

describe("the configuration of k3s", () => {
  const config = (role: NodeRole) => {
    fresh(role).run(bootstrap);
    return parse(machine.read("/etc/rancher/k3s/config.yaml"));
  };

  test("of the server has what hardens it, each file of it in place, and the ledger's reservations", () => {
    const server = config("server");
    expect(server).toMatchObject({
      "cluster-init": true,
      "protect-kernel-defaults": true,
      "secrets-encryption": true,
      "write-kubeconfig-mode": "0600",
      "etcd-snapshot-schedule-cron": "0 */6 * * *",
      "tls-san": ["203.0.113.9"],
      "kubelet-arg": expect.arrayContaining([
        "kube-reserved=cpu=250m,memory=1536Mi",
        "system-reserved=cpu=50m,memory=256Mi",
        "eviction-hard=memory.available<250Mi,nodefs.available<10%,imagefs.available<10%",
      ]),
      "kube-apiserver-arg": expect.arrayContaining(["enable-admission-plugins=NodeRestriction,EventRateLimit"]),
    });
    for (const argument of server["kube-apiserver-arg"]) {
      const [, file] = /-file=(.*)/.exec(argument) ?? [];
      if (file) expect(machine.exists(file)).toBe(true);
    }
    for (const folder of ["", "/tls", "/logs"]) {
      expect(statSync(machine.path(`/var/lib/rancher/k3s/server${folder}`)).mode & 0o777).toBe(0o700);
    }
    expect(statSync(machine.path("/etc/rancher/k3s/config.yaml")).mode & 0o777).toBe(0o600);
  });

  test("of the agent joins the server's private address", () => {
    const agent = config("agent");
    expect(agent).toMatchObject({ server: "https://10.0.0.10:6443", "protect-kernel-defaults": true });
    expect(agent).not.toHaveProperty("cluster-init");
  });
});

describe("the firewall", () => {
  test("loses Oracle's two REJECT rules, in force and for the next boot, and keeps the chain that guards the disk", () => {
    const { calls } = fresh("server").run("/opt/freehold/firewall.sh");
    expect(calls.filter((call) => call.includes("--delete"))).toEqual([
      "iptables --wait --delete INPUT --jump REJECT --reject-with icmp-host-prohibited",
      "iptables --wait --delete FORWARD --jump REJECT --reject-with icmp-host-prohibited",
    ]);
    const kept = rules.split("\n").filter((line) => !/^-A (INPUT|FORWARD) -j REJECT/.test(line));
    expect(machine.read("/etc/iptables/rules.v4").split("\n")).toEqual(kept);
    expect(kept.filter((line) => line.includes("InstanceServices")).length).toBeGreaterThan(5);
  });

  test("keeps pods from the metadata service, and leaves them the resolver on the same address", () => {
    const { calls } = fresh("server").run("/opt/freehold/firewall.sh");
    expect(calls).toContain(
      "iptables --wait --table raw --append PREROUTING --source 10.42.0.0/16 --destination 169.254.169.254 --protocol tcp --dport 80 --jump DROP",
    );
    expect(calls.join("\n")).not.toContain("dport 53");
  });

  test("is set before each start of k3s, so that a reboot does not undo it", () => {
    expect(readFileSync("cloud-init/etc/systemd/system/k3s.service", "utf8")).toMatch(
      /After=.*netfilter-persistent\.service\n[\s\S]*ExecStartPre=\/opt\/freehold\/firewall\.sh\n/,
    );
  });
});

test("the nodes reboot and restart k3s at hours that differ, and backups are the server's", () => {
  const times = nodeRoles.map((role) => {
    machine.remove();
    machine = new Sandbox();
    const { calls } = fresh(role).run(bootstrap);
    const enabled = calls.find((call) => call.startsWith("systemctl enable --now"));
    expect(enabled?.includes("freehold-backup.timer")).toBe(role === "server");
    expect(enabled).toContain("freehold-reboot.timer freehold-renew-certificates.timer");
    return ["reboot", "renew-certificates"].map((timer) =>
      machine.read(`/etc/systemd/system/freehold-${timer}.timer.d/time.conf`),
    );
  });
  expect(times).toEqual([
    ["[Timer]\nOnCalendar=*-*-* 02:00:00\n", "[Timer]\nOnCalendar=*-1/3-1 02:30:00\n"],
    ["[Timer]\nOnCalendar=*-*-* 04:00:00\n", "[Timer]\nOnCalendar=*-1/3-1 04:30:00\n"],
  ]);
});
