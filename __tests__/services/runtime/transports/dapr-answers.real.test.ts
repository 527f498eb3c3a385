import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { localDaprResources } from "../../../../dapr-components";
import { createHttp } from "../../../../services/runtime/http/http";
import { readSettings } from "../../../../services/runtime/settings/settings";
import { Metrics } from "../../../../services/runtime/telemetry/metrics";
import { DaprTransport } from "../../../../services/runtime/transports/dapr";
import { startSidecar } from "../../../helpers/daprd";
import { silent } from "../../../helpers/database";
import { aTask, created } from "../../../helpers/events";
import { freePort } from "../../../helpers/ports";
import { describeReal } from "../../../helpers/real";
import { startRedis } from "../../../helpers/redis";
import { until } from "../../../helpers/until";

/** What a sidecar makes of the answers of an app that is not at its best. */
describeReal("Dapr and an app that ends in the middle of its answer", ["daprd", "redis"], ({ daprd, redis }) => {
  const stops: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  test("an unacknowledged event is redelivered though the answer was cut off, and so is one of an unknown topic", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "freehold-answers-"));
    stops.push(async () => rmSync(folder, { recursive: true, force: true }));
    const secretsFile = path.join(folder, "secrets.json");
    writeFileSync(secretsFile, JSON.stringify({ database: { "direct-url": "postgres://127.0.0.1/none" } }));
    const server = await startRedis(redis);
    stops.push(server.stop);
    const [appPort, httpPort] = [await freePort(), await freePort()];

    const http = createHttp(silent, new Metrics(), () => true);
    stops.push(() => http.close());
    const transport = new DaprTransport(readSettings({ DAPR_HTTP_PORT: String(httpPort) }).dapr, http);
    const seen: unknown[] = [];
    await transport.subscribe({
      ...{ topics: ["task-events"], consumer: "audit-consumer", delivery: "shared" },
      deliver: async (_topic, [raw]) => {
        seen.push(raw);
        return seen.length === 1 ? "retry" : "ack";
      },
    });
    const unknown = jest.fn();
    http.addHook("onRequest", async ({ url }) => {
      if (url.endsWith("/reminders")) unknown();
    });
    const app = Number(new URL(await http.listen({ host: "127.0.0.1", port: 0 })).port);
    const cut = await startCutter(appPort, app);
    stops.push(cut.stop);

    const sidecar = await startSidecar({
      ...{ program: daprd, appId: "audit-consumer", appPort, httpPort },
      resources: localDaprResources({ redisHost: server.host, secretsFile }),
    });
    stops.push(sidecar.stop);
    await sidecar.ready();
    const event = created(aTask());
    await transport.publish([
      { topic: "task-events", key: event.subject, event },
      { topic: "reminders", key: event.subject, event },
    ]);
    await until("the event is redelivered", () => seen.length >= 2);
    expect(cut.answers()).toBe(1);
    await until("the other one is redelivered", () => unknown.mock.calls.length >= 2);
    expect(server.cli("exists", "task-events.dlq", "reminders.dlq")).toBe("0");
  });
});

/** Stands before the app and cuts its first answer to an event off behind the head. */
async function startCutter(port: number, target: number) {
  let answers = 0;
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    const app = connect(target, "127.0.0.1");
    let isEvent = false;
    client.on("data", (data) => {
      isEvent ||= data.includes("POST /dapr/events/task-events");
      app.write(data);
    });
    app.on("data", (data) => {
      const end = data.indexOf("\r\n\r\n");
      if (!isEvent || answers > 0 || end === -1) return client.write(data);
      answers += 1;
      return client.end(data.subarray(0, end + 4));
    });
    for (const [one, other] of [[client, app] as const, [app, client] as const]) {
      sockets.add(one);
      one.on("error", () => {}).on("close", () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    /** How many answers were cut off. */
    answers: () => answers,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
