import { createStateBucket } from "../../../scripts/state-init/state-bucket";
import { testOciClient } from "../../helpers/oci-client";

const client = testOciClient();
const { tenancy } = client;
const bucket = { bucket: "freehold-state", namespace: "examplens", region: "eu-frankfurt-1" };
const requests: [string | undefined, string, unknown][] = [];

/** Object storage with this bucket, or with none. */
function storage(existing?: object): void {
  requests.length = 0;
  jest.spyOn(globalThis, "fetch").mockImplementation(async (url, { method, body } = {}) => {
    requests.push([method, String(url), body && JSON.parse(String(body))]);
    if (method === "POST") return new Response("{}");
    return existing ? new Response(JSON.stringify(existing)) : new Response("{}", { status: 404 });
  });
}
afterEach(() => jest.restoreAllMocks());

test("makes it private and with versions", async () => {
  storage();
  expect(await createStateBucket(client, bucket, tenancy)).toBe(true);
  expect(requests).toEqual([
    ["GET", "https://objectstorage.eu-frankfurt-1.oraclecloud.com/n/examplens/b/freehold-state", undefined],
    [
      "POST",
      "https://objectstorage.eu-frankfurt-1.oraclecloud.com/n/examplens/b",
      { name: "freehold-state", compartmentId: tenancy, versioning: "Enabled", publicAccessType: "NoPublicAccess" },
    ],
  ]);
});

test("leaves one that exists alone", async () => {
  storage({ versioning: "Enabled", publicAccessType: "NoPublicAccess" });
  expect(await createStateBucket(client, bucket, tenancy)).toBe(false);
  expect(requests).toHaveLength(1);
});

test.each([
  { versioning: "Disabled", publicAccessType: "NoPublicAccess" },
  { versioning: "Enabled", publicAccessType: "ObjectRead" },
])("refuses one that would lose or show a state: %o", async (existing) => {
  storage(existing);
  await expect(createStateBucket(client, bucket, tenancy)).rejects.toThrow(
    /switch versioning on and public access off/,
  );
});
