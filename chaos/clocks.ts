import { setTimeout as pause } from "node:timers/promises";
import { apiClient } from "../__tests__/helpers/platform";
import { startDatabase } from "./database";
import { ServiceProcess } from "./service-process";
import { withStops } from "./stops";
import { bearerToken, secret } from "./token";
import type { Verdict } from "./verdict";

const hour = 3_600_000;
const day = 24 * hour;
/** How far the clocks are off, in milliseconds: that of the backend, and those of the consumers that make occurrences. */
const backendClock = hour;
const consumerClocks = [-hour, 0, hour];
/** Both changes of the clocks of each zone lie between them, and a 29 February. */
const first = "2027-10-01";
const last = "2028-04-10";
/** Milliseconds without a new occurrence after which a run is over, whatever is missing. */
const stall = 180_000;

interface Series {
  rrule: string;
  timeZone: string;
  /** Local time of day of each occurrence. */
  time: string;
  /** Whether the rule has an occurrence on a day. */
  on: (date: Date) => boolean;
}

const daily = (timeZone: string, time: string): Series => ({ rrule: "FREQ=DAILY", timeZone, time, on: () => true });
const monthly = (dayOfMonth: number, on: Series["on"]): Series => ({
  rrule: `FREQ=MONTHLY;BYMONTHDAY=${dayOfMonth}`,
  timeZone: "America/New_York",
  time: "09:00:00",
  on,
});

/** Times of day that a clock change leaves out, and that one has twice. */
const series: Series[] = [
  daily("America/New_York", "02:30:00"),
  daily("America/New_York", "01:30:00"),
  daily("Europe/Berlin", "02:30:00"),
  daily("Australia/Lord_Howe", "02:15:00"),
  daily("Australia/Lord_Howe", "01:45:00"),
  monthly(29, (date) => date.getUTCDate() === 29),
  monthly(-1, (date) => new Date(date.getTime() + day).getUTCDate() === 1),
];

/** Milliseconds that the clocks of a zone are ahead of UTC at an instant. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  return Date.parse(`${parts.format(instant).replace(" ", "T")}Z`) - instant;
}

/** The instant of a local time: of one that there is twice the first, and one that there is not moves on by the gap. */
function instantOf(localTime: string, timeZone: string): number {
  const asUtc = Date.parse(`${localTime}Z`);
  const [before, after] = [offsetAt(asUtc - day, timeZone), offsetAt(asUtc + day, timeZone)];
  const candidates = [asUtc - before, asUtc - after];
  return candidates.find((instant) => instant + offsetAt(instant, timeZone) === asUtc) ?? asUtc - before;
}

/** What a series must come to: the instant of each of its local times. */
function expectedOf({ timeZone, time, on }: Series): Map<string, number> {
  const expected = new Map<string, number>();
  for (let at = Date.parse(first); at <= Date.parse(last); at += day) {
    if (!on(new Date(at))) continue;
    const localTime = `${new Date(at).toISOString().slice(0, 10)}T${time}`;
    expected.set(localTime, instantOf(localTime, timeZone));
  }
  return expected;
}

/**
 * Completes every occurrence of recurring tasks over both clock changes and a 29 February, with a backend whose clock is an
 * hour ahead and three consumers that make the next ones, an hour apart. What is expected is computed day by day, with the
 * zones of JavaScript's Intl and nothing of ours. `lost` is an occurrence that there is not, or at another instant.
 */
export async function clocks(say: (line: string) => void): Promise<Verdict> {
  return withStops(async (stops) => {
    const database = await startDatabase();
    stops.push(database.stop);
    const start = (file: string, off: number) =>
      ServiceProcess.start(file, {
        ...{ DATABASE_URL: database.url, PORT: "0", LOG_LEVEL: "info", FREEHOLD_TRANSPORT: "embedded" },
        ...{ JWT_SECRET: secret, ...ServiceProcess.withClock(off) },
      });
    const backend = start("services/backend/main.ts", backendClock);
    const consumers = consumerClocks.map((off) => start("services/recurring-task-consumer/main.ts", off));
    stops.push(() => Promise.all([backend, ...consumers].map((service) => service.stop("SIGTERM"))));
    const [url] = await Promise.all([backend, ...consumers].map((service) => service.ready()));
    const api = apiClient(url ?? "", { authorization: `Bearer ${await bearerToken("ann")}` });
    const verdict: Verdict = { lost: 0, doubled: 0, disordered: 0 };
    await Promise.all(
      series.map(async (one) => {
        const expected = expectedOf(one);
        const { rrule, timeZone } = one;
        const [[, dueAt] = []] = expected;
        const task = await api.create({
          title: `${rrule} ${timeZone} ${one.time}`,
          dueAt: new Date(dueAt ?? 0).toISOString(),
          recurrence: { rrule, timeZone },
        });
        const found = await completeAll(task.id);
        judge(expected, found, verdict);
        say(`${rrule} at ${one.time} in ${timeZone}: ${found.length} of ${expected.size} occurrences`);
      }),
    );
    return verdict;

    /** Completes one occurrence after the other until the last day, and answers all that the series has until then. */
    async function completeAll(firstTask: string) {
      const occurrences = () =>
        database.query<{ id: string; local_time: string; due: number; open: boolean }>(
          `select id, local_time, (extract(epoch from due_at) * 1000)::float8 as due, status = 'open' as open
           from freehold.tasks where series_id = (select series_id from freehold.tasks where id = '${firstTask}')
           order by created_at, id`,
        );
      for (let movedAt = Date.now(); Date.now() - movedAt < stall; await pause(20)) {
        const all = await occurrences();
        const open = all.filter((one) => one.open && one.local_time <= `${last}T23:59:59`);
        for (const { id } of open) await api.complete(id);
        if (open.length > 0) movedAt = Date.now();
        if (all.some(({ local_time }) => local_time > `${last}T23:59:59`)) break;
      }
      return (await occurrences()).filter(({ local_time }) => local_time <= `${last}T23:59:59`);
    }
  });
}

function judge(expected: Map<string, number>, found: { local_time: string; due: number }[], verdict: Verdict): void {
  const seen = new Set<string>();
  let newest = "";
  for (const { local_time, due } of found) {
    if (seen.has(local_time) || !expected.has(local_time)) verdict.doubled += 1;
    else if (expected.get(local_time) !== due) verdict.lost += 1;
    if (local_time < newest) verdict.disordered += 1;
    else newest = local_time;
    seen.add(local_time);
  }
  for (const localTime of expected.keys()) if (!seen.has(localTime)) verdict.lost += 1;
}
