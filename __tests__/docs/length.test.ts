import { readFileSync } from "node:fs";
import { docsPages } from "./pages";

/** Words as `wc -w` counts them. */
const wordsOf = (file: string): number => readFileSync(file, "utf8").split(/\s+/).filter(Boolean).length;

test("README and docs, without the decisions, have at most 14,000 words", () => {
  const pages = ["README.md", ...docsPages.filter((page) => !page.startsWith("docs/adr/"))];
  expect(pages.reduce((sum, page) => sum + wordsOf(page), 0)).toBeLessThanOrEqual(14_000);
});
