import { spawn } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { cgroupVersion, controllers, type MachineSize, makeCgroups, removeCgroups } from "./cgroups";
import { run } from "./run";

/** A program that a machine runs, started again whenever it ends. */
export interface MachineService {
  name: string;
  command: string;
  args: string[];
  /** Environment beside the machine's own. Default: none. */
  env?: Record<string, string>;
  /** A shell condition that has to hold first. Default: none. */
  after?: string;
}

export interface MachineProps {
  name: string;
  /** Folder that is the machine's disk; it outlives the machine. */
  folder: string;
  /** Default: as large as this computer. */
  size?: MachineSize;
  /** Content of /etc/resolv.conf. */
  resolver: string;
  /** Shell commands that set up its network once the link `eth0` is there. */
  network: string[];
  services: MachineService[];
}

const init = path.join(__dirname, "node-init.sh");

/** Values that the kubelet demands with protect-kernel-defaults, which the computer may have otherwise. */
const sysctls: Record<string, string> = {
  "vm.overcommit_memory": "1",
  "vm.panic_on_oom": "0",
  "kernel.panic": "10",
  "kernel.panic_on_oops": "1",
};

const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * A Linux machine in namespaces of its own, with its share of the processors and of the memory. Killing its first process
 * is pulling its plug: everything that ran on it is gone at once, and its disk stays.
 */
export class Machine {
  private pid: number | undefined;

  constructor(readonly props: MachineProps) {}

  get name(): string {
    return this.props.name;
  }

  /** Its first process, by which its namespaces are entered. */
  get firstProcess(): number {
    if (this.pid === undefined) throw new Error(`The machine ${this.name} is off`);
    return this.pid;
  }

  /** A file on its disk, or in the folder that its first process reads. */
  file(...names: string[]): string {
    return path.join(this.props.folder, ...names);
  }

  /**
   * Starts the machine.
   * @param plug connects `eth0`, given the machine's first process
   */
  async powerOn(plug: (pid: number) => void): Promise<void> {
    this.writeConfiguration();
    this.formatDisk();
    const groups = makeCgroups(this.name, this.props.size);
    const join = groups.map((file) => `echo $$ > ${quote(file)}`).join(" && ");
    const namespaces = ["--net", "--mount", "--pid", "--uts", "--ipc", "--cgroup", "--fork", "--kill-child"];
    const log = openSync(this.file("log", "unshare.log"), "a");
    const child = spawn(
      "bash",
      ["-c", `${join} && exec unshare ${namespaces.join(" ")} bash ${quote(init)} ${quote(this.props.folder)}`],
      { detached: true, stdio: ["ignore", log, log] },
    );
    child.unref();
    this.pid = await this.child(child.pid ?? 0);
    plug(this.pid);
    await this.waitFor("up", () => existsSync(this.file("up")));
  }

  /** Pulls the plug. */
  async powerOff(): Promise<void> {
    this.pid = undefined;
    rmSync(this.file("pid"), { force: true });
    await removeCgroups(this.name);
  }

  /** Runs a command on the machine to its end, and answers what it wrote. */
  run(command: string, args: string[], input?: string): string {
    return run("nsenter", [...this.enter(), command, ...args], input);
  }

  /** Arguments of nsenter that lead onto the machine. */
  enter(): string[] {
    return ["--target", String(this.firstProcess), "--mount", "--net", "--pid", "--uts", "--ipc", "--cgroup", "--"];
  }

  private async child(parent: number): Promise<number> {
    const file = `/proc/${parent}/task/${parent}/children`;
    let child = "";
    await this.waitFor("its first process", () => {
      child = existsSync(file) ? readFileSync(file, "utf8").trim() : "";
      return child !== "" && readFileSync(`/proc/${child}/cmdline`, "utf8").includes(init);
    });
    writeFileSync(this.file("pid"), child);
    return Number(child);
  }

  private async waitFor(what: string, holds: () => boolean): Promise<void> {
    for (const start = Date.now(); Date.now() - start < 20_000; await sleep(10)) if (holds()) return;
    throw new Error(`The machine ${this.name} does not start: no ${what}. ${this.file("log")} has its logs`);
  }

  /** A sparse file: it takes no more room than what is written. */
  private formatDisk(): void {
    const disk = this.file("disk.img");
    const { size } = this.props;
    if (!size || existsSync(disk)) return;
    run("truncate", [`--size=${size.disk}`, disk]);
    run("mkfs.ext4", ["-q", "-F", "-E", "lazy_itable_init=1,lazy_journal_init=1,nodiscard", disk]);
  }

  private writeConfiguration(): void {
    const { resolver, network, services, size } = this.props;
    for (const folder of ["log", "var-lib", "var-log", "sysctl"]) mkdirSync(this.file(folder), { recursive: true });
    rmSync(this.file("up"), { force: true });
    const write = (name: string, text: string) => writeFileSync(this.file(name), text);
    write(
      "machine.env",
      `MACHINE_NAME=${quote(this.name)}\nCGROUP_VERSION=${cgroupVersion}\nCGROUP_CONTROLLERS=${quote(controllers().join(" "))}\n`,
    );
    write("resolv.conf", resolver);
    write("network.sh", `${network.join("\n")}\n`);
    write("services.sh", services.map(serviceLines).join("\n"));
    if (!size) return;
    write("online", `${size.core}\n`);
    write("meminfo", meminfo(size.memory));
    for (const [name, value] of Object.entries(sysctls))
      if (existsSync(`/proc/sys/${name.replaceAll(".", "/")}`)) write(path.join("sysctl", name), `${value}\n`);
  }
}

/** The computer's own, with the machine's memory in place of all. */
function meminfo(bytes: number): string {
  const kib = Math.floor(bytes / 1024);
  return readFileSync("/proc/meminfo", "utf8").replace(
    /^(MemTotal|MemFree|MemAvailable):\s+\d+ kB$/gm,
    (_, name: string) => `${`${name}:`.padEnd(15)} ${String(kib).padStart(9)} kB`,
  );
}

function serviceLines({ name, command, args, env = {}, after }: MachineService): string {
  const variables = Object.entries(env).map(([key, value]) => `${key}=${quote(value)}`);
  const line = `supervise ${name} env ${[...variables, command, ...args].map((word, index) => (index < variables.length ? word : quote(word))).join(" ")}`;
  return after ? `{ until ${after}; do sleep 0.1; done; ${line}; } &` : `${line} &`;
}
