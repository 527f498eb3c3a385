import * as z from "zod";
import type { Figure } from "./figures";
import type { PrometheusApi } from "./prometheus-api";
import { services } from "./topology";

/** Milliseconds that a replica has to say how it is. A look, and the page's second until it, fit into two seconds. */
const timeoutMs = 700;
/** Milliseconds between two ticks of a timeout. */
const tickMs = 100;

/** The scrape job of the services (dashboards/jobs.ts). */
const job = "services";
const labels = z.object({ job: z.string(), service: z.string().default("") });
const targetsSchema = z.object({ activeTargets: z.array(z.object({ scrapeUrl: z.url(), labels })) });
/** A replica of an earlier version does not say for how long it runs. */
const healthSchema = z.object({ uptimeSeconds: z.number().min(0).optional() });

interface Place {
  service: string;
  /** Its `/readyz`, which sends no statement (services/runtime/http/http.ts). */
  url: URL;
}

interface Replica {
  service: string;
  state: "ready" | "not ready" | "gone";
  /** Seconds since the epoch; undefined where it does not say. */
  startedAt?: number;
}

/**
 * The replicas of the services as they answer now. Prometheus discovers where they are, and scrapes each only every 30 s:
 * one that was killed would be seen late.
 */
export class Replicas {
  private known: Place[] = [];

  constructor(private readonly prometheus: PrometheusApi) {}

  /** @throws HttpProblem 503 */
  async read(): Promise<Figure[]> {
    const replicas = await Promise.all((await this.places()).map(look));
    return services.flatMap(({ name: of }) => {
      const own = replicas.filter(({ service }) => service === of);
      const count = (...states: Replica["state"][]) => own.filter(({ state }) => states.includes(state)).length;
      const starts = own.flatMap(({ startedAt }) => startedAt ?? []);
      return [
        { figure: "replicas" as const, of, value: count("ready", "not ready") },
        { figure: "ready" as const, of, value: count("ready") },
        { figure: "gone" as const, of, value: count("gone") },
        ...(starts.length > 0 ? [{ figure: "started" as const, of, value: Math.max(...starts) }] : []),
      ];
    });
  }

  /** A Prometheus that has just started knows none yet: then those that it knew before. */
  private async places(): Promise<Place[]> {
    const path = `targets?state=active&scrapePool=${job}`;
    const { activeTargets } = await this.prometheus.ask(path, {}, targetsSchema);
    const found = activeTargets
      .filter(({ labels }) => labels.job === job && services.some(({ name }) => name === labels.service))
      .map(({ scrapeUrl, labels: { service } }) => ({ service, url: new URL("/readyz", scrapeUrl) }));
    if (found.length > 0) this.known = found;
    return this.known;
  }
}

/** Asks a replica how it is. One that refuses, can't be reached or takes too long is gone. */
async function look({ service, url }: Place): Promise<Replica> {
  const { signal, end } = timeout();
  try {
    const response = await fetch(url, { redirect: "error", signal });
    const { uptimeSeconds } = healthSchema.parse(await response.json());
    return {
      ...{ service, state: response.ok ? "ready" : "not ready" },
      // By its uptime: its clock may differ from this one's.
      startedAt: uptimeSeconds === undefined ? undefined : Date.now() / 1_000 - uptimeSeconds,
    };
  } catch {
    return { service, state: "gone" };
  } finally {
    end();
  }
}

/**
 * Aborts after `timeoutMs` in which this process ran. While it stands still, answers wait unread, and a timer on the clock
 * would call every replica gone: here a standstill is one tick, however long it is.
 */
function timeout(): { signal: AbortSignal; end: () => void } {
  const controller = new AbortController();
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
    if (ticks * tickMs >= timeoutMs) controller.abort();
  }, tickMs);
  return { signal: controller.signal, end: () => clearInterval(timer) };
}
