import { FreeholdError, messageOf } from "../runtime/core/errors";
import { surviveRejections } from "../runtime/host/run";
import { onStopSignal } from "../runtime/host/stop-signal";
import { createLogger } from "../runtime/telemetry/logger";
import { prepareDemo } from "./demo/demo";
import { readOptions, usage } from "./options";
import { startPlatform } from "./platform";

async function main(): Promise<void> {
  const { help, verbose, demo: isDemo, ...options } = readOptions(process.argv.slice(2));
  if (help) return console.log(usage);
  const began = Date.now();
  const logger = createLogger({ name: "freehold", level: verbose ? "info" : "warn" });
  surviveRejections(logger);
  const databaseLost = (error: FreeholdError) => {
    console.error(`${error.code}: ${error.message} Start it again with "npm start".`);
    process.exitCode = 1;
    void stop().finally(() => process.exit(1));
  };
  const progress = (step: string) => console.log(`  ${step} …`);
  const demo = isDemo ? await prepareDemo(options.data, logger) : undefined;
  const starting = startPlatform({ ...options, ...demo?.platform, logger, progress, databaseLost });
  const stop = async () => {
    await demo?.stop();
    await (await starting).stop();
  };
  // From the first moment on: a Ctrl-C during the start must not leave a database server behind.
  onStopSignal(async () => {
    console.log("\nStopping: finishing what is in hand …");
    try {
      await stop();
      console.log("Stopped.");
    } catch (error) {
      // The start itself tells why it failed.
      console.log(
        `Stopped, though not all of it could be finished: ${messageOf(error)}. The next start goes on from here.`,
      );
    }
  });
  const platform = await starting.catch(async (error) => {
    await demo?.stop();
    throw error;
  });
  await demo?.begin(platform.url);
  const url = platform.url.replace("127.0.0.1", "localhost");
  console.log(`
Freehold is ready after ${((Date.now() - began) / 1000).toFixed(1)} s: ${url}   (API: ${url}/api/docs)
Watch it work: ${url}/ops

Try:
  curl -s ${url}/api/tasks -H 'content-type: application/json' -d '${exampleTask()}'
  curl -s ${url}/api/tasks
  curl -s -X POST ${url}/api/tasks/ID/complete   # ID: the id in the first answer

Ctrl-C stops it; the data stays in ${options.data}.`);
}

/** A daily task whose first reminder is due now, so that it is seen at once on the page. */
function exampleTask(): string {
  const minutesBefore = 30;
  const thisMinute = Math.floor(Date.now() / 60_000) * 60_000;
  return JSON.stringify({
    title: "Water the plants",
    dueAt: new Date(thisMinute + minutesBefore * 60_000),
    reminders: [{ minutesBefore }],
    recurrence: { rrule: "FREQ=DAILY", timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone },
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof FreeholdError ? `${error.code}: ${error.message}` : error);
  process.exitCode = 1;
});
