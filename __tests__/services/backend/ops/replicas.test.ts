import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { jobs } from "../../../../dashboards/jobs";
import { picture } from "../../../../services/backend/ops/picture";
import { PrometheusFigures } from "../../../../services/backend/ops/prometheus-figures";
import { freePort } from "../../../helpers/ports";

const servers: Server[] = [];
const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A Prometheus without figures, and what it scrapes. */
const prometheus = async (targets: [service: string, url: string, job?: string][]) => {
  const url = await serve(({ url: path }, response) => {
    const activeTargets = targets.map(([service, url, job = jobs.services]) => ({
      scrapeUrl: `${url}/metrics`,
      labels: { job, service },
    }));
    const data = path?.startsWith("/api/v1/targets") ? { activeTargets } : { result: [] };
    response.end(JSON.stringify({ status: "success", data }));
  });
  return new PrometheusFigures(url);
};

/** A replica that is asked how it is, and how often that was. */
const replica = async (isReady: boolean, uptimeSeconds?: number) => {
  const asked: (string | undefined)[] = [];
  const url = await serve((request, response) => {
    asked.push(request.url);
    response.writeHead(isReady ? 200 : 503).end(JSON.stringify({ uptimeSeconds }));
  });
  return { url, asked };
};
const gone = async () => `http://127.0.0.1:${await freePort()}`;

const look = async (figures: PrometheusFigures, name: string) => {
  const seen = await picture(figures);
  const consumer = seen.consumers.find((one) => one.name === name);
  const services = seen.promises.find(({ id }) => id === "services");
  return { ...seen.services.find((one) => one.name === name), states: consumer?.states, says: services?.says };
};

test("one whose replicas all take work is well, and says when the newest started", async () => {
  const [old, young] = [await replica(true, 3_600), await replica(true, 5)];
  const figures = await prometheus([
    ["websocket", old.url],
    ["websocket", young.url],
  ]);
  const began = Date.now();
  const { startedAt, ...seen } = await look(figures, "websocket");
  expect(seen).toMatchObject({ state: "ready", replicas: 2, gone: 0, states: [] });
  expect(Date.parse(startedAt ?? "")).toBeGreaterThan(began - 5_100);
  expect(Date.parse(startedAt ?? "")).toBeLessThan(Date.now() - 4_900);
});

test("one of an earlier version does not say since when", async () => {
  const figures = await prometheus([["websocket", (await replica(true)).url]]);
  expect(await look(figures, "websocket")).toMatchObject({ state: "ready", startedAt: null });
});

test("one that refuses connections is gone", async () => {
  const figures = await prometheus([["audit-consumer", await gone()]]);
  expect(await look(figures, "audit-consumer")).toMatchObject({
    ...{ state: "down", replicas: 0, gone: 1, startedAt: null, states: ["down"] },
    says: expect.stringContaining("audit-consumer"),
  });
});

test("one that takes a connection and does not answer is gone", async () => {
  const figures = await prometheus([["audit-consumer", await serve(() => {})]]);
  expect(await look(figures, "audit-consumer")).toMatchObject({ state: "down", gone: 1 });
});

test("one is not gone because the backend itself stood still while it answered", async () => {
  const figures = await prometheus([["audit-consumer", (await replica(true)).url]]);
  await look(figures, "audit-consumer");
  const looking = look(figures, "audit-consumer");
  // The standstill begins as soon as the replica is asked.
  const stop = jest.spyOn(globalThis, "fetch").mockImplementation((...call) => {
    stop.mockRestore();
    const answer = fetch(...call);
    const began = performance.now();
    while (performance.now() - began < 1_500);
    return answer;
  });
  expect(await looking).toMatchObject({ state: "ready" });
});

test("one that waits for its database is not ready", async () => {
  const figures = await prometheus([["audit-consumer", (await replica(false, 1)).url]]);
  expect(await look(figures, "audit-consumer")).toMatchObject({ state: "not ready", replicas: 1, states: ["down"] });
});

test("one of two that is gone leaves a part, which still takes work", async () => {
  const figures = await prometheus([
    ["audit-consumer", (await replica(true, 1)).url],
    ["audit-consumer", await gone()],
  ]);
  const { says, ...seen } = await look(figures, "audit-consumer");
  expect(seen).toMatchObject({ state: "partly ready", replicas: 1, gone: 1, states: ["partly-down"] });
  expect(says).not.toContain("audit-consumer");
});

test("each look asks each replica once, at the endpoint without statements; sidecars and exporters are not asked", async () => {
  const [audit, sidecar, exporter] = [await replica(true), await replica(true), await replica(true)];
  const figures = await prometheus([
    ["audit-consumer", audit.url],
    ["audit-consumer", sidecar.url, jobs.sidecars],
    ["redis-exporter", exporter.url],
  ]);
  expect([audit, sidecar, exporter].map(({ asked }) => asked)).toEqual([[], [], []]);
  for (let times = 0; times < 3; times += 1) await picture(figures);
  expect(audit.asked).toEqual(["/readyz", "/readyz", "/readyz"]);
  expect([sidecar.asked, exporter.asked]).toEqual([[], []]);
});

test("replicas stay known while a Prometheus that has just started knows none", async () => {
  const targets: [string, string][] = [["audit-consumer", (await replica(true)).url]];
  const figures = await prometheus(targets);
  expect(await look(figures, "audit-consumer")).toMatchObject({ state: "ready" });
  targets.pop();
  expect(await look(figures, "audit-consumer")).toMatchObject({ state: "ready" });
});
