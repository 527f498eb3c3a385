import { taskList } from "../tasks/task-list-state";

/**
 * Has the browser keep the page, so that it opens without a network. It does so once the tasks were read: the first load has the
 * line to itself. Without TLS there is no service worker.
 * @param script address of the script of this page
 */
export function keepPage(script: string): void {
  const stop = taskList.view.subscribe(() => {
    if (taskList.view.get().isFirst) return;
    stop();
    navigator.serviceWorker
      ?.register("/service-worker.js", { updateViaCache: "none" })
      .then(({ waiting }) => waiting?.postMessage({ takeOverFor: script }))
      // The page works without it, as in a private window.
      .catch(() => {});
  });
}
