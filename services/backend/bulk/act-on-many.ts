import type { FastifyBaseLogger, FastifyError } from "fastify";
import type { TaskSnapshot } from "../../contracts/task";
import { lockDeletedTasks, restoreTask } from "../../domain/deleted-tasks";
import { type Emit, lockTasks } from "../../domain/tasks";
import type { Database, Transaction } from "../../runtime/database/database";
import { isOutage } from "../../runtime/database/outage";
import type { Identity } from "../../runtime/http/auth";
import { problemOf } from "../../runtime/http/http-errors";
import { HttpProblem, notFound, type Problem, problemBody } from "../../runtime/http/problem";
import { placeIsTaken } from "../deleted-task-routes";
import { requireList } from "../require-list";
import { actOnTask } from "./act-on-task";
import { Remembered } from "./remembered";
import type { Act, Outcome } from "./schemas";

/** Tasks in one transaction: their locks are short, and their statements share round trips. */
const chunkSize = 25;

interface Work {
  database: Database;
  emitIn: (tx: Transaction) => Emit;
  identity: Identity;
  key: string | undefined;
  act: Act;
  log: FastifyBaseLogger;
}

/**
 * Does one thing to many tasks, chunk by chunk, each chunk in a transaction. A chunk that fails, as for a quota that only the
 * commit can tell, is done again task by task: a task that fails takes no other with it.
 */
export async function actOnMany(ids: readonly string[], work: Work): Promise<Outcome[]> {
  const remembered = new Remembered(work.identity, work.key, work.act);
  const act = (some: readonly string[]) => work.database.transaction((tx) => actInOne(tx, some, work, remembered));
  const outcomes: Outcome[] = [];
  for (let begin = 0; begin < ids.length; begin += chunkSize) {
    const chunk = ids.slice(begin, begin + chunkSize);
    try {
      outcomes.push(...(await act(chunk)));
    } catch (error) {
      const isOfAll = isAway(error) || error instanceof HttpProblem;
      if (isOfAll && outcomes.length === 0) throw error;
      outcomes.push(...(await oneByOne(isAway(error) ? [] : chunk, act, work.log)));
    }
    if (outcomes.length < begin + chunk.length) return withoutDatabase(ids, outcomes, work.log);
  }
  return outcomes;
}

/** @returns fewer outcomes than tasks when the database is away: each further task would wait for it, too */
async function oneByOne(
  ids: readonly string[],
  act: (ids: readonly string[]) => Promise<Outcome[]>,
  log: FastifyBaseLogger,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const id of ids) {
    try {
      outcomes.push(...(await act([id])));
    } catch (error) {
      if (isAway(error)) return outcomes;
      outcomes.push(failed(id, problemOf(error as FastifyError, log)));
    }
  }
  return outcomes;
}

/** Whether each further task would wait in vain. A clash with another transaction (class 40) is of one task. */
const isAway = (error: unknown): boolean =>
  isOutage(error) && !(error instanceof Error && "code" in error && String(error.code).startsWith("40"));

/** What is left is answered as one request would be: the client may try it again. */
function withoutDatabase(ids: readonly string[], outcomes: Outcome[], log: FastifyBaseLogger): Outcome[] {
  log.warn(`The database went away after ${outcomes.length} of ${ids.length} tasks`);
  const problem: Problem = {
    status: 503,
    code: "DATABASE_UNAVAILABLE",
    title: "Unavailable",
    detail: "The database does not answer right now: try again.",
  };
  return [...outcomes, ...ids.slice(outcomes.length).map((id) => failed(id, problem))];
}

async function actInOne(
  tx: Transaction,
  ids: readonly string[],
  { identity: { ownerId, actor }, act, emitIn }: Work,
  remembered: Remembered,
): Promise<Outcome[]> {
  // A list is locked before its tasks: who deletes it does the same.
  if (act.act === "move") await requireList(tx, ownerId, act.listId);
  const before = await remembered.claim(tx, ids);
  const claimed = ids.filter((id) => !before.has(id));
  const deleted = new Map(
    (act.act === "restore" ? await lockDeletedTasks(tx, ownerId, claimed) : []).map((task) => [task.id, task]),
  );
  const tasks = new Map((await lockTasks(tx, ownerId, claimed)).map((task) => [task.id, task]));
  const emit = emitIn(tx);
  const changed: Outcome[] = [];
  const actOn = async (id: string): Promise<Outcome> => {
    const [gone, task] = [deleted.get(id), tasks.get(id)];
    try {
      if (gone) return note(id, await restoreTask(tx, emit, actor, gone));
      if (!task) throw notFound(`Task ${id}`);
      const after = await actOnTask(tx, emit, actor, task, act);
      return after === task && act.act !== "delete" ? succeeded(id, task) : note(id, after);
    } catch (error) {
      if (error instanceof HttpProblem) return failed(id, error.problem);
      throw error;
    }
  };
  const note = (id: string, task: TaskSnapshot | undefined): Outcome => {
    if (!task) throw placeIsTaken();
    const outcome = succeeded(id, task);
    changed.push(outcome);
    return outcome;
  };
  // All are over before the transaction is, also when one fails: none sends a statement after the rollback.
  const settled = await Promise.allSettled(claimed.map(actOn));
  const outcomes = new Map(before);
  for (const each of settled) {
    if (each.status === "rejected") throw each.reason;
    outcomes.set(each.value.id, each.value);
  }
  await remembered.store(tx, claimed, changed);
  return ids.flatMap((id) => outcomes.get(id) ?? []);
}

const succeeded = (id: string, { version }: TaskSnapshot): Outcome => ({ id, ok: true, version });

const failed = (id: string, problem: Problem): Outcome => ({ id, ok: false, problem: problemBody(problem) });
