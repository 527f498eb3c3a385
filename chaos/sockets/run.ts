import { setTimeout as pause } from "node:timers/promises";
import { until } from "../../__tests__/helpers/until";
import { percentile } from "../../bench/measure";
import type { FreeholdEvent } from "../../services/contracts/envelope";
import { EmbeddedTransport } from "../../services/runtime/transports/embedded";
import { startDatabase } from "../database";
import { ServiceProcess } from "../service-process";
import { withStops } from "../stops";
import { secret } from "../token";
import { outgoing, silent } from "../transport";
import type { Verdict } from "../verdict";
import { Attack } from "./attack";
import { Audience, anUpdate } from "./audience";
import { unread } from "./hostile";
import { usedMegabytes } from "./memory";
import { cutsOf } from "./scrape";

/** Sockets of clients that behave. */
const behaving = 950;
/** Milliseconds that pushes are timed for without hostile clients, and at least with them. */
const windowMs = 5_000;
/** The p99 may become so many times longer. */
const target = 2;
/** Milliseconds of p99 that are no more than other work on the machine adds: below it a ratio says nothing. */
const floorMs = 25;
/** Rounds at most: one within the target is enough, since other work on the machine only makes it worse. */
const mostRounds = 6;
/** Share of the memory that the sockets took that may be left when they are closed: caches, and code that was compiled. */
const keptShare = 0.5;
/** Megabytes that they must take, or the return of less would prove nothing. */
const leastMb = 4;
/** Milliseconds between two large updates of the owner whose clients read nothing, and characters of one. */
const largeMs = 100;
const large = "x".repeat(140_000);

/**
 * A thousand sockets on one WebSocket service, 50 of them hostile: pushes to the others must hardly take longer than without,
 * each kind of hostile client must be cut off, and memory must return.
 * @throws Error when one of these fails, or a client that behaves was cut off
 */
export async function sockets(say: (line: string) => void): Promise<Verdict> {
  return withStops(async (stops) => {
    const database = await startDatabase();
    stops.push(database.stop);
    const service = ServiceProcess.start("services/websocket/main.ts", {
      ...{ DATABASE_URL: database.url, PORT: "0", LOG_LEVEL: "info", FREEHOLD_TRANSPORT: "embedded" },
      ...{ JWT_SECRET: secret, NODE_OPTIONS: "--inspect=127.0.0.1:0" },
    });
    stops.push(() => service.stop("SIGTERM"));
    const url = new URL(await service.ready());
    const { inspector } = service;
    if (!inspector) throw new Error("The service has no inspector");
    const transport = new EmbeddedTransport(database.url, silent);
    stops.push(() => transport.close());
    const publish = (event: FreeholdEvent) => transport.publish(outgoing([event], { topic: "task-updates" }));

    // What a process does first is slow, and some of its memory stays.
    const warmUp = new Audience(publish);
    await warmUp.open(url, behaving / 5);
    await warmUp.listen(during(windowMs / 5));
    warmUp.leave();
    const before = await usedMegabytes(inspector);
    const audience = new Audience(publish);
    await audience.open(url, behaving);
    // In both halves of a round: what the database does for them is no matter here.
    const largeOver = new AbortController();
    const largeUpdates = repeat(() => publish(anUpdate(unread, large)), largeMs, largeOver.signal);
    const endLarge = () => {
      largeOver.abort();
      return largeUpdates;
    };
    stops.push(endLarge);
    let best = Number.POSITIVE_INFINITY;
    let attacked = 0;
    for (let round = 1; round <= mostRounds && best > target; round += 1) {
      const calm = p99(await audience.listen(during(windowMs)));
      const attack = await Attack.start(url);
      stops.push(() => attack.end());
      const isLongEnough = during(windowMs);
      const others = p99(await audience.listen(() => isLongEnough() && attack.isComplete));
      attacked = Math.max(attacked, await usedMegabytes(inspector));
      await attack.end();
      // What else the machine does comes and goes: the slower of before and after counts.
      const without = Math.max(calm, p99(await audience.listen(during(windowMs))));
      best = Math.min(best, others <= floorMs ? 1 : others / without);
      say(
        `${behaving} sockets: p99 ${without.toFixed(0)} ms without hostile clients, ${others.toFixed(0)} ms beside 50`,
      );
      for (const [kind, times] of Object.entries(attack.cuts)) say(`${times} times cut off: clients that ${kind}`);
    }
    await endLarge();
    const cut = await cutsOf(url);
    say(
      Object.entries(cut)
        .map(([reason, times]) => `${reason} ${times}`)
        .join(", "),
    );
    for (const reason of ["flood", "silent", "slow", "oversized", "malformed"])
      if (!cut[reason]) throw new Error(`No client was cut off as ${reason}`);
    if (best > target) throw new Error(`The p99 was ${best.toFixed(1)} times that without hostile clients, or more`);
    if (audience.ended > 0) throw new Error(`${audience.ended} sockets of clients that behave were ended`);
    audience.leave();
    const took = attacked - before;
    if (took < leastMb)
      throw new Error(`The sockets took ${took.toFixed(1)} MB: the return of so little proves nothing`);
    const after = await memoryReturns(inspector, before + took * keptShare);
    say(
      `memory: ${before.toFixed(1)} MB, with all sockets ${attacked.toFixed(1)} MB, after them ${after.toFixed(1)} MB`,
    );
    return { lost: audience.lost, doubled: audience.doubled, disordered: 0 };
  });
}

const p99 = (took: readonly number[]): number => percentile(took, 0.99);

/** @returns whether so many milliseconds have passed since now */
function during(milliseconds: number): () => boolean {
  const end = performance.now() + milliseconds;
  return () => performance.now() > end;
}

async function repeat(work: () => Promise<void>, everyMs: number, over: AbortSignal): Promise<void> {
  while (!over.aborted) await Promise.all([work(), pause(everyMs)]);
}

/** The service notices a little later than the clients that they have left. */
async function memoryReturns(inspector: string, most: number): Promise<number> {
  const look = async () => {
    const used = await usedMegabytes(inspector);
    return used <= most ? used : undefined;
  };
  return until(`the service uses at most ${most.toFixed(1)} MB`, look, 120);
}
