import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { missingUpstreams } from "../../scripts/missing-upstreams";

const folder = mkdtempSync(join(tmpdir(), "states-"));
const file = (name: string) => join(folder, name);
const write = (name: string, content: unknown) => writeFileSync(file(name), JSON.stringify(content));

write("manifest", {
  stacks: { network: { dependencies: [] }, compute: { dependencies: ["network", "bootstrap"] } },
});

test("a stack that builds on none can always be deployed", () => {
  expect(missingUpstreams(file("manifest"), "network", file)).toEqual([]);
});

test("a stack waits for those without a state, and those whose state is empty", () => {
  write("network", { version: 4, outputs: {} });
  expect(missingUpstreams(file("manifest"), "compute", file)).toEqual(["network", "bootstrap"]);
});

test("a stack is free once the others have outputs", () => {
  write("network", { version: 4, outputs: { subnet_id: { value: "ocid1.subnet.example" } } });
  write("bootstrap", { version: 4, outputs: { kubeconfig: { value: "" } } });
  expect(missingUpstreams(file("manifest"), "compute", file)).toEqual([]);
});
