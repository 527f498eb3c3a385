import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { service as backend } from "../../../services/backend/service";
import { defineService } from "../../../services/contracts/service-definition";
import { service as frontend } from "../../../services/frontend/service";
import { defineConsumer } from "../../../services/runtime/consumer/consumer";
import { type RunningHost, startHost } from "../../../services/runtime/host/host";
import type { Service } from "../../../services/runtime/host/service";
import { localAuthentication } from "../../../services/runtime/http/auth";
import { readSettings } from "../../../services/runtime/settings/settings";
import { append } from "../../../services/runtime/transports/event-log";
import { silent, useDatabase } from "../../helpers/database";
import { apiClient } from "../../helpers/platform";
import { freePort } from "../../helpers/ports";
import { startPrometheus } from "../../helpers/prometheus";
import { describeReal } from "../../helpers/real";
import { until } from "../../helpers/until";
import { overflow, violationsNow } from "./axe";
import { useBrowser } from "./browser";
import { screenshot } from "./screenshot";

const root = path.join(__dirname, "../../..");
/** Milliseconds within which a killed consumer shows, and what a busy machine may add. A scrape, each 30 s, would be later still. */
const visibleMs = 2_000;
const marginMs = 26_000;
const name = "audit-consumer";

const looks: [string, BrowserContextOptions][] = [
  ["light", { colorScheme: "light" }],
  ["dark, on a phone", { colorScheme: "dark", viewport: { width: 375, height: 700 } }],
];

const node = (page: Page) => page.locator(`[role=button][data-node=${name}]`);
const inState = (page: Page, state: string) =>
  page.locator(`[role=button][data-node=${name}][data-states~="${state}"]`).waitFor();
const isWell = (page: Page) => page.locator(`[role=button][data-node=${name}][data-state=well]`).waitFor();

describeReal("what operators see at /ops in npm start", ["chromium"], ({ chromium }) => {
  const db = useDatabase();
  const browser = useBrowser(chromium);
  let host: RunningHost;
  let api: ReturnType<typeof apiClient>;
  let gate: { opened: Promise<void>; open: () => void };

  const close = () => {
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    gate = { opened, open };
  };
  const definition = defineService({ name, subscribes: [{ topic: "task-events", delivery: "shared" }], poolMax: 2 });
  const consumer: Service = {
    definition,
    create: () => ({
      consumer: defineConsumer(definition, {
        "freehold.task.created.v1": async ({ data }) => {
          if (data.task.title === "poison") throw new Error("This event is poison");
          if (data.task.title === "slow") await gate.opened;
        },
      }),
    }),
  };

  const start = (port: string) =>
    startHost({
      services: [backend, frontend, consumer],
      settings: readSettings({ DATABASE_URL: db.url, PORT: port }),
      logger: silent,
      authenticate: localAuthentication,
    });
  beforeAll(async () => {
    host = await start("0");
    api = apiClient(host.url);
  });
  beforeEach(close);
  afterEach(() => gate.open());
  db.closeFirst(() => host.stop());

  const open = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const page = await browser.open(`${host.url}/ops`, options);
    await node(page).waitFor();
    return page;
  };

  test("events that are written, relayed and applied move the edges", async () => {
    const page = await open();
    await api.create({ title: "An ordinary task" });
    for (const edge of ["write backend", "relay task-events", `take task-events ${name}`])
      await page.locator(`.edge[data-edge="${edge}"] .moving`).waitFor({ state: "attached" });
    expect(await page.locator('.edge[data-edge="write notification"] .moving').count()).toBe(0);
  });

  test("a killed process with its consumers shows at once, nothing moves any more, and the picture is back with it", async () => {
    const page = await open();
    await api.create({ title: "An ordinary task" });
    await page.locator(`.edge[data-edge="take task-events ${name}"] .moving`).waitFor({ state: "attached" });
    const { port } = new URL(host.url);
    await host.stop();
    await page.locator(".connection[data-state=offline]").waitFor();
    await page
      .getByRole("alert")
      .getByText(/This is how it was at \d+:\d\d:\d\d/)
      .waitFor();
    expect(await page.locator(".edge .moving:visible").count()).toBe(0);
    await screenshot(page, "without an answer");
    host = await start(port);
    await page.locator(".connection[data-state=live]").waitFor();
    await isWell(page);
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  test("who wants less motion sees no edge move", async () => {
    const page = await open({ reducedMotion: "reduce" });
    await api.create({ title: "An ordinary task" });
    await page.locator('.edge[data-edge="write backend"] .moving').waitFor({ state: "attached" });
    expect(await page.evaluate("document.getAnimations().length")).toBe(0);
  });

  test("a slow handler is seen for as long as it works", async () => {
    const page = await open();
    await isWell(page);
    await api.create({ title: "slow" });
    await inState(page, "slow");
    await node(page).press("Enter");
    await page.locator(".consumer-panel .states [data-state=slow]").waitFor();
    gate.open();
    await isWell(page);
    await page.locator(".consumer-panel .states li").waitFor({ state: "detached" });
  });

  test("a poison event is retried with a countdown, and is a dead letter until an operator discards it", async () => {
    const page = await open();
    await isWell(page);
    await node(page).click();
    await api.create({ title: "poison" });
    await inState(page, "retrying");
    const parked = page.locator(`[data-parked=${name}] li[data-reason=retry]`);
    await parked.getByText("This event is poison").waitFor();
    await parked.getByText(/failed \d times?, next try (in \d|now)/).waitFor();
    await inState(page, "dead-letters");
    await parked.waitFor({ state: "detached" });
    await page.locator(".promises [data-holds=false]", { hasText: "No event is given up on" }).waitFor();
    await page.getByRole("button", { name: "Ask the database" }).click();
    await page.locator("[data-slot=counts]").getByText(`${name} 1`).waitFor();
    const letters = (await (await fetch(`${host.url}/api/dead-letters`)).json()) as { items: { id: string }[] };
    await fetch(`${host.url}/api/dead-letters/${letters.items[0]?.id}/discard`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ reason: "A test made it" }),
    });
    await isWell(page);
  });

  test.each(looks)(
    "an event out of order says which one it waits for, until that has arrived: %s",
    async (_look, options) => {
      // axe is injected, which the content security policy of the page forbids.
      const page = await open({ bypassCSP: true, ...options });
      const { id } = await api.create({ title: "In order" });
      const applied = () =>
        db.database.query("select from freehold.progress where subject = $1 and sequence = 1", [id]);
      await until("the first event is applied", async () => (await applied()).rowCount === 1);
      // As if the first event had not come yet.
      const { rows } = await db.database.query<{ event: { id: string } }>(
        "select event from freehold.bus_log where topic = 'task-events' and event->>'subject' = $1",
        [id],
      );
      const event = rows[0]?.event ?? { id: "" };
      await db.database.query("delete from freehold.inbox where event_id = $1", [event.id]);
      await db.database.query("update freehold.progress set sequence = 0 where subject = $1", [id]);
      await api.change(id, { title: "Out of order" });
      await inState(page, "waiting");
      await node(page).click();
      await page
        .locator(`[data-parked=${name}] li[data-reason=predecessor]`)
        .getByText(/^waits for event 1 of its task, which has not arrived; goes on without it in /)
        .waitFor();
      expect([await violationsNow(page), await overflow(page)]).toEqual([[], 0]);
      await db.database.transaction((tx) => append(tx, [{ topic: "task-events", key: id, event }]));
      await isWell(page);
      await page.locator(`[data-parked=${name}]`).waitFor({ state: "detached" });
    },
  );
});

