import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { stackFolder, TerminalCommand } from "../../helpers/terminal";
import { until } from "../../helpers/until";

/**
 * A Terraform whose apply ends only when it was asked to, and by then has written its state, as Terraform does while Oracle
 * Cloud makes a load balancer. It keeps each signal. A second SIGINT ends it at once.
 */
const source = `#!${process.execPath}
const fs = require("node:fs");
const folder = __dirname, args = process.argv.slice(2).join(" ");
if (args.includes(" show -json")) console.log(JSON.stringify({ resource_changes: [{ address: "a.b", change: { actions: ["create"] } }] }));
if (!args.includes(" apply ")) process.exit(0);
let signals = 0;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {
  fs.appendFileSync(folder + "/signals", signal + "\\n");
  if (++signals === 1) console.log("Interrupt received.");
  else process.exit(1);
});
console.log("oci_core_vcn.vcn: Creating...\\noci_core_vcn.vcn: Creation complete after 1s [id=1]\\noci_lb.lb: Creating...");
fs.writeFileSync(folder + "/begun", "");
// It does not outlive the test.
setTimeout(() => process.exit(9), 120000);
setInterval(() => {
  if (signals === 0 || !fs.existsSync(folder + "/finish")) return;
  console.log("oci_lb.lb: Creation complete after 9s [id=2]");
  fs.writeFileSync(folder + "/state", "saved");
  process.exit(1);
}, 10);
`;

let folder: string;
const has = (name: string) => existsSync(path.join(folder, name));
const signals = () => (has("signals") ? readFileSync(path.join(folder, "signals"), "utf8").trim().split("\n") : []);

function deploy(): TerminalCommand {
  folder = mkdtempSync(path.join(tmpdir(), "terraform-"));
  const terraform = path.join(folder, "terraform");
  writeFileSync(terraform, source);
  chmodSync(terraform, 0o755);
  const { outdir } = stackFolder();
  return new TerminalCommand(["__tests__/helpers/deploy-folder.ts", outdir], { TERRAFORM_BINARY_NAME: terraform });
}

test.each([
  ["Ctrl-C", (command: TerminalCommand) => command.pressCtrlC()],
  ["kill", (command: TerminalCommand) => command.kill("SIGTERM")],
  ["a closed terminal", (command: TerminalCommand) => command.kill("SIGHUP")],
])("%s: Terraform gets one SIGINT, finishes what it has begun, and its state is saved", async (_, stop) => {
  const command = deploy();
  await until("the apply has begun", () => has("begun"));
  stop(command);
  // npm and tsx forward it too.
  command.kill("SIGINT");
  await until("Terraform was asked to stop", () => has("signals"));
  writeFileSync(path.join(folder, "finish"), "");
  const { status, errors } = await command.ended;
  expect(signals()).toEqual(["SIGINT"]);
  expect(has("state")).toBe(true);
  expect(errors).toContain(
    "Stopped. What exists is in Terraform's state; npx freehold deploy network goes on from there",
  );
  expect(status).toBe(130);
});

test("a second Ctrl-C ends it at once, and says what may be left and how to find it", async () => {
  const command = deploy();
  await until("the apply has begun", () => has("begun"));
  command.pressCtrlC();
  await until("the second Ctrl-C is no echo of the first", () => {
    command.pressCtrlC();
    return signals().length > 1;
  });
  const { status, errors } = await command.ended;
  expect(signals()).toEqual(["SIGINT", "SIGINT"]);
  expect(errors).toContain("These may exist without being in its state:\n  oci_lb.lb (creating)");
  expect(errors).not.toContain("oci_core_vcn.vcn");
  expect(errors).toContain("oci search resource structured-search");
  expect(errors).toContain("import ADDRESS OCID");
  expect(status).toBe(130);
});
