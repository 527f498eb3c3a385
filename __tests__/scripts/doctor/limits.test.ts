import { serviceLimits } from "../../../scripts/doctor/limits";
import { testOciClient } from "../../helpers/oci-client";

const plan = { ocpus: 2, memoryGb: 12, blockStorageGb: 100, loadBalancers: 1, reservedIps: 1 };
const plenty = { available: 200, used: 0 };

/** The checks of an account with these figures by the limit's name; a number is a status of the answer. */
async function limits(figures: Record<string, object | number>) {
  jest.spyOn(globalThis, "fetch").mockImplementation(async (url) => {
    const [, name = ""] = /limits\/([^/]+)\/resourceAvailability/.exec(String(url)) ?? [];
    const figure = figures[name] ?? plenty;
    return typeof figure === "number" ? new Response("{}", { status: figure }) : new Response(JSON.stringify(figure));
  });
  return serviceLimits(testOciClient(), plan, ["abcD:EU-FRANKFURT-1-AD-1", "abcD:EU-FRANKFURT-1-AD-2"]);
}
afterEach(() => jest.restoreAllMocks());

test("an account with room: each limit once, those of domains once in each", async () => {
  const checks = await limits({});
  expect(checks.map(({ state }) => state)).toEqual(Array(10).fill("ok"));
  expect(checks.map(({ name }) => name)).toContain("total-storage-gb EU-FRANKFURT-1-AD-2");
  const urls = jest.mocked(fetch).mock.calls.map(([url]) => String(url));
  expect(urls[0]).toBe(
    "https://limits.eu-frankfurt-1.oci.oraclecloud.com/20190729/services/compute/limits/standard-a1-core-regional-count/resourceAvailability?compartmentId=ocid1.tenancy.t",
  );
  expect(urls[1]).toContain("availabilityDomain=abcD%3AEU-FRANKFURT-1-AD-1");
});

test.each([
  ["problem", { available: 1, used: 0 }],
  ["problem", { available: -1, used: 2 }],
  ["ok", { available: 0, used: 2 }],
  ["ok", { available: 1, used: 1 }],
  ["skipped", {}],
  ["skipped", 404],
])("%s: %o of two OCPUs", async (state, figure) => {
  const checks = await limits({ "standard-a1-core-regional-count": figure });
  expect(checks.find(({ name }) => name === "standard-a1-core-regional-count")).toMatchObject({ state });
});

test("another answer than success is told", async () => {
  await expect(limits({ "standard-a1-core-regional-count": 401 })).rejects.toThrow("answers 401");
});
