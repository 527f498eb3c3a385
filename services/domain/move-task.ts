import { v7 as uuidv7 } from "uuid";
import { advisoryLocks } from "../contracts/advisory-locks";
import type { Sql } from "../runtime/database/database";
import { rankBetween, spreadRanks } from "./rank";
import { type StoredTask, type TaskRow, taskColumns, toSnapshot } from "./task-row";
import { type Emit, emitTaskChange } from "./tasks";

/** The task beside which another is put, and on which side: `after` is below it. */
export interface Target {
  id: string;
  side: "before" | "after";
}

/** Tasks on each side of a place that are spread when it has no room; few first, and more where they are crowded, too. */
const neighbours = [25, 200];

/** A task's place in the order of its owner. */
interface Place {
  id: string;
  position: string;
}

const rank = "freehold.rank_of(position, id)";
const placeColumns = `id, encode(${rank}, 'hex') as position`;

/** Makes moves of one owner wait for each other: each sees the order that the one before it left. Comes before any other lock. */
export async function lockOrder(tx: Sql, ownerId: string): Promise<void> {
  await tx.query("select pg_advisory_xact_lock($1, hashtext($2))", [advisoryLocks.moves, ownerId]);
}

/**
 * Puts a locked task beside another in the order of all tasks of its owner. To be called after `lockOrder`.
 * @returns the task, unchanged where it is there already; "no target" or "no room" when it can't be put there
 */
export async function moveTask(
  tx: Sql,
  emit: Emit,
  actor: string,
  before: StoredTask,
  { id, side }: Target,
): Promise<StoredTask | "no target" | "no room"> {
  const { ownerId } = before;
  const { rows } = await tx.query<Place>(`select ${placeColumns} from freehold.tasks where id = $1 and owner_id = $2`, [
    id,
    ownerId,
  ]);
  const [beside] = rows;
  if (!beside) return "no target";
  const [next] = await nearest(tx, ownerId, beside, side, 1);
  if (next?.id === before.id) return before;
  const position =
    side === "after"
      ? rankBetween(next?.position, beside.position)
      : rankBetween(beside.position, next?.position ?? topAbove(beside.position));
  const places = position === undefined ? await spread(tx, before, beside, side) : [{ id: before.id, position }];
  if (!places) return "no room";
  const moved = await write(tx, emit, actor, places);
  return moved.find((task) => task.id === before.id) ?? before;
}

/** The tasks above or below a place, the nearest first. */
async function nearest(
  tx: Sql,
  ownerId: string,
  { position, id }: Place,
  side: Target["side"],
  most: number,
): Promise<Place[]> {
  const [isBeyond, direction] = side === "after" ? ["<", "desc"] : [">", "asc"];
  const stretches = ["open", "completed"].map(
    // The owner is compared with a list of one, as in services/backend/task-query.ts.
    (status) => `(select id, position from freehold.tasks
      where owner_id = any($1::text[]) and status = '${status}' and (${rank}, id) ${isBeyond} (decode($2, 'hex'), $3::uuid)
      order by owner_id ${direction}, status ${direction}, ${rank} ${direction}, id ${direction} limit $4)`,
  );
  const { rows } = await tx.query<Place>(
    `select ${placeColumns} from (${stretches.join(" union all ")}) merged
     order by ${rank} ${direction}, id ${direction} limit $4`,
    [[ownerId], position, id, most],
  );
  return rows;
}

/** New places for a task and for those around the place that it goes to, where that has no room. */
async function spread(tx: Sql, task: StoredTask, beside: Place, side: Target["side"]): Promise<Place[] | undefined> {
  for (const most of neighbours) {
    const others = async (where: Target["side"]) =>
      (await nearest(tx, task.ownerId, beside, where, most + 2)).filter(({ id }) => id !== task.id);
    const [below, above] = [await others("after"), await others("before")];
    const pair = side === "after" ? [task.id, beside.id] : [beside.id, task.id];
    const ids = [...idsOf(below.slice(0, most)).reverse(), ...pair, ...idsOf(above.slice(0, most))];
    const highest = above.at(-1)?.position ?? beside.position;
    const ranks = spreadRanks(ids.length, below[most]?.position, above[most]?.position ?? topAbove(highest));
    if (ranks) return ids.map((id, index) => ({ id, position: ranks[index] ?? "" }));
  }
  return undefined;
}

const idsOf = (places: Place[]): string[] => places.map(({ id }) => id);

/** What a rank at the top stays below, so that tasks made later come above it as they do above all others. */
function topAbove(position: string): string | undefined {
  const now = uuidv7().replaceAll("-", "");
  return now > position ? now : undefined;
}

/** Writes places, each as a change of its task. */
async function write(tx: Sql, emit: Emit, actor: string, places: Place[]): Promise<StoredTask[]> {
  const ids = idsOf(places);
  // In one order, so that no two transactions wait for each other.
  const { rows: found } = await tx.query<TaskRow>(
    `select ${taskColumns} from freehold.tasks where id = any($1) order by id for update`,
    [ids],
  );
  const { rows } = await tx.query<TaskRow>(
    `update freehold.tasks t set actor = $1, position = decode(place, 'hex'), updated_at = now(), version = version + 1
     from unnest($2::uuid[], $3::text[]) as place (place_id, place) where t.id = place_id
     returning ${taskColumns}`,
    [actor, ids, places.map(({ position }) => position)],
  );
  const after = new Map(rows.map((row) => [row.id, row]));
  return found.map((row) =>
    emitTaskChange(emit, actor, "freehold.task.updated.v1", toSnapshot(row), after.get(row.id)),
  );
}
