import type { StoredTask } from "../../domain/task-row";

/** The name and the version of Freehold's own JSON. A reader refuses a version that it does not know. */
export const exportFormat = { format: "freehold", version: 1 } as const;

/** A task as an export has it: all but whose it is, how often it was changed, and what follows from the rest. */
export type ExportedTask = Omit<StoredTask, "ownerId" | "version" | "remindFrom">;

export function toExported({ ownerId: _, version: __, remindFrom: ___, ...task }: StoredTask): ExportedTask {
  return task;
}
