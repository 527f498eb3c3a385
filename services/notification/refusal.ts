/** Refusals that may pass by themselves: timed out, too early, too many requests. */
const passing = new Set([408, 425, 429]);

/** Whether an HTTP status says that trying again can't help. */
export const isRefusal = (status: number): boolean => status >= 400 && status < 500 && !passing.has(status);
