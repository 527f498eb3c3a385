import { parse } from "libpg-query";
import { z } from "zod";

/** A line such as `-- Contract: unused since v1.4.0`: the first release that no longer used what the migration takes away. */
const mark = /^-- Contract: unused since v(\d+\.\d+\.\d+)$/m;

/**
 * Statements under which a release that knows nothing of them goes on working. What is not on the list contracts, so that
 * a new kind of statement is thought about before it is allowed.
 */
const expanding = new Set([
  "CommentStmt",
  "CreateEnumStmt",
  "CreateExtensionStmt",
  "CreateSchemaStmt",
  "CreateSeqStmt",
  "CreateStmt",
  "InsertStmt",
  "UpdateStmt",
]);

const statementsSchema = z.object({
  stmts: z.array(
    z.object({
      stmt: z.record(z.string(), z.unknown()),
      stmt_location: z.number().default(0),
      stmt_len: z.number().optional(),
    }),
  ),
});
const tableSchema = z.object({ relation: z.object({ relname: z.string() }) });
const replaceSchema = z.object({ replace: z.boolean().default(false) });
const indexSchema = tableSchema.extend({ unique: z.boolean().default(false) });
const commandSchema = z.object({ subtype: z.string(), def: z.unknown().optional() });
const alterSchema = z.object({ cmds: z.array(z.object({ AlterTableCmd: commandSchema })) });
const columnSchema = z.object({
  ColumnDef: z.object({
    constraints: z.array(z.object({ Constraint: z.object({ contype: z.string() }) })).default([]),
  }),
});

/**
 * What a migration does that the release before it may not survive: a migration expands only, or says since which release
 * nothing uses what it takes away (docs/how-to/change-an-event-or-a-table.md).
 *
 * @param sql a migration, read by PostgreSQL's own parser
 * @param version the version of this checkout, which is the newest that a mark may name
 * @returns a line for each such statement; none for a migration that expands, or is marked
 * @throws {Error} for what PostgreSQL cannot read
 */
export async function contracting(sql: string, version: string): Promise<string[]> {
  const [, since] = mark.exec(sql) ?? [];
  if (since) {
    const newer = since.localeCompare(version, "en", { numeric: true }) > 0;
    return newer ? [`v${since} is newer than this release, ${version}: name the first that used it no more.`] : [];
  }
  const { stmts } = statementsSchema.parse(await parse(sql));
  const made = new Set(
    stmts.flatMap(({ stmt }) => (stmt.CreateStmt ? tableSchema.parse(stmt.CreateStmt).relation.relname : [])),
  );
  const bytes = Buffer.from(sql);
  return stmts
    .filter(({ stmt }) => !Object.entries(stmt).every(([kind, node]) => expands(kind, node, made)))
    .map(({ stmt_location: start, stmt_len: length = bytes.length - start }) => {
      const text = bytes
        .subarray(start, start + length)
        .toString()
        .replaceAll(/^\s*--.*$/gm, "");
      return `"${text.trim().replaceAll(/\s+/g, " ")}" contracts: expand, or add a line "-- Contract: unused since v…".`;
    });
}

/** @param made the tables that the same migration makes, which no release uses yet */
function expands(kind: string, node: unknown, made: ReadonlySet<string>): boolean {
  const onNewTable = () => made.has(tableSchema.parse(node).relation.relname);
  switch (kind) {
    case "CreateFunctionStmt":
    case "ViewStmt":
      return !replaceSchema.parse(node).replace;
    case "CreateTrigStmt":
      // One that refuses may refuse what the release before it writes, and so may a unique index.
      return onNewTable();
    case "IndexStmt":
      return !indexSchema.parse(node).unique || onNewTable();
    case "AlterTableStmt":
      return alterSchema.parse(node).cmds.every(({ AlterTableCmd }) => onNewTable() || addsToTable(AlterTableCmd));
    default:
      return expanding.has(kind);
  }
}

/** Changes of what the planner knows of a column: no statement has another result. */
const forPlanner = new Set(["AT_SetStatistics", "AT_SetOptions"]);

/** Whether inserts that leave the column out go on working. */
function addsToTable({ subtype, def }: z.infer<typeof commandSchema>): boolean {
  if (forPlanner.has(subtype)) return true;
  if (subtype === "AT_ColumnDefault") return def !== undefined;
  if (subtype !== "AT_AddColumn") return false;
  const kinds = columnSchema.parse(def).ColumnDef.constraints.map(({ Constraint }) => Constraint.contype);
  const filled = kinds.some((kind) => ["CONSTR_DEFAULT", "CONSTR_GENERATED", "CONSTR_IDENTITY"].includes(kind));
  return (
    !kinds.some((kind) => kind === "CONSTR_UNIQUE" || kind === "CONSTR_PRIMARY") &&
    (filled || !kinds.includes("CONSTR_NOTNULL"))
  );
}
