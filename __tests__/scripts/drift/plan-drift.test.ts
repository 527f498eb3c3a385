import { readFileSync } from "node:fs";
import path from "node:path";
import { notRunning } from "../../../scripts/drift/not-running";
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

/** A plan that changes one resource, with these attributes configured. */
const plan = (expressions: object, before: object, after: object, after_unknown: object = {}) => ({
  resource_changes: [
    { address: "oci_a.b", mode: "managed", change: { actions: ["update"], before, after, after_unknown } },
  ],
  configuration: { root_module: { resources: [{ address: "oci_a.b", expressions }] } },
});
const constant = (value: unknown) => ({ constant_value: value });

test.each<[what: string, plan: object, attributes: string[]]>([
  [
    "an attribute whose unknown part is empty has not changed",
    plan(
      { name: constant("x"), metadata: constant({ a: "1" }), vnic: [{ subnet: constant("s") }] },
      { name: "x", metadata: { a: "1" }, vnic: [{ subnet: "s", ip: "1" }] },
      { name: "y", metadata: { a: "1" }, vnic: [{ subnet: "s", ip: "1" }] },
      { metadata: {}, vnic: [{}], other: true },
    ),
    ["name"],
  ],
  [
    "what is added beside the configured part of a block does not count",
    plan(
      { vnic: [{ subnet: constant("s") }] },
      { vnic: [{ subnet: "s", ip: "1" }] },
      { vnic: [{ subnet: "s", ip: "2" }] },
      { vnic: [{ tags: true }] },
    ),
    [],
  ],
  [
    "a configured value inside of a block does",
    plan(
      { vnic: [{ subnet: constant("s") }] },
      { vnic: [{ subnet: "t", ip: "1" }] },
      { vnic: [{ subnet: "s", ip: "1" }] },
    ),
    ["vnic"],
  ],
  [
    "one that is known after the apply only does too",
    plan(
      { vnic: [{ subnet: { references: ["x"] } }] },
      { vnic: [{ subnet: "t" }] },
      { vnic: [{}] },
      { vnic: [{ subnet: true }] },
    ),
    ["vnic"],
  ],
  [
    "blocks in another order are the same",
    plan(
      { rule: [{ port: constant(1) }, { port: constant(2) }] },
      { rule: [{ port: 2 }, { port: 1, id: "a" }] },
      { rule: [{ port: 1 }, { port: 2 }] },
    ),
    [],
  ],
  [
    "a block that is gone counts",
    plan({ rule: [{ port: constant(1) }] }, { rule: [] }, { rule: [{ port: 1 }] }),
    ["rule"],
  ],
  [
    "a tag that somebody has added counts",
    plan({ tags: constant({ a: "1" }) }, { tags: { a: "1", b: "2" } }, { tags: { a: "1" } }),
    ["tags"],
  ],
  ["null and nothing are the same", plan({ note: constant(null) }, { note: null }, {}), []],
])("%s", (_, updated, attributes) => {
  const expected = attributes.length > 0 ? [{ address: "oci_a.b", action: "update", attributes }] : [];
  expect(planDrift(updated)).toEqual(expected);
});

test("a machine that is stopped and a backend that is drained are told, and what works is not", () => {
  const resource = (type: string, values: object) => ({ address: `${type}.x`, mode: "managed", type, values });
  const resources = [
    resource("oci_core_instance", { state: "STOPPED" }),
    resource("oci_network_load_balancer_backend", { is_drain: true, is_offline: false }),
    resource("oci_core_instance", { state: "RUNNING" }),
    resource("oci_core_public_ip", { state: "ASSIGNED" }),
    resource("oci_core_vcn", { state: "AVAILABLE" }),
    resource("kubernetes_job_v1", { state: "STOPPED" }),
  ];
  expect(notRunning({ prior_state: { values: { root_module: { resources } } } })).toEqual([
    { address: "oci_core_instance.x", action: "not running", attributes: ["state STOPPED"] },
    { address: "oci_network_load_balancer_backend.x", action: "not running", attributes: ["is_drain"] },
  ]);
  expect(notRunning({})).toEqual([]);
});
