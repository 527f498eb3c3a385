import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { synthesiseAll } from "../../../scripts/rehearse/stacks/synthesised";
import { writeLowerStates } from "../../../scripts/rehearse/terraform/lower-states";
import { defineConfig } from "../../../stacks/config";
import { readPins } from "../../../stacks/config/read-pins";

test("the states below the cluster hold each output that connections, platform and apps read, and no other", () => {
  const directory = mkdtempSync(path.join(tmpdir(), "freehold-states-"));
  const stacks = synthesiseAll(defineConfig({}), readPins());
  writeLowerStates(directory, stacks, (stack, output) => `${stack}: ${output}`);
  for (const stack of ["network", "bootstrap"] as const) {
    const { outputs } = JSON.parse(readFileSync(path.join(directory, `terraform.${stack}.tfstate`), "utf8"));
    const read = [stacks.connections, stacks.platform, stacks.apps].flatMap((above) =>
      JSON.stringify(above).split(`cross-stack-reference-input-${stack}.outputs.`).slice(1),
    );
    expect(read.length).toBeGreaterThan(0);
    for (const reference of read) expect(Object.keys(outputs)).toContain(/^[\w-]+/.exec(reference)?.[0]);
    for (const name of Object.keys(outputs)) {
      expect(stacks[stack].output).toHaveProperty([name]);
      expect(outputs[name]).toEqual({ value: `${stack}: ${name}`, type: "string", sensitive: true });
    }
  }
});
