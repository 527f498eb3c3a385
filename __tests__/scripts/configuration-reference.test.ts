import { readFileSync } from "node:fs";
import { configurationReference } from "../../scripts/configuration-reference/page";

const page = configurationReference();
const rows = page.split("\n").filter((line) => line.startsWith("- `"));

test("docs/reference/configuration.md is up to date: npx freehold config:reference writes it", () => {
  expect(readFileSync("docs/reference/configuration.md", "utf8")).toBe(page);
});

test("an entry names the default or says that it is required, what the key is, and its range or its choices", () => {
  expect(rows.find((row) => row.includes("`nodes.<role>.ocpus`"))).toMatch(/ \(`1`\): OCPUs of the VM.* 1–80\.$/);
  expect(rows.find((row) => row.includes("`state.bucket`"))).toContain("(required)");
  expect(rows.find((row) => row.includes("`connections.broker`"))).toMatch(/: `"redpanda"`, `"redis"`\.$/);
  expect(rows.find((row) => row.includes("`state.backend`"))).toMatch(/: `local`: .* `oci`: /);
});

test("a default that differs for one member of a family names that member", () => {
  expect(page).toContain("`apps.services.<service>.replicas` (`1`; backend `2`)");
});

test("every key says what it is", () => {
  expect(rows.filter((row) => !/: \w/.test(row) && !/: `/.test(row))).toEqual([]);
});
