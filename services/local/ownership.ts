import type pg from "pg";
import { advisoryLocks } from "../contracts/advisory-locks";
import { messageOf } from "../runtime/core/errors";
import { connect } from "./connection";

/** Takes the lock that says whose folder it is; a killed process loses it at once. The client is closed if it fails. */
export async function takeOwnership(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1) as taken", [
    advisoryLocks.dataFolder,
  ]);
  if (rows[0]?.taken) return true;
  await client.end();
  return false;
}

/** Holds the lock of the data folder for as long as the server runs. */
export function keepOwnership(first: pg.Client, url: string, exit: Promise<string>) {
  let owner = first;
  let stopping = false;
  const hold = async (): Promise<string> => {
    for (;;) {
      const how = await Promise.race([
        exit,
        new Promise<undefined>((resolve) => owner.once("end", () => resolve(undefined))),
      ]);
      if (how !== undefined || stopping) return how ?? "was told to stop";
      // A server that lost one of its processes cuts all connections, and takes new ones soon.
      const next = await Promise.race([exit, connect(url)]);
      if (typeof next === "string") return next;
      owner = next;
      if (!(await takeOwnership(owner))) return "was taken over by another process";
    }
  };
  const held = hold().catch((error) => `does not answer any more: ${messageOf(error)}`);
  return {
    lost: held.then((how) => (stopping ? new Promise<never>(() => {}) : how)),
    end: async () => {
      stopping = true;
      await owner.end().catch(() => {});
    },
  };
}
