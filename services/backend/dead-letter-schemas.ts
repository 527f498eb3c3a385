import * as z from "zod";
import { replayHours } from "../contracts/topics";
import { schemaMessage } from "../runtime/http/schema-message";
import { deadLetterStatuses } from "./dead-letters/filter";
import { instant } from "./instant";
import { cursor, limit } from "./schemas";
import { line, text } from "./text";

const filter = {
  consumer: text(100).optional(),
  topic: text(100).optional(),
  type: text(200).optional(),
  code: text(100).optional(),
  subject: text(100).optional().describe("The task id"),
  error: text(500).optional().describe("The error of a group, as groups name it"),
  text: text(200).optional().describe("Part of the reason, in any case"),
  since: instant.optional(),
  until: instant.optional(),
};
const status = z.enum(deadLetterStatuses);

export const listDeadLettersSchema = z.strictObject({ ...filter, status: status.optional(), limit, cursor });
export const groupDeadLettersSchema = z.strictObject({ ...filter, status: status.default("dead") });

const reason = line(500).describe("Why it is given up");
/** A filter is needed: a replay or a discard of everything must be meant. */
const meant = z
  .strictObject(filter)
  .refine((conditions) => Object.values(conditions).some((value) => value !== undefined), {
    error: schemaMessage("NO_CONDITION", "needs at least one condition: to mean all, give since with an early time"),
    when: ({ issues }) => issues.length === 0,
  });
const batch = {
  filter: meant,
  dryRun: z.boolean().default(false).describe("Change nothing, and say which dead letters are meant"),
  cursor,
};
export const replayBatchSchema = z.strictObject(batch);
export const discardBatchSchema = z.strictObject({ ...batch, reason });
export const discardSchema = z.strictObject({ reason });

/** Dead letters whose status one request reads. */
const mostIds = 500;
export const idsSchema = z.strictObject({ ids: z.array(z.uuid()).min(1).max(mostIds) });
export const statusesSchema = z.object({
  items: z.array(z.object({ id: z.uuid(), status })).describe("Those that are there, in any order"),
});

export const deadLetterSchema = z.object({
  id: z.uuid(),
  consumer: z.string(),
  topic: z.string(),
  eventId: z.string(),
  type: z.string().nullable(),
  subject: z.string().nullable(),
  ownerId: z.string().nullable(),
  actor: z.string().nullable(),
  code: z.string(),
  reason: z.string(),
  retries: z.int(),
  replayable: z.boolean(),
  status,
  firstFailedAt: z.iso.datetime(),
  deadAt: z.iso.datetime(),
  replayedAt: z.iso.datetime().nullable(),
  discardedAt: z.iso.datetime().nullable(),
  discardedBy: z.string().nullable(),
  discardReason: z.string().nullable(),
  event: z.unknown(),
});

export const shownDeadLetterSchema = deadLetterSchema.extend({
  schemaErrors: z
    .array(
      z.object({ path: z.string().describe("As data.task.title; empty for the whole event"), message: z.string() }),
    )
    .describe("What is wrong with the event by the schema of its type in this release"),
});

export const groupsSchema = z.object({
  groups: z.array(
    z.object({
      consumer: z.string(),
      type: z.string().nullable(),
      code: z.string(),
      error: z.string().describe("The reason without ids and numbers"),
      count: z.int(),
      replayable: z
        .int()
        .describe(`Of these, how many a replay sends again: events that failed within ${replayHours} hours`),
      oldestAt: z.iso.datetime(),
      newestAt: z.iso.datetime(),
      newestId: z.uuid(),
    }),
  ),
  complete: z.boolean().describe("Whether all dead letters were looked at, and all groups are listed"),
});

export const batchSchema = z.object({
  outcomes: z.array(z.object({ id: z.uuid(), outcome: z.string() })),
  nextCursor: z.string().nullable().describe("null after the last batch. A batch may be empty before that"),
});
