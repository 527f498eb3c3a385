import { readdirSync, readFileSync } from "node:fs";
import { scripts } from "../../package.json";

const pages = ["README.md", ...readdirSync("docs").flatMap((name) => (name.endsWith(".md") ? [`docs/${name}`] : []))];

test.each(pages)("every npm command that %s names exists", (page) => {
  const named = [...readFileSync(page, "utf8").matchAll(/npm run ([a-z0-9][a-z0-9:-]*)/g)].map(([, name = ""]) => name);
  expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});

test("the troubleshooting page has each symptom that operators meet first", () => {
  const headings = [...readFileSync("docs/troubleshooting.md", "utf8").matchAll(/^## (.+)$/gm)].map(
    ([, heading]) => heading,
  );
  expect(headings).toEqual(
    expect.arrayContaining([
      "Out of host capacity",
      "A node is not Ready",
      "6443 unreachable",
      "The certificate is not issued",
      "Disk full",
      "Token or certificate expired",
      "The machines are gone: idle reclamation",
    ]),
  );
});
