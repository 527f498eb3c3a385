import { setTimeout as pause } from "node:timers/promises";
import { pictureSchema } from "../../services/backend/ops/ops-schemas";
import type { Rehearsed } from "./rehearsed";
import { until } from "./until";

/** Seconds within which a killed consumer shows, and what a machine with two clusters may add. A scrape would take up to 30. */
const visible = 2;
const margin = 26;
/** Milliseconds between two looks: with those of `until` a second, as the page. */
const pauseMs = 500;

/** Kills a consumer, and looks each second as the page does: it shows as gone or, if it is back by then, as just started. */
export async function showsOnOps(rehearsed: Rehearsed, service: string, kill: () => Promise<void>): Promise<void> {
  const operator = await rehearsed.client("olga", undefined, true);
  const look = async () => {
    const { status, body } = await operator.call("GET", "/api/operator/ops");
    // Prometheus may have no time to answer.
    if (status === 503) return;
    const found = pictureSchema.parse(body).services.find(({ name }) => name === service);
    if (!found) throw new Error(`/ops does not show ${service}`);
    return { ...found, startedMs: Date.parse(found.startedAt ?? "") };
  };
  // A replica of an earlier rollout may be known for a moment still, and a new one may start.
  const before = await until(`/ops shows that ${service} is well`, async () => {
    const now = await look();
    return now?.state === "ready" && Number.isFinite(now.startedMs) ? now : undefined;
  });
  // The start is the time of a look less the uptime, so it varies by what an answer takes.
  const isBack = (now: typeof before) => now.state === "ready" && now.startedMs > before.startedMs + 1_000;
  await kill();
  const killed = performance.now();
  const lookLater = async () => {
    const now = await look();
    // A busy machine may start it again between two looks: then it is known, and not ready yet.
    if (now && (now.state !== "ready" || now.gone > 0 || isBack(now))) return true;
    await pause(pauseMs);
  };
  await until(`/ops shows that ${service} was killed`, lookLater, visible + margin);
  console.info(`/ops showed after ${Math.round(performance.now() - killed)} ms that ${service} was killed`);
  await until(`/ops shows that ${service} is back`, async () => {
    const now = await look();
    return now && isBack(now);
  });
}
