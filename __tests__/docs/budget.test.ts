import { readdirSync, readFileSync } from "node:fs";
import { docsPages } from "./pages";

const pages = [...readdirSync(".").filter((name) => name.endsWith(".md")), ...docsPages];
const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });
/** A budget of the account: not how many pods a node may evict at once, nor a part of a file's name. */
const budget = /(?<!disruption |-)\bbudgets?\b/i;
const stops =
  /(?<!\b(?:not|never|cannot) )\b(?:(?:stop|limit|prevent|block|refuse|forbid|halt|protect)\w*|caps?|capped)\b/i;

/** The sentences that promise that a budget keeps costs down. Code is no prose. */
function promises(markdown: string): string[] {
  const prose = markdown.replace(/^```.*?^```/gms, "").replace(/`[^`\n]*`/g, "code");
  return prose
    .split(/\n\s*\n|\n(?=\s*(?:[-*#|]|\d+\.)\s?)/)
    .flatMap((block) => [...segmenter.segment(block.replace(/\s+/g, " "))].map(({ segment }) => segment.trim()))
    .filter((sentence) => budget.test(sentence) && stops.test(sentence));
}

test.each(pages)("%s does not promise that a budget stops costs: at Oracle it only sends mail", (page) => {
  expect(promises(readFileSync(page, "utf8"))).toEqual([]);
});

test("a page says what the budget does", () => {
  expect(readFileSync("docs/reference/alerts.md", "utf8")).toMatch(/the budget\s+only sends mail/);
});

describe("a promise is", () => {
  test.each([
    ["found in a clause", "It costs money, unless the account's budget stops it."],
    ["found across lines", "- The budget\n  caps what you pay."],
    ["found in the row of a table", "| quota | refuses paid resources |\n| budget | prevents costs |"],
  ])("%s", (_, markdown) => {
    expect(promises(markdown)).toHaveLength(1);
  });

  test.each([
    ["that the budget sends mail", "The budget only sends mail. Lower the limits."],
    ["its denial", "A budget does not stop spending."],
    ["about pods", "The node respects disruption budgets and stops."],
    ["the name of a file", "Every limit: [time-budgets.ts](a.ts)"],
  ])("not %s", (_, markdown) => {
    expect(promises(markdown)).toEqual([]);
  });
});
