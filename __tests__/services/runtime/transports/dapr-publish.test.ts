import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import Fastify from "fastify";
import { z } from "zod";
import type { Topic } from "../../../../services/contracts/topics";
import { readSettings } from "../../../../services/runtime/settings/settings";
import { DaprTransport } from "../../../../services/runtime/transports/dapr";
import type { OutgoingEvent } from "../../../../services/runtime/transports/transport";
import { until } from "../../../helpers/until";

const requestSchema = z.array(
  z.strictObject({
    entryId: z.string(),
    event: z.object({ number: z.number() }),
    contentType: z.literal("application/cloudevents+json"),
    metadata: z.strictObject({ partitionKey: z.string() }),
  }),
);

/** A request that a sidecar has not answered yet. */
interface Waiting {
  path: string;
  entries: z.infer<typeof requestSchema>;
  answer(status: number): void;
}

describe("publishing by a sidecar", () => {
  const waiting: Waiting[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const entries = requestSchema.parse(await json(request));
    waiting.push({ path: request.url ?? "", entries, answer: (status) => response.writeHead(status).end() });
  };
  const sidecar = createServer((request, response) => void take(request, response));
  let transport: DaprTransport;

  beforeAll(async () => {
    await new Promise<void>((resolve) => sidecar.listen(0, "127.0.0.1", resolve));
    const { port } = sidecar.address() as AddressInfo;
    transport = new DaprTransport({ ...readSettings({}).dapr, httpPort: port }, Fastify());
  });
  beforeEach(() => {
    waiting.length = 0;
  });
  afterAll(() => sidecar.close());

  const event = (key: string, number: number, topic: Topic = "task-events"): OutgoingEvent => ({
    topic,
    key,
    event: { number },
  });
  /** Answers what waits, once it is so many requests. */
  const answer = async (count: number, status = 204) => {
    await until(`${count} wait for an answer`, () => waiting.length === count);
    const answered = waiting.splice(0);
    for (const each of answered) each.answer(status);
    return answered.map(({ path, entries }) => ({
      path,
      sent: entries.map(({ event, metadata }) => `${metadata.partitionKey}${event.number}`),
    }));
  };
  const path = (topic: Topic) => `/v1.0/publish/bulk/pubsub/${topic}`;

  test("events of different keys go out in one request, those of one key one after the other", async () => {
    const published = transport.publish([event("a", 1), event("a", 2), event("b", 1), event("c", 1), event("b", 2)]);
    expect(await answer(1)).toEqual([{ path: path("task-events"), sent: ["a1", "b1", "c1"] }]);
    expect(await answer(1)).toEqual([{ path: path("task-events"), sent: ["a2", "b2"] }]);
    await published;
  });

  test("each topic has its own request, and a key keeps its order over topics", async () => {
    const published = transport.publish([event("a", 1), event("b", 1, "reminders"), event("a", 2, "reminders")]);
    expect(await answer(2)).toEqual([
      { path: path("task-events"), sent: ["a1"] },
      { path: path("reminders"), sent: ["b1"] },
    ]);
    expect(await answer(1)).toEqual([{ path: path("reminders"), sent: ["a2"] }]);
    await published;
  });

  test("a request that is refused fails all, and nothing more is sent", async () => {
    const published = transport.publish([event("a", 1), event("a", 2)]).then(
      () => "published",
      (error: Error) => error.message,
    );
    expect(await answer(1, 500)).toEqual([{ path: path("task-events"), sent: ["a1"] }]);
    expect(await published).toContain("refused events for task-events: 500");
    expect(waiting).toEqual([]);
  });

  test("a request has a megabyte of events at most, or one that is larger", async () => {
    const large = (key: string, bytes: number): OutgoingEvent => ({
      ...event(key, 1),
      event: { number: 1, text: "é".repeat(bytes / 2) },
    });
    const published = transport.publish([
      large("a", 1_200_000),
      large("b", 400_000),
      large("c", 400_000),
      large("d", 400_000),
    ]);
    const requests = (await answer(3)).map(({ sent }) => sent.join());
    // They are under way together, and arrive in any order.
    expect(requests.sort()).toEqual(["a1", "b1,c1", "d1"]);
    await published;
  });

  test("the entries of a request have ids of their own", async () => {
    const published = transport.publish([event("a", 1), event("b", 1)]);
    await until("one waits for an answer", () => waiting.length === 1);
    expect(waiting[0]?.entries.map(({ entryId }) => entryId)).toEqual(["0", "1"]);
    await answer(1);
    await published;
  });
});
