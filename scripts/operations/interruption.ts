import { isProgramRunning } from "./program";
import { onStopRequests } from "./stop-requests";

/** Aborts at the first request to stop. A second one ends this process, once no program runs that has to end first. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  onStopRequests({
    stop: () => controller.abort(),
    force: () => {
      if (!isProgramRunning()) process.exit(130);
    },
  });
  return controller.signal;
}
