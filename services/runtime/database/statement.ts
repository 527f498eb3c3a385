import { createHash } from "node:crypto";
import pg from "pg";

/** A statement with its values. */
export interface Statement {
  text: string;
  values: unknown[];
}

const int8 = 20;

/** 64-bit integers here are positions and counts, far below 2^53, so they are read as numbers. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === int8 && format !== "binary" ? Number : pg.types.getTypeParser(oid, format as "text"),
};

const names = new Map<string, string>();

/**
 * A statement with values is prepared once a connection, which saves the server its planning every time. So a statement
 * names its columns: `select *` fails on a connection that prepared it before a migration added one.
 */
export function prepared(text: string, values?: unknown[]): pg.QueryConfig {
  if (!values) return { text };
  let name = names.get(text);
  if (!name) {
    name = createHash("sha1").update(text).digest("base64url");
    names.set(text, name);
  }
  return { name, text, values };
}
