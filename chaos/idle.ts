import { setTimeout as pause } from "node:timers/promises";
import { apiClient, startOn } from "../__tests__/helpers/platform";
import { timeBudgets } from "../services/contracts/time-budgets";
import { startDatabase } from "./database";
import { openPages } from "./open-pages";
import { withStops } from "./stops";

/**
 * Seconds without a statement after which the platform counts as settled, and how long that may take. The second look
 * after a start comes before that.
 */
const quiet = 15 + timeBudgets.startupRecheckMs / 1_000;
const settleLimit = 120 + quiet;
/** Seconds between two probes and scrapes. */
const scrapeInterval = 15;

/**
 * Runs all services on a Postgres that logs every statement, gives them something to do, lets them settle, and then does
 * nothing but probe and scrape them, with the task page and `/ops` open in a browser.
 * @throws Error with the statements that reached the database all the same
 */
export async function idle(minutes: number, say: (line: string) => void): Promise<void> {
  return withStops(async (stops) => {
    const database = await startDatabase();
    stops.push(database.stop);
    const statements = await database.logStatements();
    const host = await startOn(database.url);
    stops.push(host.stop);
    const api = apiClient(host.url);
    const dueAt = new Date(Date.now() + 24 * 60 * 60 * 1_000).toISOString();
    const task = await api.create({
      title: "Water the plants",
      dueAt,
      reminders: [{ minutesBefore: 30 }],
      recurrence: { rrule: "FREQ=DAILY", timeZone: "America/New_York" },
    });
    await api.complete(task.id);
    const pages = await openPages(host.url);
    if (pages) stops.push(pages.close);
    else say("Without the pages: Chromium is missing");
    await settle(statements);
    const before = statements().length;
    if (before === 0)
      throw new Error("The log shows no statement at all, not even those of the start: it can't be used");
    say(`Settled after ${before} statements; now ${minutes} minutes of nothing`);
    const first = await pages?.databaseWords();
    const end = Date.now() + minutes * 60_000;
    while (Date.now() < end) {
      await pause(Math.min(scrapeInterval * 1_000, end - Date.now()));
      for (const path of ["/healthz", "/readyz", "/metrics"]) {
        const { status } = await fetch(`${host.url}${path}`);
        if (status !== 200) throw new Error(`${path} answered ${status}`);
      }
      await pages?.mustMove();
      const since = statements().slice(before);
      if (since.length > 0)
        throw new Error(`${since.length} statements reached the idle database:\n${since.join("\n")}`);
    }
    if (pages) {
      const last = await pages.databaseWords();
      if (last === first) throw new Error(`/ops still says of the database: ${last}`);
      say(`/ops moved all the time: from "${first}" to "${last}"`);
    }
    say(`0 statements in ${minutes} minutes`);
  });
}

async function settle(statements: () => string[]): Promise<void> {
  const deadline = Date.now() + settleLimit * 1_000;
  let count = -1;
  for (let since = Date.now(); Date.now() - since < quiet * 1_000; await pause(200)) {
    const now = statements().length;
    if (now !== count) since = Date.now();
    count = now;
    if (Date.now() > deadline) {
      throw new Error(`Not settled after ${settleLimit} s:\n${statements().slice(-10).join("\n")}`);
    }
  }
}
