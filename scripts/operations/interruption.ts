/** Aborts at the first Ctrl-C; at a second one the process ends as usual. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  process.once("SIGINT", () => controller.abort());
  return controller.signal;
}
