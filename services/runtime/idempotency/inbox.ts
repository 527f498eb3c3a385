import type { Idempotency } from "./port";

/** The claim in the inbox is all that stands for the effect: it is rolled back with the transaction around both. */
export const inboxIdempotency: Idempotency = {
  guarantee: "never lost, doubled only between effect and commit",
  once: (_key, effect) => effect(),
};
