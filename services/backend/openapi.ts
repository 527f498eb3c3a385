import type { FastifyDynamicSwaggerOptions } from "@fastify/swagger";
import { jsonSchemaTransform } from "fastify-type-provider-zod";
import { problemContentType } from "../runtime/http/problem";
import { cookieName } from "../runtime/http/session-cookie";

type Document = ReturnType<NonNullable<FastifyDynamicSwaggerOptions["transformObject"]>>;
type Header = { description: string; schema: object };

const text = (description: string): Header => ({ description, schema: { type: "string" } });

/** Headers of answers, by status. */
const headers: Record<string, Record<string, Header>> = {
  "401": { "WWW-Authenticate": text("How to sign in: Bearer") },
  "429": { "Retry-After": text("Seconds") },
  "503": { "Retry-After": text("Seconds") },
};
/** Those of answers that are one task or one list. */
const etag = text('The version of it, for If-Match and If-None-Match, as "3"');
const location = text("Path of what is new");
const feedTag = text("For If-None-Match; it changes when the calendar does");

/** Statuses whose answers have no body (RFC 9110, sections 15.3.5 and 15.4.5). */
const withoutBody = ["204", "304"];

/** How the API is described. */
export const openapi: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: "3.1.0",
    info: {
      title: "Freehold",
      version: "1",
      description: "Tasks, lists, their history, notifications, events and dead letters.",
    },
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "A JWT, or a personal token" },
        session: { type: "apiKey", in: "cookie", name: cookieName, description: "What signing in sets" },
      },
    },
    security: [{ bearer: [] }, { session: [] }],
  },
  transform: jsonSchemaTransform,
  transformObject: (document) => complete("openapiObject" in document ? document.openapiObject : {}),
};

/** Adds what a schema of a route can't say, and names the one schema that every failure has. */
function complete(document: Document): Document {
  let problem: object | undefined;
  for (const [path, methods] of Object.entries(document.paths ?? {})) {
    for (const [method, { responses }] of Object.entries(methods as Record<string, Operation>)) {
      for (const [status, response] of Object.entries(responses)) {
        if (withoutBody.includes(status)) delete response.content;
        const failure = response.content?.[problemContentType];
        if (failure) {
          problem ??= failure.schema;
          failure.schema = { $ref: "#/components/schemas/Problem" };
        }
        const own = { ...headers[status], ...versionHeaders(path, method, status) };
        if (Object.keys(own).length > 0) response.headers = own;
      }
    }
  }
  if ("components" in document) Object.assign(document.components ?? {}, { schemas: { Problem: problem } });
  return document;
}

interface Operation {
  responses: Record<string, { content?: Record<string, { schema: object }>; headers?: object }>;
}

/** Paths whose answers are one new task or list. */
const isCreation = /^\/api\/(tasks|quick-add|lists)$/;

/** Paths whose answers are one task or list. */
const isVersioned =
  /^\/api\/(tasks\/\{id\}(\/(complete|reopen|skip|restore|revert|move|reminders\/snooze|checklist\/\{itemId\}))?|lists\/\{id\})$/;

function versionHeaders(path: string, method: string, status: string): Record<string, Header> {
  if (status === "201" && isCreation.test(path)) return { ETag: etag, Location: location };
  if (!["200", "304"].includes(status) || method === "delete") return {};
  if (path === "/calendar/{file}") return { ETag: feedTag };
  return isVersioned.test(path) ? { ETag: etag } : {};
}
