import { setTimeout as pause } from "node:timers/promises";
import { until as untilSoon } from "../helpers/until";

let explain: () => Promise<string> = async () => "";

/** Adds what `explanation` answers to the error of every wait that is in vain from now on. */
export const explainWith = (explanation: () => Promise<string>): void => {
  explain = explanation;
};

/**
 * Waits as the other tests do, but looks twice a second: each look is a request that Traefik counts, or a program that takes
 * a share of the nodes' processors. It has twice their time, as both nodes share the machine with those tests.
 */
export const until: typeof untilSoon = async (what, condition, seconds = 180) => {
  const look = async () => {
    const result = await condition();
    if (result === undefined || result === null || result === false) await pause(500);
    return result;
  };
  try {
    return await untilSoon(what, look, seconds);
  } catch (error) {
    // What the condition itself has thrown says enough.
    if (!(error instanceof Error && error.message.startsWith("Waited in vain"))) throw error;
    throw new Error(`${error.message}\n${await explain()}`);
  }
};
