import type pg from "pg";
import * as z from "zod";
import type { Sql } from "../../services/runtime/database/database";

const nodeSchema = z.object({
  "Node Type": z.string(),
  "Relation Name": z.string().optional(),
  get Plans() {
    return z.array(nodeSchema).default([]);
  },
});
type Node = z.infer<typeof nodeSchema>;
const planSchema = z.tuple([z.object({ Plan: nodeSchema })]);

const nodesOf = (node: Node): Node[] => [node, ...node.Plans.flatMap(nodesOf)];

/** What runs SQL and notes which tables each of its statements scans from end to end. */
export function explaining(sql: Sql) {
  const scanned = new Set<string>();
  const query = async <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => {
    const { rows } = await sql.query<{ "QUERY PLAN": unknown }>(`explain (format json) ${text}`, values);
    const [{ Plan: plan }] = planSchema.parse(rows[0]?.["QUERY PLAN"]);
    for (const node of nodesOf(plan)) if (node["Node Type"] === "Seq Scan") scanned.add(node["Relation Name"] ?? "?");
    return sql.query<Row>(text, values);
  };
  return { sql: { query } satisfies Sql, scanned };
}
