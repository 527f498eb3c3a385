import type { ConsumerState, Picture } from "./ops-schemas";

/** Seconds after which an event in hand is slow. */
const slowSeconds = 0.7;

/** What is the matter with a consumer; nothing, for one that is well. */
export function consumerStates(seen: {
  service: Picture["services"][number]["state"];
  lagSeconds: number;
  retrying: number;
  waiting: number;
  newDeadLetters: number;
}): ConsumerState[] {
  const states: [ConsumerState, boolean][] = [
    ["down", seen.service === "down" || seen.service === "not ready"],
    ["partly-down", seen.service === "partly ready"],
    ["slow", seen.lagSeconds >= slowSeconds],
    ["retrying", seen.retrying > 0],
    ["waiting", seen.waiting > 0],
    ["dead-letters", seen.newDeadLetters > 0],
  ];
  return states.filter(([, is]) => is).map(([state]) => state);
}
