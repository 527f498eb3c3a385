import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { rehearsalName } from "../rehearsal-name";

const root = "/sys/fs/cgroup";
const group = `freehold-${rehearsalName}`;

/** Whether the kernel offers cgroup v2 alone. */
export const cgroupVersion: 1 | 2 = existsSync(path.join(root, "cgroup.controllers")) ? 2 : 1;

/** Folders of the hierarchies: one for v2, one for each controller of v1. */
function hierarchies(): string[] {
  if (cgroupVersion === 2) return [root];
  return readFileSync("/proc/mounts", "utf8")
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([, , type]) => type === "cgroup")
    .map(([, folder = ""]) => folder);
}

/** Names of the hierarchies of v1. */
export const controllers = (): string[] => hierarchies().map((folder) => path.basename(folder));

export interface MachineSize {
  /** The core that the machine has, by its number. */
  core: number;
  /** Bytes of memory. */
  memory: number;
  /** Bytes of the disk that pods write to. */
  disk: number;
}

const write = (folder: string, file: string, value: string | number) => {
  const target = path.join(folder, file);
  if (existsSync(target)) writeFileSync(target, String(value));
};

/**
 * Makes the control groups of a machine, at most as large as it is.
 * @param size Default: no limit
 * @returns the files that a process writes its id into to be on the machine
 */
export function makeCgroups(machine: string, size?: MachineSize): string[] {
  return hierarchies().map((hierarchy) => {
    const parent = path.join(hierarchy, group);
    const folder = path.join(parent, machine);
    for (const each of [parent, folder]) {
      if (!existsSync(each)) mkdirSync(each);
      // Version 1 gives a new group no processor and no memory node at all.
      for (const file of ["cpuset.cpus", "cpuset.mems"]) {
        const own = path.join(each, file);
        if (cgroupVersion === 1 && existsSync(own))
          writeFileSync(own, readFileSync(path.join(path.dirname(each), file), "utf8"));
      }
      if (cgroupVersion === 2 && each === parent)
        write(each, "cgroup.subtree_control", "+cpu +cpuset +memory +pids +io");
      // A node has a core of its own in the cloud: here it comes before all other work of the computer.
      write(each, "cpu.shares", 10_240);
      write(each, "cpu.weight", 1_000);
    }
    if (size) limit(folder, size);
    return path.join(folder, "cgroup.procs");
  });
}

function limit(folder: string, { core, memory }: MachineSize): void {
  write(folder, "cpuset.cpus", core);
  write(folder, "cpu.cfs_quota_us", 100_000);
  write(folder, "memory.limit_in_bytes", memory);
  write(folder, "cpu.max", "100000 100000");
  write(folder, "memory.max", memory);
}

/** Ends every process of a machine, or of all machines, and removes its control groups. */
export async function removeCgroups(machine = ""): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const folders = hierarchies().map((hierarchy) => path.join(hierarchy, group, machine));
    for (const pid of new Set(folders.flatMap(processesIn))) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It has ended meanwhile.
      }
    }
    if (folders.map(removeTree).every(Boolean)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The control groups ${group}/${machine} are still in use`);
}

const below = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .map((name) => path.join(folder, name))
        .filter((each) => statSync(each, { throwIfNoEntry: false })?.isDirectory())
    : [];

function processesIn(folder: string): number[] {
  const file = path.join(folder, "cgroup.procs");
  let own: number[] = [];
  try {
    own = readFileSync(file, "utf8").trim().split("\n").filter(Boolean).map(Number);
  } catch {
    // The group has gone meanwhile.
  }
  return [...own, ...below(folder).flatMap(processesIn)];
}

function removeTree(folder: string): boolean {
  const children = below(folder).map(removeTree).every(Boolean);
  if (!existsSync(folder)) return true;
  try {
    rmdirSync(folder);
    return children;
  } catch {
    return false;
  }
}
