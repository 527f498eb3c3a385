import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadDotEnv } from "../../../scripts/operations/load-dot-env";

const environment = { ...process.env };
const folder = process.cwd();
afterEach(() => {
  process.chdir(folder);
  process.env = { ...environment };
});

function load(text: string): void {
  process.chdir(mkdtempSync(path.join(tmpdir(), "env-")));
  writeFileSync(".env", text);
  loadDotEnv();
}

test("a URL with & needs no quotes", () => {
  const url = "postgres://u:p@h.example/d?sslmode=require&channel_binding=require";
  load(`TF_VAR_database_url=${url}\nTF_VAR_database_direct_url='${url}'\n`);
  expect(process.env.TF_VAR_database_url).toBe(url);
  expect(process.env.TF_VAR_database_direct_url).toBe(url);
});

test("what is set stays, and what a shell has left empty does not count", () => {
  process.env.TF_VAR_region = "eu-zurich-1";
  process.env.TF_VAR_tenancy_ocid = "";
  load("TF_VAR_region=eu-frankfurt-1\nTF_VAR_tenancy_ocid=ocid1.tenancy.x\n");
  expect(process.env.TF_VAR_region).toBe("eu-zurich-1");
  expect(process.env.TF_VAR_tenancy_ocid).toBe("ocid1.tenancy.x");
});

test("a value that would lose its end at a # is refused by its line, without the value", () => {
  expect(() => load("# a comment\nTF_VAR_region=x # another\n\nTF_VAR_redpanda_password=ab#secret\n")).toThrow(
    /^\.env, line 4: the value of TF_VAR_redpanda_password holds a #.*single quotes$/,
  );
  expect(() => load("A='a#b'\nB=\"x\n#y\"\nC=\n#D=a#b\n")).not.toThrow();
});
