import * as z from "zod";
import { quotaExceeded } from "../../contracts/quotas";
import type { Problem } from "./problem";

const exceededSchema = z.object({
  code: z.literal(quotaExceeded),
  message: z.enum(["tasks", "changesPerDay", "historyMbPerDay"]),
  detail: z.coerce.number(),
});

const codes = {
  tasks: "TOO_MANY_TASKS",
  changesPerDay: "TOO_MANY_CHANGES",
  historyMbPerDay: "TOO_MUCH_HISTORY",
} as const;
const words = {
  tasks: (most: number) => `You have ${most} tasks, the most that one owner may have: delete some first.`,
  changesPerDay: (most: number) => `You have made ${most} changes today, the most that one owner may make in a day.`,
  historyMbPerDay: (most: number) =>
    `Your changes of today take ${most} MB of history, the most that one owner may use in a day.`,
};

/** Seconds after which to try again what frees up at no known time. */
const hour = 3_600;

/** The answer to a change that was refused for a quota; undefined for any other failure. */
export function quotaProblem(error: unknown, now: Date): Problem | undefined {
  const { data } = exceededSchema.safeParse(error);
  if (!data) return undefined;
  const { message: name, detail: most } = data;
  const midnight = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1));
  const isDaily = name !== "tasks";
  return {
    status: 429,
    code: codes[name],
    title: "Quota used up",
    detail: words[name](most),
    values: { most },
    quota: { name, limit: most, resetsAt: isDaily ? midnight.toISOString() : null },
    retryAfterSeconds: isDaily ? Math.max(1, Math.ceil((midnight.getTime() - now.getTime()) / 1_000)) : hour,
  };
}
