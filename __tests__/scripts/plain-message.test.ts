import { App, TerraformStack } from "cdktf";
import { OperationError } from "../../scripts/operations/operation-error";
import { plainMessage } from "../../scripts/operations/plain-message";

/** What a synth says when one of its stacks is refused. */
function refusal(problem: string): Error {
  const app = new App({ outdir: "/nowhere" });
  new TerraformStack(app, "network").node.addValidation({ validate: () => [problem] });
  try {
    app.synth();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("nothing was refused");
}

test("what a guard refuses is shown, and no way around it", () => {
  expect(plainMessage(refusal("a paid shape"))).toMatch(/^Validation failed .*\n +\[network\] a paid shape$/);
});

test("an operator's mistake is shown as it is; any other error keeps its place in the code", () => {
  expect(plainMessage(new OperationError("no network", { fix: "Plug it in" }))).toBe("no network. Plug it in");
  expect(plainMessage(new TypeError("a bug"))).toBeUndefined();
});
