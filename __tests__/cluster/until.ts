import { setTimeout as pause } from "node:timers/promises";
import { until as untilSoon } from "../helpers/until";

/**
 * Waits as the other tests do, but looks twice a second: each look is a request that Traefik counts, or a program that takes
 * a share of the nodes' processors.
 */
export const until: typeof untilSoon = (what, condition, seconds) =>
  untilSoon(
    what,
    async () => {
      const result = await condition();
      if (result === undefined || result === null || result === false) await pause(500);
      return result;
    },
    seconds,
  );
