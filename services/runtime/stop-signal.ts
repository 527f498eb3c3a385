/** Milliseconds that a stop may take before the process ends anyway; below the grace period of its Deployment. */
const stopTimeout = 25_000;

/**
 * Calls `stop` at the first SIGTERM or SIGINT and exits when it is done. A second signal, or a stop that takes too long,
 * exits at once.
 */
export function onStopSignal(stop: (signal: NodeJS.Signals) => Promise<void>): void {
  let stopping = false;
  const handle = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), stopTimeout).unref();
    stop(signal).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", handle);
  process.on("SIGINT", handle);
}
