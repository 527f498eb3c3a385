import { FreeholdError } from "../runtime/errors";
import { createLogger } from "../runtime/logger";
import { onStopSignal, surviveRejections } from "../runtime/run";
import { readOptions, usage } from "./options";
import { startPlatform } from "./platform";

async function main(): Promise<void> {
  const { help, verbose, ...options } = readOptions(process.argv.slice(2));
  if (help) return console.log(usage);
  const began = Date.now();
  const logger = createLogger({ name: "freehold", level: verbose ? "info" : "warn" });
  surviveRejections(logger);
  const starting = startPlatform({ ...options, logger, progress: (step) => console.log(`  ${step} …`) });
  // From the first moment on: a Ctrl-C during the start must not leave a database server behind.
  onStopSignal(async () => {
    console.log("\nStopping: finishing what is in hand …");
    await (await starting).stop();
    console.log("Stopped.");
  });
  const platform = await starting;
  const url = platform.url.replace("127.0.0.1", "localhost");
  console.log(`
Freehold is ready after ${((Date.now() - began) / 1000).toFixed(1)} s: ${url}   (API: ${url}/api/docs)

Try:
  curl -s ${url}/api/tasks -H 'content-type: application/json' -d '{"title":"Water the plants","dueAt":"2026-10-31T13:00:00Z","reminders":[{"minutesBefore":30}],"recurrence":{"rrule":"FREQ=DAILY","timeZone":"America/New_York"}}'
  curl -s ${url}/api/tasks
  curl -s -X POST ${url}/api/tasks/ID/complete   # ID: the id in the first answer

Ctrl-C stops it; the data stays in ${options.data}.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof FreeholdError ? `${error.code}: ${error.message}` : error);
  process.exitCode = 1;
});
