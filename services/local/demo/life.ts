import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import * as z from "zod";
import { messageOf } from "../../runtime/core/errors";

/** Milliseconds between two acts, and after which nothing more is done: the demo is not to fill the disk. */
const actMs = 1_200;
const lifeMs = 20 * 60_000;
/** Tasks that are kept; the oldest goes first. */
const mostTasks = 20;
/** Milliseconds from now until a task is due. */
const dueInMs = 5_000;

const things = ["Water the plants", "Feed the cat", "Air the room", "Stretch", "Check the oven", "Call a friend"];
const taskSchema = z.looseObject({ id: z.uuid() });

export interface Life {
  /** The first of its tasks, which recurs. */
  first: Promise<unknown>;
  stop(): Promise<void>;
}

/** Somebody who adds recurring tasks that are due in seconds, with a reminder, completes some and changes others. */
export function beginLife(url: string, logger: Logger): Life {
  const end = new AbortController();
  const tasks: string[] = [];
  let acts = 0;
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${url}/api/tasks${path}`, {
      method,
      headers: body && { "content-type": "application/json" },
      body: body && JSON.stringify(body),
      signal: end.signal,
    });
    if (!response.ok) throw new Error(`${method} /api/tasks${path} was answered ${response.status}`);
    return response.status === 204 ? undefined : response.json();
  };
  const add = async (): Promise<unknown> => {
    const task = await call("POST", "", {
      title: things[acts % things.length],
      dueAt: new Date(Date.now() + dueInMs),
      reminders: [{ minutesBefore: 0 }],
      recurrence: { rrule: "FREQ=DAILY", timeZone: "UTC" },
    });
    tasks.push(taskSchema.parse(task).id);
    return task;
  };
  const act = async (): Promise<void> => {
    acts += 1;
    const [oldest] = tasks;
    if (oldest && tasks.length > mostTasks) {
      tasks.shift();
      await call("DELETE", `/${oldest}`);
    } else if (acts % 3 === 0 && tasks.length > 2) {
      await call("POST", `/${tasks.at(-2)}/complete`);
    } else if (acts % 5 === 0) {
      await call("PATCH", `/${tasks.at(-1)}`, { priority: acts % 2 === 0 ? "high" : "low" });
    } else {
      await add();
    }
  };
  const first = add();
  const living = (async () => {
    await first;
    const until = Date.now() + lifeMs;
    while (!end.signal.aborted && Date.now() < until) {
      await act().catch((error) => end.signal.aborted || logger.warn(`The demo: ${messageOf(error)}`));
      await pause(actMs, undefined, { signal: end.signal }).catch(() => {});
    }
  })().catch((error) => logger.warn(`The demo ends: ${messageOf(error)}`));
  return {
    first,
    stop: async () => {
      end.abort();
      await living;
    },
  };
}
