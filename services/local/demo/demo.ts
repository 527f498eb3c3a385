import path from "node:path";
import type { Logger } from "pino";
import { FreeholdError } from "../../runtime/core/errors";
import { connect } from "../connection";
import { runningDatabaseUrl } from "../running";
import { beginLife } from "./life";
import { writePoison } from "./poison";
import { startSlowWebhook } from "./slow-webhook";

/** Where the demo keeps its data, unless another folder is named; it is emptied at each start. */
export const demoFolder = path.join(".freehold", "demo");

/**
 * Refuses a database that holds tasks: those of the demo would be among them.
 * @throws FreeholdError DATA_FOLDER_FOREIGN
 */
async function refuseTasks(databaseUrl: string, folder: string): Promise<void> {
  const client = await connect(databaseUrl);
  try {
    const { rowCount } = await client.query("select from freehold.tasks limit 1");
    if (!rowCount) return;
  } finally {
    await client.end();
  }
  throw new FreeholdError(
    "DATA_FOLDER_FOREIGN",
    `${folder} holds tasks, and the demo would add its own. Name an empty folder with --data, or leave --data out.`,
  );
}

/** A small life for `npm start -- --demo`: tasks, reminders, one poison event, and notifications that take their time. */
export async function prepareDemo(data: string, logger: Logger) {
  const webhook = await startSlowWebhook();
  let stopLife = async (): Promise<void> => {};
  return {
    /** What the platform is started with. */
    platform: {
      environment: { NOTIFICATION_CHANNELS: "webhook", NOTIFICATION_WEBHOOK_URL: webhook.url },
      prepare: (databaseUrl: string) => refuseTasks(databaseUrl, data),
    },
    /** Begins once the platform is there. */
    begin: async (url: string) => {
      const life = beginLife(url, logger);
      stopLife = life.stop;
      const databaseUrl = runningDatabaseUrl(data);
      if (databaseUrl) await writePoison(databaseUrl, await life.first, logger);
    },
    stop: async () => {
      await stopLife();
      await webhook.stop();
    },
  };
}
