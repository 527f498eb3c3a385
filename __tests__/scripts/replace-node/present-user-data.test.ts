import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Terraform } from "../../../scripts/operations/terraform";
import { requirePresentUserData } from "../../../scripts/replace-node/present-user-data";
import { StubProgram } from "../../helpers/stub-program";
import { synthesise } from "../../stacks/synthesise";

const outdir = mkdtempSync(path.join(tmpdir(), "stacks-"));
mkdirSync(path.join(outdir, "stacks", "bootstrap"), { recursive: true });
writeFileSync(path.join(outdir, "stacks", "bootstrap", "cdk.tf.json"), "{}");

const outputs = Object.keys(synthesise().bootstrap.output ?? {});

/** The output by which bootstrap hands a role's user data on. */
const output = (role: string): string => {
  const names = outputs.filter((name) => name.includes(`${role}_user-data`));
  expect(names).toHaveLength(1);
  return names[0] ?? "";
};

/** Looks at a plan of bootstrap in which these outputs change, as Terraform 1.11 writes it. */
function plan(server: string, agent: string) {
  const terraform = new StubProgram("terraform");
  const change = (action: string) => ({ actions: [action], before_sensitive: true, after_sensitive: true });
  const output_changes = {
    [output("server")]: change(server),
    [output("agent")]: change(agent),
    kubeconfig: change("update"),
  };
  terraform.answer(
    { match: " init " },
    { match: " plan " },
    { match: "show -json .+plan$", output: JSON.stringify({ format_version: "1.2", output_changes }) },
  );
  process.env.TERRAFORM_BINARY_NAME = terraform.file;
  return requirePresentUserData(new Terraform("bootstrap", outdir), "server");
}
afterEach(() => {
  delete process.env.TERRAFORM_BINARY_NAME;
});

test("a machine is not made from user data that is older than the configuration", async () => {
  await expect(plan("update", "no-op")).rejects.toThrow(
    /machine begins with has changed\. .*npx freehold deploy bootstrap$/,
  );
});

test("what another machine begins with, or a new certificate of a client, is no reason", async () => {
  await plan("no-op", "update");
});

test.each(["replace-node", "restore"])("%s looks before it touches anything", (command) => {
  const source = readFileSync(`scripts/${command}.ts`, "utf8");
  expect(source).toMatch(/await requirePresentUserData\([\s\S]*(replaceNode|replaceMachine)\(/);
});
