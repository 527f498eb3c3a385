import { environment } from "../contracts/environment";

/** The places where a process can be told to die: before and after each thing that it waits for. */
export const failpoints = [
  "query",
  "queried",
  "deliver",
  "delivered",
  "publish",
  "published",
  "acknowledge",
  "acknowledged",
] as const;
export type Failpoint = (typeof failpoints)[number];

const [armed, count] = (process.env[environment.failpoint] ?? "").split(":");
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
