import { spawn } from "node:child_process";
import { openSync } from "node:fs";
import path from "node:path";
import { addresses, clientAddresses, outsideNetwork } from "./addresses";
import { makeCgroups } from "./cgroups";
import { Machine } from "./machine";
import { run, succeeds } from "./run";

/** Names of the links between this computer, the outside, and the nodes. */
const hostLink = "fhr-host";
const bridge = "fhr-bridge";

/**
 * Everything outside of the cloud network: the internet with the services in place of Neon, Redpanda and Let's Encrypt, the
 * load balancer, and Oracle's metadata address. It routes between the nodes and this computer.
 */
export class Outside {
  readonly machine: Machine;

  constructor(folder: string) {
    this.machine = new Machine({
      name: "outside",
      folder: path.join(folder, "outside"),
      resolver: `nameserver ${addresses.metadata}\n`,
      network: [
        "echo 1 > /proc/sys/net/ipv4/ip_forward",
        `ip link add ${bridge} type bridge && ip link set ${bridge} up`,
        `ip addr add ${addresses.gateway}/24 dev ${bridge}`,
        `ip addr add ${addresses.loadBalancer}/24 dev eth0 && ip link set eth0 up`,
        ...[addresses.postgres, addresses.kafka, addresses.acme, addresses.inbox, addresses.stranger].map(
          (address) => `ip addr add ${address}/32 dev lo`,
        ),
        `ip addr add ${addresses.metadata}/32 dev lo`,
      ],
      services: [],
    });
  }

  async start(): Promise<void> {
    await this.machine.powerOn((pid) => {
      run("ip", ["link", "add", hostLink, "type", "veth", "peer", "name", "eth0", "netns", String(pid)]);
      for (const address of [addresses.host, ...clientAddresses])
        run("ip", ["addr", "add", `${address}/24`, "dev", hostLink]);
      run("ip", ["link", "set", hostLink, "up"]);
      run("ip", ["route", "replace", outsideNetwork, "via", addresses.loadBalancer]);
    });
  }

  /** Connects a node to the bridge. */
  plug(node: string, pid: number): void {
    const link = `fhr-${node}`;
    const here = String(this.machine.firstProcess);
    // The kernel takes its time to remove the link of a node that has lost its power.
    succeeds("nsenter", ["--target", here, "--net", "ip", "link", "delete", link]);
    run("ip", ["link", "add", link, "netns", here, "type", "veth", "peer", "name", "eth0", "netns", String(pid)]);
    this.machine.run("ip", ["link", "set", link, "master", bridge, "up"]);
  }

  /** Sends what reaches a port of the load balancer to a node, with the client's own address. */
  forward(port: number, node: string): void {
    const rule = ["-p", "tcp", "-d", addresses.loadBalancer, "--dport", String(port)];
    // What starts outside itself, such as the ACME server, does not pass PREROUTING.
    for (const chain of ["PREROUTING", "OUTPUT"])
      this.machine.run("iptables", [
        ...["-t", "nat", "-A", chain, ...rule, "-j", "DNAT", "--to-destination", `${node}:${port}`],
      ]);
  }

  /**
   * Starts a program outside; it ends with the outside.
   * @param log name of the file for its output
   */
  launch(log: string, command: string, args: string[], env: NodeJS.ProcessEnv = {}): number {
    const groups = makeCgroups(this.machine.name);
    const join = groups.map((file) => `echo $$ > '${file}'`).join(" && ");
    const output = openSync(this.machine.file("log", `${log}.log`), "a");
    const child = spawn(
      "bash",
      ["-c", `${join} && exec nsenter "$@"`, "-", ...this.machine.enter(), command, ...args],
      {
        detached: true,
        stdio: ["ignore", output, output],
        env: { ...process.env, ...env },
      },
    );
    child.unref();
    return child.pid ?? 0;
  }
}

/** Removes the links of a rehearsal from this computer; those of its machines go with them. */
export function removeHostLink(): void {
  succeeds("ip", ["link", "delete", hostLink]);
}
