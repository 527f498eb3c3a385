import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { FreeholdError } from "../runtime/core/errors";
import { connect, urlOf } from "./connection";
import { databaseName, openDataFolder } from "./data-folder";
import { takeOwnership } from "./ownership";
import { readPassword } from "./password";
import { loadBinaries, Programs, serverAccount } from "./postgres-programs";
import { findPostmaster, type Postmaster } from "./postmaster";

/** Seconds from the start of the server to its owner's lock, at most: a connection to this machine, and one statement. */
const lockWithin = 2;
/** Milliseconds for which a server that another process started may leave us without an answer. */
const answerTimeoutMs = 15_000;

export const inUse = (data: string) =>
  new FreeholdError(
    "DATA_FOLDER_IN_USE",
    `${data} is in use by another "npm start"; stop that one, or give this one its own folder with --data.`,
  );

/** Ends a server that a killed process has left behind. @throws FreeholdError DATA_FOLDER_IN_USE */
export async function releaseFolder(given: string): Promise<void> {
  await stopOrphan(path.join(openDataFolder(given), databaseName));
}

/**
 * Ends a server that is still there: it belongs to a process that was killed, or to one that is at work.
 * @throws FreeholdError DATA_FOLDER_IN_USE
 */
export async function stopOrphan(data: string): Promise<void> {
  const server = findPostmaster(data);
  if (!server) return;
  const isGone = () => findPostmaster(data)?.pid !== server.pid;
  const deadline = performance.now() + answerTimeoutMs;
  try {
    await takeOverAndStop(data, server, isGone);
  } catch (cause) {
    if (cause instanceof FreeholdError) throw cause;
    // One that has lost its process is ending, and refuses or cuts connections meanwhile.
    while (!isGone()) {
      if (performance.now() > deadline) throw noAnswer(data, server, cause);
      await sleep(50);
    }
  }
}

async function takeOverAndStop(data: string, { port }: Postmaster, isGone: () => boolean): Promise<void> {
  const owner = await connect(urlOf(port, readPassword(data)), { timeoutMs: answerTimeoutMs, isGone });
  await settle(owner);
  if (!(await takeOwnership(owner))) throw inUse(data);
  await owner.end();
  const programs = new Programs(await loadBinaries(), data, await serverAccount(data));
  await programs.run("pg_ctl", (folder) => ["-D", folder, "stop", "-w", "-s", "-m", "fast"]);
  while (!isGone()) await sleep(50);
}

/** Waits until the process that started the server had time to take its lock: before that, it looks like an orphan. */
async function settle(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ age: number }>(
    "select extract(epoch from clock_timestamp() - pg_postmaster_start_time())::float as age",
  );
  await sleep(Math.max(0, lockWithin - (rows[0]?.age ?? 0)) * 1000);
}

const noAnswer = (data: string, { pid }: Postmaster, cause: unknown) =>
  new FreeholdError(
    "DATA_FOLDER_IN_USE",
    `The process ${pid} holds ${data} and does not answer: end it with "kill ${pid}".`,
    { cause },
  );
