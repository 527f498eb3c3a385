import type { Logger } from "pino";
import { v7 as uuidv7 } from "uuid";
import { taskSnapshotSchema } from "../../contracts/task";
import { Database } from "../../runtime/database/database";
import { writeEvent } from "../../runtime/outbox/outbox";
import { takeFromOutbox } from "../../runtime/transports/event-log";

/** More minutes than the column of a reminder takes: the handler fails each time, until its event is a dead letter. */
const tooManyMinutes = 1e12;

/**
 * Writes an event that says that a recurring task is completed, and that no consumer can apply.
 * @param task a recurring task, as the API answers it; it stays as it is
 */
export async function writePoison(databaseUrl: string, task: unknown, logger: Logger): Promise<void> {
  const transport = { statement: takeFromOutbox, taken: () => {} };
  const database = new Database({ url: databaseUrl, poolMax: 1, logger, transport });
  try {
    const before = { ...taskSnapshotSchema.parse(task), id: uuidv7() };
    const completed = {
      ...before,
      ...{ status: "completed" as const, completedAt: new Date().toISOString() },
      reminders: [{ minutesBefore: tooManyMinutes }],
    };
    await database.transaction(async (tx) => {
      writeEvent(tx, "demo", {
        type: "freehold.task.completed.v1",
        ...{ subject: before.id, ownerId: before.ownerId, actor: "demo" },
        data: { before, task: completed },
      });
    });
  } finally {
    await database.close();
  }
}
