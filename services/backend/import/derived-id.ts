import { createHash } from "node:crypto";
import { stringify } from "uuid";

/**
 * The id of what an owner makes of a source: the same each time, and no other owner's. It begins with the second in which the source
 * was made, since lists are ordered by id; one that says none comes last.
 */
export function derivedId(ownerId: string, source: string, createdAt: string | null): string {
  const bytes = createHash("sha256")
    .update(JSON.stringify([ownerId, source]))
    .digest()
    .subarray(0, 16);
  const seconds = createdAt === null ? 0 : Math.floor(Date.parse(createdAt) / 1_000);
  bytes.writeUIntBE(seconds * 1_000, 0, 6);
  // RFC 9562, section 5.8: version 8 is for ids that are made in one's own way.
  bytes[6] = (Number(bytes[6]) & 0x0f) | 0x80;
  bytes[8] = (Number(bytes[8]) & 0x3f) | 0x80;
  return stringify(bytes);
}