describeReal("what operators see at /ops by Prometheus", ["chromium", "prometheus"], ({ chromium, prometheus }) => {
  const db = useDatabase();
  const browser = useBrowser(chromium);
  const stops: (() => Promise<unknown>)[] = [];
  db.closeFirst(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  test("a killed consumer is gone within 2 s, long before a scrape, until another one runs, which is news", async () => {
    const port = await freePort();
    let child: ChildProcess | undefined;
    const startConsumer = () => {
      child = spawn(process.execPath, ["--import", "tsx", `services/${name}/main.ts`], {
        cwd: root,
        stdio: "ignore",
        env: { ...process.env, DATABASE_URL: db.url, PORT: String(port), LOG_LEVEL: "silent" },
      });
    };
    const end = async (signal: NodeJS.Signals) => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill(signal);
      await ended;
    };
    startConsumer();
    stops.push(() => end("SIGTERM"));
    const backendPort = await freePort();
    const scraped = [
      { service: name, url: `http://127.0.0.1:${port}` },
      { service: "backend", url: `http://127.0.0.1:${backendPort}` },
    ];
    const running = await startPrometheus(prometheus, scraped, [], "1h");
    stops.push(running.stop);
    const host = await startHost({
      services: [backend, frontend],
      settings: readSettings({ DATABASE_URL: db.url, PORT: String(backendPort), PROMETHEUS_URL: running.url }),
      logger: silent,
      authenticate: localAuthentication,
    });
    stops.push(host.stop);
    const page = await browser.open(`${host.url}/ops`, { bypassCSP: true });
    await isWell(page);
    const service = page.locator(`[data-service=${name}]`);
    const killed = performance.now();
    await end("SIGKILL");
    await inState(page, "down");
    await service.getByText("0 replicas, 1 gone").waitFor();
    const shownMs = performance.now() - killed;
    console.info(`a killed consumer showed after ${Math.round(shownMs)} ms`);
    expect(shownMs).toBeLessThan(visibleMs + marginMs);
    expect(await violationsNow(page)).toEqual([]);
    await screenshot(page, "by Prometheus");
    startConsumer();
    await isWell(page);
    // One that is back before anybody looks is not missed.
    await node(page)
      .getByText(/started .+ ago/)
      .waitFor();
    await service.getByText(/^1 replica, .*started .+ ago$/).waitFor();
    await screenshot(page, "by Prometheus, with a consumer that is back");
  });
});
