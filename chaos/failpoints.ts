import { setInterval as ticks } from "node:timers/promises";
import type { ServiceProcess } from "./service-process";

/**
 * Waits until a service has died at a failpoint.
 * @param isUnderLoad whether there is work left that could bring it there
 * @throws Error when it ended otherwise, or had nothing left to do and so will come by no place any more
 */
export async function dieAt(place: string, service: ServiceProcess, isUnderLoad: () => Promise<boolean>) {
  const over = new AbortController();
  const ended = await Promise.race([service.end(), hasNothingLeft(isUnderLoad, over.signal)]);
  over.abort();
  if (ended === undefined) throw new Error(`All was done before ${place}; give it more --events`);
  if (ended !== "SIGKILL") throw new Error(`The service ended by ${ended}, and not at ${place}`);
}

async function hasNothingLeft(isUnderLoad: () => Promise<boolean>, signal: AbortSignal): Promise<undefined> {
  let idle = 0;
  try {
    for await (const _ of ticks(2_000, undefined, { signal })) {
      idle = (await isUnderLoad()) ? 0 : idle + 1;
      if (idle === 3) return;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
