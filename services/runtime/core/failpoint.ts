/** Where a process can be told to die on the way of an event: before and after each thing that it waits for. */
export const pipelinePoints = ["query", "queried", "deliver", "delivered", "publish", "published"] as const;
/** Where a broker is told that an event is done. A transport in the database is told by a query like any other. */
export const brokerPoints = ["acknowledge", "acknowledged"] as const;
/** Around an effect that leaves the database, and around each request to the store of claims. */
const outsidePoints = ["effect", "effected", "state", "stated"] as const;
export type Failpoint = (typeof pipelinePoints | typeof brokerPoints | typeof outsidePoints)[number];

const [armed, count] = (process.env.FREEHOLD_FAILPOINT ?? "").split(":");
let left = Number(count ?? 1);

/**
 * Kills this process with SIGKILL when it comes here for the n-th time and FREEHOLD_FAILPOINT is `<name>:<n>`, as a
 * crash at this very place would. Without that variable it does nothing. It is for `npm run chaos`.
 */
export function failpoint(name: Failpoint): void {
  if (armed !== name) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, "SIGKILL");
}
