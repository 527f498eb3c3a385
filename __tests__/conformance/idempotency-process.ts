import pg from "pg";
import { pino } from "pino";
import { DaprStateIdempotency } from "../../services/runtime/consumer/idempotency/dapr-state";
import { InboxIdempotency } from "../../services/runtime/consumer/idempotency/inbox";
import { Database } from "../../services/runtime/database/database";
import { readSettings } from "../../services/runtime/settings/settings";

/**
 * A process that has one effect under an id, and dies by SIGKILL at the step DIE_AT of it: before and after each request
 * and each statement. It prints the names of the steps if it lives on.
 */
const { DIE_AT: dieAt, EFFECT_URL: effectUrl = "", CONSUMER: consumer = "", EVENT_ID: eventId = "" } = process.env;
const steps: string[] = [];

async function around<Result>(name: string, wait: () => Promise<Result>): Promise<Result> {
  step(`before ${name}`);
  const result = await wait();
  step(`after ${name}`);
  return result;
}

function step(name: string): void {
  steps.push(name);
  if (steps.length === Number(dieAt)) process.kill(process.pid, "SIGKILL");
}

const { fetch } = globalThis;
globalThis.fetch = (input, init) => {
  const url = String(input);
  return around(url === effectUrl ? "effect" : `${init?.method ?? "GET"} ${url}`, () => fetch(input, init));
};
const query: (statement: pg.QueryConfig) => Promise<pg.QueryResult> = pg.Client.prototype.query;
Object.defineProperty(pg.Client.prototype, "query", {
  value(this: pg.Client, statement: pg.QueryConfig) {
    return around(statement.text, () => query.call(this, statement));
  },
});

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const database = new Database({ url: settings.databaseUrl ?? "", logger: pino({ level: "silent" }) });
  const idempotency =
    settings.idempotency === "dapr-state" ? new DaprStateIdempotency(settings.dapr) : new InboxIdempotency(database);
  await idempotency.once({ consumer, eventId }, async () => {
    await globalThis.fetch(effectUrl, { method: "POST" });
  });
  await database.close();
  console.log(JSON.stringify(steps));
}

void main();
