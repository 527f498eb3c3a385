import { readFileSync } from "node:fs";
import { configurationReference } from "../../scripts/configuration-reference";

const page = configurationReference();
const rows = page.split("\n").filter((line) => line.startsWith("| `"));

test("docs/configuration.md is up to date: npm run config:reference writes it", () => {
  expect(readFileSync("docs/configuration.md", "utf8")).toBe(page);
});

test("a row says whether a key is required, its default, its range and what it is", () => {
  expect(rows.find((row) => row.includes("`nodes.server.ocpus`"))).toMatch(
    /\| no \| `1` \| 1 to 80 \| OCPUs of the VM/,
  );
  expect(rows.find((row) => row.includes("`state.bucket`"))).toMatch(/\| yes \| none \|/);
  expect(rows.find((row) => row.includes("`state.backend`"))).toMatch(/`"local"` or `"oci"`/);
});

test("every key says what it is", () => {
  expect(rows.filter((row) => /\|\s+\|$/.test(row))).toEqual([]);
});
