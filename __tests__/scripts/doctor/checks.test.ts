import { attempt, hasProblem, renderChecks } from "../../../scripts/doctor/check";
import { dns } from "../../../scripts/doctor/dns";
import { homeRegion } from "../../../scripts/doctor/home-region";
import { neighbours } from "../../../scripts/doctor/neighbours";
import { unfilledPins } from "../../../scripts/doctor/pins";
import { regions } from "../../../scripts/doctor/regions";
import { terraformVersion } from "../../../scripts/doctor/terraform-version";
import { availabilityDomains } from "../../../scripts/oci/availability-domains";
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
  const check = (output: string, state?: typeof oci) => {
    const terraform = new StubProgram("terraform");
    terraform.answer({ match: "version", output: `${output}\non linux_amd64\n` });
    process.env.TERRAFORM_BINARY_NAME = terraform.file;
    return terraformVersion(defineConfig({ state }));
  };

  test.each([
    ["1.11.4", undefined, "ok"],
    ["1.3.9", undefined, "problem"],
    ["1.11.4", oci, "problem"],
    ["1.12.0", oci, "ok"],
  ])("%s with the state %o", async (version, state, expected) => {
    expect(await check(`Terraform v${version}`, state)).toMatchObject([{ state: expected, found: version }]);
  });

  test("OpenTofu works with local state, and has no backend for another", async () => {
    const found = "OpenTofu 1.12.6";
    expect(await check("OpenTofu v1.12.6")).toMatchObject([{ state: "ok", found }]);
    expect(await check("OpenTofu v1.12.6", oci)).toMatchObject([
      { state: "problem", found, fix: expect.stringContaining("local state") },
    ]);
  });

  test("another program is refused", async () => {
    await expect(check("GNU coreutils 9.1")).rejects.toThrow("does not name Terraform or OpenTofu");
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
  expect(
    await dns(
      domain,
      address,
      async () => found,
      async () => [],
    ),
  ).toMatchObject([{ state }]);
});

test("DNS: a name with an IPv6 address, which the load balancer has none of, is told", async () => {
  const [ipv4, ipv6] = ["192.0.2.1", "2001:db8::1"];
  expect(
    await dns(
      "tasks.example.org",
      ipv4,
      async () => [ipv4],
      async () => [ipv6],
    ),
  ).toMatchObject([{ state: "warning", found: expect.stringContaining(ipv6), fix: expect.stringContaining("AAAA") }]);
});

test.each([
  ["eu-frankfurt-1", "ok"],
  ["eu-zurich-1", "problem"],
])("an account whose home region is %s: %s", async (home, state) => {
  const regionsOf = [home, "us-ashburn-1"].map((regionName) => ({ regionName, isHomeRegion: regionName === home }));
  const answer = jest.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json(regionsOf));
  const client = testOciClient();
  const [check] = await homeRegion(client);
  expect(check).toMatchObject({ state, found: expect.stringContaining(home) });
  expect(check?.fix).toBe(state === "ok" ? undefined : `TF_VAR_region=${home} in .env`);
  expect(String(answer.mock.calls[0]?.[0])).toMatch(/tenancies\/ocid1\.tenancy\.[^/]+\/regionSubscriptions$/);
});

test("DNS: a name without records is told", async () => {
  const refuse = async () => Promise.reject(new Error("ENOTFOUND"));
  expect(await dns("tasks.example.org", "192.0.2.1", refuse, refuse)).toMatchObject([
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

test("an account that refuses, or that nothing is heard of, comes with a fix", async () => {
  const account = () => attempt("Account", "problem", async () => availabilityDomains(testOciClient()).then(() => []));
  const answer = jest.spyOn(globalThis, "fetch");
  for (const [status, fix] of [
    [401, /~\/\.oci\/config.*clock/],
    [404, /policy/],
    [429, /wait/],
    [503, /ocistatus/],
  ] as const) {
    answer.mockImplementation(async () => new Response("{}", { status }));
    expect(await account()).toEqual([
      {
        name: "Account",
        state: "problem",
        found: expect.stringContaining(`answers ${status}`),
        fix: expect.stringMatching(fix),
      },
    ]);
  }
  answer.mockRejectedValue(new TypeError("fetch failed"));
  expect(await account()).toMatchObject([
    { found: expect.stringMatching(/cannot be reached$/), fix: expect.stringMatching(/online/) },
  ]);
});

test("Terraform that is not there is a problem with a fix", async () => {
  process.env.TERRAFORM_BINARY_NAME = "no-such-terraform";
  expect(await attempt("Terraform", "problem", () => terraformVersion(defineConfig({})))).toMatchObject([
    { state: "problem", found: "no-such-terraform is not on PATH", fix: "Install it" },
  ]);
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
  expect(await failing(new OperationError("no network", { fix: "plug it in" }))).toEqual([
    { name: "Account", state: "skipped", found: "no network", fix: "plug it in" },
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
