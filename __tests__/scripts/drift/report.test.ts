import { exitCode, renderFindings } from "../../../scripts/drift/report";
import type { Finding } from "../../../scripts/drift/stack-drift";

const drifted: Finding = {
  kind: "drifted",
  differences: [{ address: "oci_core_vcn.vcn", action: "update", attributes: ["display_name"] }],
};
const failed: Finding = { kind: "failed", reason: "no network" };

test.each<[number, Record<string, Finding>]>([
  [0, { network: { kind: "clean" } }],
  [0, { network: { kind: "clean" }, compute: { kind: "not-applied" } }],
  [0, { "live objects": { kind: "not-compared", reason: "the cluster cannot be reached" } }],
  [2, { network: { kind: "clean" }, compute: drifted }],
  [1, { network: failed, compute: drifted }],
])("ends with %i", (code, findings) => {
  expect(exitCode(findings)).toBe(code);
});

test("one table says what is where, and what to deploy", () => {
  const text = renderFindings({ network: drifted, bootstrap: failed, compute: { kind: "not-applied" } });
  expect(text).toContain("update oci_core_vcn.vcn display_name");
  expect(text).toContain("no network");
  expect(text).toContain("npx freehold deploy compute");
});
