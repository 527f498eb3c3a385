import type { Task } from "../shared/types";

/** Where the user has put tasks, one position for each move that the platform has not answered yet. */
const wanted = new Map<string, readonly string[]>();

export const wantPosition = (id: string, position: string): void => {
  wanted.set(id, [...(wanted.get(id) ?? []), position]);
};

/** The oldest move of a task was answered. */
export function moveAnswered(id: string): void {
  const left = wanted.get(id)?.slice(1) ?? [];
  if (left.length > 0) wanted.set(id, left);
  else wanted.delete(id);
}

/** A task where the user has put it last: what the platform tells of an earlier move would make it jump back. */
export function asWanted(task: Task): Task {
  const position = wanted.get(task.id)?.at(-1);
  return position === undefined ? task : { ...task, position };
}
