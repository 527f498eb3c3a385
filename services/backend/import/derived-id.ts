import { createHash } from "node:crypto";
import { stringify } from "uuid";

/** Ids that differ in one millisecond: there are 12 bits for them. */
const perMillisecond = 4_096;

/** Where a task is in the order of its owner, which is that of ids. */
export interface PlaceInOrder {
  createdAt: string | null;
  /** When its file was first imported. */
  importedAt: Date;
  /** Its number among the tasks of the file. */
  index: number;
}

/** The id of what an owner makes of a source: the same each time, and no other owner's. */
export const derivedId = (ownerId: string, source: string): string => {
  const bytes = digestOf(ownerId, source);
  bytes.writeUIntBE(0, 0, 6);
  return idOf(bytes);
};

/**
 * The id of a task that an owner makes of a source. It begins with a time, since lists are ordered by id: when the task was created or,
 * where the file does not say, when the file was imported. Of those, the first in the file is the newest, so that it comes first.
 */
export function importedTaskId(
  ownerId: string,
  source: string,
  { createdAt, importedAt, index }: PlaceInOrder,
): string {
  const bytes = digestOf(ownerId, source);
  if (createdAt !== null) {
    bytes.writeUIntBE(Date.parse(createdAt), 0, 6);
    return idOf(bytes);
  }
  bytes.writeUIntBE(importedAt.getTime() - Math.floor(index / perMillisecond), 0, 6);
  bytes.writeUInt16BE(perMillisecond - 1 - (index % perMillisecond), 6);
  return idOf(bytes);
}

/** What tells the source of an imported task from others, whenever it was imported: the 62 bits behind time and version. */
export const sourcePart = (id: string): string => id.slice("00000000-0000-0000-".length);

const digestOf = (ownerId: string, source: string): Buffer =>
  createHash("sha256")
    .update(JSON.stringify([ownerId, source]))
    .digest()
    .subarray(0, 16);

function idOf(bytes: Buffer): string {
  // RFC 9562, section 5.8: version 8 is for ids that are made in one's own way.
  bytes[6] = (Number(bytes[6]) & 0x0f) | 0x80;
  bytes[8] = (Number(bytes[8]) & 0x3f) | 0x80;
  return stringify(bytes);
}
