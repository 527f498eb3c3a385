import { readFileSync } from "node:fs";
import path from "node:path";
import { planDrift } from "../../../scripts/drift/plan-drift";

const read = (name: string) => JSON.parse(readFileSync(path.join(__dirname, "plans", `${name}.json`), "utf8"));
const vcn = "oci_core_vcn.virtual-network_vcn";
const server = "oci_core_instance.server_instance";

test.each([
  ["clean", []],
  ["computed-only", []],
  ["updated", [{ address: vcn, action: "update", attributes: ["display_name"] }]],
  ["gone", [{ address: server, action: "create", attributes: [] }]],
  ["replaced", [{ address: server, action: "replace", attributes: ["shape"] }]],
  ["left-over", [{ address: server, action: "delete", attributes: [] }]],
])("a plan that is %s", (name, differences) => {
  expect(planDrift(read(name))).toEqual(differences);
});

test("values are not shown: some are secret", () => {
  expect(JSON.stringify(planDrift(read("updated")))).not.toContain("renamed by hand");
});
