import Table from "cli-table3";
import type { Finding } from "./stack-drift";

/** 0 when all that could be compared is as configured, 2 when something has drifted, 1 when something failed. */
export function exitCode(findings: Record<string, Finding>): 0 | 1 | 2 {
  const kinds = Object.values(findings).map(({ kind }) => kind);
  if (kinds.includes("failed")) return 1;
  return kinds.includes("drifted") ? 2 : 0;
}

/** What was found, a row for each stack and for each of its differences. */
export function renderFindings(findings: Record<string, Finding>): string {
  const table = new Table({
    head: ["stack", "state", "what"],
    style: { head: [], border: [] },
    wordWrap: true,
    colWidths: [14, 14, 80],
  });
  for (const [name, finding] of Object.entries(findings)) {
    table.push([name, finding.kind.replace("-", " "), describe(name, finding)]);
  }
  return table.toString();
}

function describe(name: string, finding: Finding): string {
  switch (finding.kind) {
    case "clean":
      return "";
    case "not-applied":
      return `npx freehold deploy ${name}`;
    case "not-compared":
    case "failed":
      return finding.reason;
    case "drifted":
      return finding.differences
        .map(({ address, action, attributes }) => [action, address, attributes.join(", ")].filter(Boolean).join(" "))
        .join("\n");
  }
}
