import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { stackFolder, TerminalCommand } from "../../helpers/terminal";
import { until } from "../../helpers/until";

const hasTerraform = spawnSync("terraform", ["version"]).status === 0;
if (!hasTerraform) console.warn("Skipped: Ctrl-C with a real Terraform, which is not on PATH");
const real = hasTerraform ? test : test.skip;

/** Resources of Terraform itself: one that is quick, one that takes a minute, and one after that. No provider is needed. */
const stack = {
  terraform: { backend: { local: { path: "terraform.tfstate" } } },
  resource: {
    terraform_data: {
      quick: { input: "made" },
      slow: {
        depends_on: ["terraform_data.quick"],
        provisioner: [{ "local-exec": { command: "touch begun; sleep 60" } }],
      },
      after: { depends_on: ["terraform_data.slow"] },
    },
  },
};

real("Ctrl-C while Terraform makes something: it is in the state, and nothing after it is begun", async () => {
  const { outdir, folder } = stackFolder(stack);
  const command = new TerminalCommand(["__tests__/helpers/deploy-folder.ts", outdir]);
  await until("the second resource is being made", () => existsSync(path.join(folder, "begun")));
  command.pressCtrlC();
  const { status, output, errors } = await command.ended;
  expect(errors).toContain("Stopped. What exists is in Terraform's state");
  expect(output).not.toContain("Two interrupts received");
  expect(status).toBe(130);
  const { resources } = JSON.parse(readFileSync(path.join(folder, "terraform.tfstate"), "utf8"));
  expect(resources.map(({ name }: { name: string }) => name).sort()).toEqual(["quick", "slow"]);
});
