import { timeBudgets } from "../../contracts/time-budgets";

/**
 * Calls `stop` at the first SIGTERM or SIGINT and exits when it is done. A second signal, or a stop that takes too long,
 * exits at once. Takes over from the handler that a bundle begins with (scripts/build.ts).
 */
export function onStopSignal(stop: (signal: NodeJS.Signals) => Promise<void>): void {
  let stopping = false;
  const handle = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), timeBudgets.stopMs).unref();
    stop(signal).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.removeAllListeners(signal);
    process.on(signal, handle);
  }
}
