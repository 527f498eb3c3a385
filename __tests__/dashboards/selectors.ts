import { parser } from "@prometheus-io/lezer-promql";

/**
 * Every selector of series in a PromQL expression, as it stands there, such as `up{job="nodes"}`.
 *
 * @throws {Error} when it is no PromQL
 */
export function selectors(expr: string): string[] {
  const found: string[] = [];
  parser.parse(expr).iterate({
    enter: ({ name, type, from, to }) => {
      if (type.isError) throw new Error(`no PromQL at ${from}: ${expr}`);
      if (name === "VectorSelector") found.push(expr.slice(from, to));
    },
  });
  return found;
}
