import { stripVTControlCharacters } from "node:util";

/** Why Terraform could not make the machines. */
export type LaunchFailure =
  /** No host has room at the moment. Trying again helps. */
  | { kind: "out-of-capacity" }
  /** Oracle Cloud asks for fewer requests. Waiting helps. */
  | { kind: "throttled" }
  /** Something is being changed by another request, as a load balancer is, which takes one at a time. Waiting helps. */
  | { kind: "busy" }
  /** The user has not agreed to the plan, or the machines are there. The command that made them need not run again. */
  | { kind: "declined" | "not-ready"; advice: string }
  /** Anything else. Trying again would fail in the same way. */
  | { kind: "permanent"; advice: string };

/**
 * What passes with time. A conflict is one of the two codes that Oracle Cloud gives to what is being changed; one of a name
 * that is taken has a code of its own.
 */
const transient = {
  capacity: /Out of host capacity/i,
  throttled: /TooManyRequests/,
  busy: /409-(IncorrectState|Conflict)\b.*?(Invalid State Transition|is being (modified|updated|created)|in progress|currently (being|in|updating)|concurrent|from Updating)/is,
};

const permanent: [RegExp, string][] = [
  [
    /QuotaExceeded/,
    "A quota refuses it: the one of the stack network, or another of the tenancy. It must leave 2 OCPUs and 12 GB to A1 machines; a new quota takes some minutes to count. npx freehold doctor shows both",
  ],
  [
    /LimitExceeded/,
    "The account's service limit is used up: machines, or boot volumes left over from a try, are counted in every compartment. npx freehold doctor shows what is used; remove what is not needed",
  ],
  [/NotAuthenticated/, "The credentials are not accepted: npx freehold doctor checks them"],
  [/NotAuthorizedOrNotFound/, "The user may not do this, or what is referred to is gone: look at its policies"],
];

/** How the wait for the cluster ends that was too long (see waitForCluster). */
const notReady = /The cluster is not ready/;

/**
 * Reads from Terraform's output why an apply failed. Each error stands in a block that begins with `Error:`
 * (https://docs.oracle.com/iaas/Content/API/References/apierrors.htm lists the codes). One that trying again does not fix
 * outweighs the others.
 */
export function launchFailure(output: string): LaunchFailure {
  // Terraform colours what it prints, into a pipe too.
  const [before = "", ...errors] = stripVTControlCharacters(output).split(/^\W*Error: /m);
  const is = (pattern: RegExp) => (text: string) => pattern.test(text);
  const other = errors.filter((text) => !Object.values(transient).some((pattern) => pattern.test(text)));
  if (errors.length === 0 && /^Apply cancelled/m.test(before))
    return { kind: "declined", advice: "No changes were made" };
  if (errors.length > 0 && errors.every((text) => notReady.test(text))) {
    return {
      kind: "not-ready",
      advice:
        "The machines exist, but are no cluster yet. When the reason is fixed, npx freehold deploy compute goes on: it only waits",
    };
  }
  if (errors.length === 0 || other.length > 0) {
    const [, advice] = permanent.find(([pattern]) => other.some((text) => pattern.test(text))) ?? [];
    return { kind: "permanent", advice: advice ?? "Trying again would not help: see Terraform's message above" };
  }
  if (errors.some(is(transient.capacity))) return { kind: "out-of-capacity" };
  return { kind: errors.some(is(transient.throttled)) ? "throttled" : "busy" };
}
