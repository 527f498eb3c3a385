import type { FastifyReply, FastifyRequest } from "fastify";
import * as z from "zod";
import { HttpProblem, invalid } from "../runtime/http/problem";
import type { TaskView } from "./task-view";

/** The headers by which a client makes a request depend on the version of a task (RFC 9110, section 13). */
export const preconditions = {
  "if-match": z.string().optional().describe('ETag of what you change, as "3"; 412 when somebody has changed it since'),
};
export const cacheValidators = {
  "if-none-match": z.string().optional().describe("ETag of what you have; 304 while it is the same"),
};

/**
 * The ETag of a task: its version, and a letter for the state of each reminder, which moves on without a new version.
 * If-Match only looks at the version: a reminder that fires is no conflict for somebody who edits.
 */
export function etagOf({ version, reminders }: TaskView): string {
  const states = reminders.map(({ status }) => status[0]).join("");
  return states ? `"${version}.${states}"` : `"${version}"`;
}

/** One member of the list of tags, and what may follow it: RFC 9110, sections 5.6.1 and 8.8.3. */
const member = /[ \t]*(?:(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"[ \t]*)?(?:,|$)/y;

interface EntityTag {
  weak: boolean;
  opaque: string;
}

/** @throws HttpProblem 400 for a header that is neither `*` nor a list of entity tags */
function parse(name: string, header: string): EntityTag[] | "*" {
  if (header.trim() === "*") return "*";
  const tags: EntityTag[] = [];
  member.lastIndex = 0;
  while (member.lastIndex < header.length) {
    const found = member.exec(header);
    if (!found) throw malformed(name);
    if (found[2] !== undefined) tags.push({ weak: found[1] !== undefined, opaque: found[2] });
  }
  if (tags.length === 0) throw malformed(name);
  return tags;
}

const malformed = (name: string): HttpProblem =>
  invalid(name, "HEADER_MALFORMED", 'must be * or entity tags in double quotes, as "3"');

/**
 * Checks If-Match by strong comparison, where a weak tag never matches, before a task or list is changed. To be called with it
 * locked: of two writers who saw the same version, one wins.
 * @throws HttpProblem 412
 */
export function requireMatch({ headers }: FastifyRequest, version: number, what = "task"): void {
  const given = headers["if-match"];
  if (given === undefined) return;
  const tags = parse("If-Match", given);
  if (tags === "*" || tags.some(({ weak, opaque }) => !weak && versionOf(opaque) === version)) return;
  throw new HttpProblem({
    status: 412,
    code: "CHANGED_MEANWHILE",
    title: "Changed meanwhile",
    detail: `The ${what} is at version ${version}, which If-Match does not name: read it again, and repeat your change if it still fits.`,
    values: { version },
  });
}

/** The version in a tag of ours. */
function versionOf(opaque: string): number | undefined {
  const [, version] = /^([1-9]\d{0,9})(?:\.[a-z]*)?$/.exec(opaque) ?? [];
  return version === undefined ? undefined : Number(version);
}

/** Whether the client has this representation already, by If-None-Match and weak comparison: then the answer is 304. */
export function isKnown({ headers }: FastifyRequest, etag: string): boolean {
  const given = headers["if-none-match"];
  if (given === undefined) return false;
  const tags = parse("If-None-Match", given);
  return tags === "*" || tags.some(({ opaque }) => `"${opaque}"` === etag);
}

/** What the answer lacks that an earlier release keeps for an Idempotency-Key: both run while one replaces the other. */
const newFields = ({ id }: TaskView) => ({ listId: null, checklist: [], position: id.replaceAll("-", "") });

/** Sends a task with its ETag. */
export function sendTask(reply: FastifyReply, task: TaskView | undefined): FastifyReply {
  if (!task) throw new Error("A task that was written has no view");
  return reply.header("etag", etagOf(task)).send({ ...newFields(task), ...task });
}
