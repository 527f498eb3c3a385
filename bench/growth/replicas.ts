import { Kafka, logLevel } from "kafkajs";
import type pg from "pg";
import { startKafka } from "../../__tests__/helpers/kafka";
import { findComponent, howToGet } from "../../scripts/components/find";
import { type Child, startChild, stopChild } from "../child";
import { makeTopics } from "../kafka";
import { withPool } from "../postgres";
import { eventsPerSecond } from "../stopwatch";
import { countdown, effectsTable } from "../work";
import { type Curve, count, type GrowthOptions, levelsOffAt, lineOf, point, type Row } from "./curve";
import { fromEmbedded, fromKafka, kafkaLine, partitions, type Source, topic } from "./event-sources";

/** Events a second that ever more replicas of one consumer apply together, each in a process of its own. */
export const growReplicas = (options: GrowthOptions): Promise<Curve> =>
  withPool(async (url, admin) => {
    await admin.query(effectsTable);
    const rows = await measure(options, url, admin, fromEmbedded(admin, options.events));
    const libs = findComponent("kafka");
    if (libs) {
      options.progress("starting Kafka");
      const broker = await startKafka(libs);
      try {
        const kafka = new Kafka({ brokers: [broker.brokers], logLevel: logLevel.NOTHING });
        await makeTopics(kafka, [topic], partitions);
        rows.push(...(await measure(options, url, admin, fromKafka(kafka, broker.brokers, options.events))));
      } finally {
        await broker.stop();
      }
    }
    return {
      title: "Replicas of a consumer",
      axis: "replicas",
      setup: `${count(options.events)} events a point, each replica a process of its own`,
      rows,
      advice: adviceOf(rows),
    };
  });

/** The embedded log has one position for each consumer, locked while a batch is handled; Kafka has one a partition. */
function adviceOf(rows: readonly Row[]): string {
  const onKafka = lineOf(rows, kafkaLine);
  const bend = levelsOffAt(onKafka);
  const where = bend
    ? `levels off at ${count(bend)} here, where partitions or cores run out`
    : `does not level off up to ${count(onKafka.at(-1)?.x ?? 0)}`;
  const kafka =
    onKafka.length > 0
      ? `Kafka gives each partition to one replica and ${where}.`
      : `Kafka was not measured: ${howToGet("kafka")}.`;
  return `Replicas on the embedded transport take turns: a second one adds availability, never speed. ${kafka} For more, take Kafka
instead of Postgres ([switch](../how-to/switch-brokers.md#the-transport)) and raise \`partitions\` in
[topics.ts](../../services/contracts/topics.ts); the machine needs a core for each replica.`;
}

async function measure(options: GrowthOptions, url: string, admin: pg.Pool, source: Source): Promise<Row[]> {
  const rows: Row[] = [];
  for (const x of options.quick ? [1, 2] : [1, 2, 4, 8]) {
    let round = 0;
    const run = () => {
      round += 1;
      return together(url, admin, source, { group: `bench-${x}-${round}`, replicas: x, events: options.events });
    };
    rows.push(await point(options, { x, unit: "events a second", line: source.line }, run));
  }
  return rows;
}

interface Run {
  group: string;
  replicas: number;
  events: number;
}

/** Starts the replicas, publishes the events, and lets all begin at the same moment. */
async function together(
  url: string,
  admin: pg.Pool,
  source: Source,
  { group, replicas, events }: Run,
): Promise<number> {
  await source.prepare(group);
  const args = [url, group, ...source.brokers];
  const children: Child[] = [];
  try {
    // One after the other: if one fails, those before it are known and end too.
    while (children.length < replicas) children.push(await startChild("growth/replica.ts", args));
    await source.joined(group, replicas);
    return await eventsPerSecond(admin, events, async (begin) => {
      const { done, some } = countdown(events);
      const died = new Promise<never>((_, reject) => {
        for (const { process: child } of children) {
          child.on("message", (applied) => some(Number(applied)));
          child.once("exit", () => reject(new Error("A replica ended before all events were applied")));
        }
      });
      died.catch(() => {});
      await source.publish();
      begin();
      for (const { process: child } of children) child.send("go");
      await Promise.race([done, died]);
    });
  } finally {
    await Promise.all(children.map(stopChild));
  }
}
