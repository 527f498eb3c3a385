import { timeBudgets } from "../../services/contracts/time-budgets";

/** Beside a whole cluster on two cores, a server may not get to run for longer than services wait before they suspect it. */
export const patienceMs = 60_000;

/** Has the services of this process wait as long for their database, and for an OpenID provider. */
export function bePatient(): void {
  const patience = { databaseConnectMs: patienceMs, databaseSuspectMs: patienceMs, oidcAnswerMs: patienceMs };
  Object.assign(timeBudgets, patience);
}
