import type { FastifyReply } from "fastify";
import * as z from "zod";
import { insertTask, type NewTask } from "../domain/tasks";
import type { ServiceContext } from "../runtime/host/service";
import type { Identity } from "../runtime/http/auth";
import { conflict } from "../runtime/http/problem";
import { sendTask } from "./etag";
import { eventWriter } from "./event-writer";
import { once } from "./idempotency";
import { requireList } from "./require-list";
import { type TaskView, withReminders } from "./task-view";

/** Headers of a request that creates a task. */
export const creationHeaders = z.looseObject({
  "idempotency-key": z.string().optional().describe("Makes a repeated request create one task only"),
});

/**
 * Creates a task with its event in one transaction, once for each `Idempotency-Key`.
 * @param body what the client sent, which the key stands for
 */
export async function createTask(
  context: Pick<ServiceContext, "database" | "emit" | "relay">,
  identity: Identity,
  headers: z.infer<typeof creationHeaders>,
  body: unknown,
  task: Omit<NewTask, "ownerId" | "occurrence">,
): Promise<TaskView | undefined> {
  const { ownerId, actor } = identity;
  const writer = eventWriter(context, { headers });
  const view = await context.database().transaction((tx) =>
    once(tx, identity, headers["idempotency-key"], body, async () => {
      await requireList(tx, ownerId, task.listId);
      const created = await insertTask(tx, writer(tx), actor, { ...task, ownerId });
      if (!created) throw conflict("OCCURRENCE_TAKEN", "This occurrence of the series exists already.");
      return (await withReminders(tx, [created]))[0];
    }),
  );
  context.relay();
  return view;
}

/** Sends a created task with its place and its ETag. */
export const sendNewTask = (reply: FastifyReply, task: TaskView | undefined): FastifyReply =>
  sendTask(reply.code(201).header("location", `/api/tasks/${task?.id}`), task);
