import { once } from "node:events";

/** Takes away again what was set up. */
export type Stop = () => Promise<unknown>;

/**
 * Does work that sets things up, and takes them away again in reverse order, also when the work failed, or the harness was
 * told to stop.
 * @param work pushes to `stops` as soon as it has set something up
 * @throws Error when the harness was told to stop
 */
export async function withStops<Result>(work: (stops: Stop[]) => Promise<Result>): Promise<Result> {
  const stops: Stop[] = [];
  const over = new AbortController();
  const interruption = async (signal: NodeJS.Signals): Promise<never> => {
    await once(process, signal, { signal: over.signal });
    throw new Error(`Stopped by ${signal}`);
  };
  try {
    return await Promise.race([work(stops), interruption("SIGINT"), interruption("SIGTERM")]);
  } finally {
    over.abort();
    for (const stop of stops.reverse()) await stop();
  }
}
