import { showDiff } from "../../../scripts/diff/show-diff";
import { Terraform } from "../../../scripts/operations/terraform";
import { useStubTerraform } from "../../helpers/stub-terraform";
import { stackFolder } from "../../helpers/terminal";

const terraform = useStubTerraform();
const network = (stack?: object) => new Terraform("network", stackFolder(stack).outdir);
const commands = () => terraform().calls.map(({ args }) => args.replace(/^\S+ /, ""));

test("shows Terraform's plan, and neither locks nor changes anything", async () => {
  terraform().answer({ match: " init " }, { match: " plan ", output: "Plan: 1 to add\n" });
  expect(await showDiff(network())).toBe(0);
  expect(process.stdout.write).toHaveBeenCalledWith(Buffer.from("Plan: 1 to add\n"));
  expect(commands()).toEqual([expect.stringMatching(/^init /), "plan -input=false -lock=false -no-color"]);
});

test("ends with Terraform's exit code when there is no plan", async () => {
  terraform().answer({ match: " init " }, { match: " plan ", errors: "Error: 401\n", status: 1 });
  expect(await showDiff(network())).toBe(1);
});

test("names a missing variable before Terraform runs", async () => {
  const stack = { variable: { tenancy_ocid: { type: "string", description: "OCID of the tenancy" } } };
  await expect(showDiff(network(stack))).rejects.toThrow(/tenancy_ocid is not set/);
  expect(terraform().calls).toEqual([]);
});
