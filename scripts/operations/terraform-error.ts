import { stripVTControlCharacters } from "node:util";
import { wayOut } from "./way-out";

/** What to do about failures that are Terraform's own. */
const waysOut: [RegExp, string][] = [
  [
    /remote state|does not have an attribute named|Unsupported attribute/,
    "a stack that it builds on is not applied, or not in its present form: deploy that first",
  ],
  [/NotAuthenticated/, "npx freehold doctor checks the credentials"],
];

/** What Oracle's provider adds to each error; it suggests to ask Oracle's support, whatever it is. */
const ofOracle =
  /^(Suggestion|Documentation|API Reference|Request Target|Provider version|Service|Operation Name|OPC request ID): /;

/** The first error in what Terraform printed, in one line, with the way out where it is known. */
export function firstError(errors: string): string {
  const lines = stripVTControlCharacters(errors)
    .split("\n")
    .map((line) => line.replace(/^[│╷╵\s]+/, "").trim());
  const start = lines.findIndex((line) => line.startsWith("Error: "));
  const [title = "Terraform failed", ...others] = lines.slice(Math.max(start, 0));
  const next = others.findIndex((line) => line.startsWith("Error: "));
  const rest = next < 0 ? others : others.slice(0, next);
  const place = /^(on|with) .*[,:]$|^\d+:/;
  const from = rest.findIndex((line) => line !== "" && !place.test(line) && !ofOracle.test(line));
  // Terraform breaks a paragraph into lines, and the reason may stand in the second.
  const paragraph = from < 0 ? [] : rest.slice(from);
  const end = paragraph.findIndex((line) => line === "" || ofOracle.test(line));
  const detail = paragraph.slice(0, end < 0 ? undefined : end).join(" ");
  const text = [title.replace(/^Error: /, ""), detail].filter(Boolean).join(": ");
  const fix = waysOut.find(([pattern]) => pattern.test(errors))?.[1] ?? wayOut(errors);
  return fix ? `${text} (${fix})` : text;
}
