import { attempt, hasProblem, renderChecks } from "../../../scripts/doctor/check";
import { dns } from "../../../scripts/doctor/dns";
import { neighbours } from "../../../scripts/doctor/neighbours";
import { unfilledPins } from "../../../scripts/doctor/pins";
import { regions } from "../../../scripts/doctor/regions";
import { terraformVersion } from "../../../scripts/doctor/terraform-version";
import { OperationError } from "../../../scripts/operations/operation-error";
import { defineConfig } from "../../../stacks/config";
import { readPins } from "../../../stacks/config/read-pins";
import { testOciClient } from "../../helpers/oci-client";
import { StubProgram } from "../../helpers/stub-program";

afterEach(() => {
  jest.restoreAllMocks();
  delete process.env.TERRAFORM_BINARY_NAME;
});

describe("Terraform", () => {
  const oci = { backend: "oci", bucket: "b", namespace: "n", region: "eu-frankfurt-1" } as const;
  test.each([
    ["1.11.4", undefined, "ok"],
    ["1.3.9", undefined, "problem"],
    ["1.11.4", oci, "problem"],
    ["1.12.0", oci, "ok"],
  ])("%s with the state %o", async (version, state, expected) => {
    const terraform = new StubProgram("terraform");
    terraform.answer({ match: "version -json", output: JSON.stringify({ terraform_version: version }) });
    process.env.TERRAFORM_BINARY_NAME = terraform.file;
    expect(await terraformVersion(defineConfig({ state }))).toMatchObject([{ state: expected, found: version }]);
  });
});

test("pins that are not filled are named", () => {
  const pins = readPins();
  const k3s = { ...pins.k3s, sha256: "ab".repeat(32) };
  expect(unfilledPins({ ...pins, k3s, images: {} })).toMatchObject([{ state: "ok" }]);
  expect(unfilledPins({ ...pins, k3s: { ...k3s, sha256: null } })).toMatchObject([
    { state: "warning", found: expect.stringContaining(`checksum of k3s ${k3s.version}`) },
  ]);
});

test.each([
  [undefined, "192.0.2.1", [], "skipped"],
  ["tasks.example.org", undefined, ["192.0.2.1"], "skipped"],
  ["tasks.example.org", "192.0.2.1", ["192.0.2.1"], "ok"],
  ["tasks.example.org", "192.0.2.1", ["192.0.2.9"], "warning"],
  ["tasks.example.org", "192.0.2.1", ["192.0.2.1", "192.0.2.9"], "warning"],
])("DNS: %s should be %s, and is %o: %s", async (domain, address, found, state) => {
  expect(await dns(domain, address, async () => found)).toMatchObject([{ state }]);
});

test("DNS: a name without records is told", async () => {
  const refuse = async () => Promise.reject(new Error("ENOTFOUND"));
  expect(await dns("tasks.example.org", "192.0.2.1", refuse)).toMatchObject([
    { state: "warning", found: "tasks.example.org has no A record" },
  ]);
});

test.each([
  ["eu-frankfurt-1", "ep-x-pooler.eu-central-1.aws.neon.tech", "ok"],
  ["uk-london-1", "ep-x.eu-central-1.aws.neon.tech", "ok"],
  ["us-ashburn-1", "ep-x.eu-central-1.aws.neon.tech", "warning"],
  ["eu-frankfurt-1", "seed.x.us-east-1.mpx.prd.cloud.redpanda.com", "warning"],
  ["eu-frankfurt-1", "db.example.org", "skipped"],
  ["eu-frankfurt-1", undefined, "skipped"],
  [undefined, "ep-x.eu-central-1.aws.neon.tech", "skipped"],
])("a cluster in %s and a database at %s: %s", (cluster, host, state) => {
  expect(regions(cluster, { database: host })).toMatchObject([{ name: "Region of the database", state }]);
});

test("what else lives in the tenancy is listed, without what is ours", async () => {
  const items = [
    { resourceType: "Instance", displayName: "freehold-server", freeformTags: { project: "freehold" } },
    { resourceType: "Instance", displayName: "blog", freeformTags: {} },
  ];
  const answer = jest
    .spyOn(globalThis, "fetch")
    .mockImplementation(async () => new Response(JSON.stringify({ items })));
  expect(await neighbours(testOciClient(), "freehold")).toMatchObject([{ state: "warning", found: "Instance blog" }]);
  answer.mockImplementation(async () => new Response(JSON.stringify({ items: items.slice(0, 1) })));
  expect(await neighbours(testOciClient(), "freehold")).toMatchObject([{ state: "ok" }]);
});

test("a check that can't be made is a line of its own; a mistake of ours is not hidden", async () => {
  const failing = (error: Error) => attempt("Account", "skipped", async () => Promise.reject(error));
  expect(await failing(new OperationError("no network"))).toEqual([
    { name: "Account", state: "skipped", found: "no network" },
  ]);
  await expect(failing(new TypeError("a bug"))).rejects.toThrow("a bug");
});

test("only a problem fails the command, and the table names the fix", () => {
  expect(hasProblem([{ name: "a", state: "warning", found: "b" }])).toBe(false);
  expect(hasProblem([{ name: "a", state: "problem", found: "b" }])).toBe(true);
  expect(renderChecks([{ name: "DNS", state: "warning", found: "no record", fix: "add one" }])).toMatch(
    /DNS.*warning.*no record.*add one/,
  );
});
