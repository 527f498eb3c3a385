import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import Fastify from "fastify";
import { readSettings } from "../../../../services/runtime/settings/settings";
import { DaprTransport } from "../../../../services/runtime/transports/dapr";
import type { OutgoingEvent } from "../../../../services/runtime/transports/transport";
import { until } from "../../../helpers/until";

/** A request that a sidecar has not answered yet. */
interface Waiting {
  key: string | null;
  number: unknown;
  answer(status: number): void;
}

describe("publishing by a sidecar", () => {
  const waiting: Waiting[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const key = new URL(request.url ?? "", "http://sidecar").searchParams.get("metadata.partitionKey");
    const { number } = (await json(request)) as { number: unknown };
    waiting.push({ key, number, answer: (status) => response.writeHead(status).end() });
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

  const event = (key: string, number: number): OutgoingEvent => ({ topic: "task-events", key, event: { number } });
  /** Answers what waits, once it is so many. */
  const answer = async (count: number, status = 200) => {
    await until(`${count} wait for an answer`, () => waiting.length === count);
    const answered = waiting.splice(0);
    for (const each of answered) each.answer(status);
    return answered.map(({ key, number }) => `${key}${number}`).sort();
  };

  test("events of different keys are on their way at once, those of one key one after the other", async () => {
    const published = transport.publish([event("a", 1), event("a", 2), event("b", 1), event("c", 1), event("b", 2)]);
    expect(await answer(3)).toEqual(["a1", "b1", "c1"]);
    expect(await answer(2)).toEqual(["a2", "b2"]);
    await published;
  });

  test("an event that is refused fails all, and nothing more is sent", async () => {
    const published = transport.publish([event("a", 1), event("a", 2)]).then(
      () => "published",
      (error: Error) => error.message,
    );
    expect(await answer(1, 500)).toEqual(["a1"]);
    expect(await published).toContain("refused an event for task-events: 500");
    expect(waiting).toEqual([]);
  });

  test("more keys than may be on their way take turns", async () => {
    const keys = Array.from({ length: 40 }, (_, index) => `key-${String(index).padStart(2, "0")}-`);
    const published = transport.publish(keys.map((key) => event(key, 1)));
    const sent = [...(await answer(16)), ...(await answer(16)), ...(await answer(8))];
    await published;
    expect(sent.sort()).toEqual(keys.map((key) => `${key}1`));
  });
});
