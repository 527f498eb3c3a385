/** Above every id. */
export const lastId = "ffffffff-ffff-ffff-ffff-ffffffffffff";
/** Below every id. */
export const firstId = "00000000-0000-0000-0000-000000000000";

/** When an event was written, by its id; undefined for an id that is no UUIDv7. */
export function timeOfId(id: string): Date | undefined {
  if (id[14] !== "7") return undefined;
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}

/** The smallest id that an event of this time can have: ids are in the order of time, so an index of ids is one of time. */
export function firstIdAt(time: Date): string {
  const digits = Math.max(0, time.getTime()).toString(16).padStart(12, "0");
  return `${digits.slice(0, 8)}-${digits.slice(8)}-7000-8000-000000000000`;
}
