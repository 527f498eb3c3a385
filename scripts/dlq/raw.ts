import type { Logger } from "pino";
import { z } from "zod";
import { deadLetterTopic, topics } from "../../services/contracts/topics";
import type { Settings } from "../../services/runtime/settings";
import { type Message, readTopic } from "../../services/runtime/transports/kafka-client";

/** What our consumers write on a dead-letter topic; it is in the table as well. */
const recordSchema = z.object({ consumer: z.string(), eventId: z.string(), deadAt: z.string() });

/** Whether a message was put on the dead-letter topic by the bus itself: it never reached a consumer of ours. */
export function isRaw(value: string): boolean {
  try {
    return !recordSchema.safeParse(JSON.parse(value)).success;
  } catch {
    return true;
  }
}

/** The messages that a broker or its sidecars gave up on by themselves, oldest first. */
export async function listRaw(settings: Settings["kafka"], logger: Logger): Promise<Message[]> {
  const all: Message[] = [];
  for (const topic of topics.map(deadLetterTopic)) all.push(...(await readTopic(settings, topic, logger)));
  return all.filter(({ value }) => isRaw(value)).sort((one, other) => one.time.getTime() - other.time.getTime());
}

/** Where the bus's own dead letters are when they can't be read from here. */
export const whereRawIs = (transport: Settings["transport"]): string =>
  transport === "embedded"
    ? "The embedded bus has no dead letters of its own: whatever it delivers reaches a consumer."
    : `What the bus gave up on by itself is on ${topics.map(deadLetterTopic).join(", ")}. With KAFKA_BROKERS set it is listed here; on Redis: redis-cli XRANGE ${deadLetterTopic(topics[0])} - +`;
