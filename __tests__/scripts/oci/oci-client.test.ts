import { createHash, createVerify, generateKeyPairSync } from "node:crypto";
import { OciClient, signedHeaders } from "../../../scripts/oci/oci-client";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const identity = { tenancy: "ocid1.tenancy.t", user: "ocid1.user.u", fingerprint: "aa:bb" };
const now = new Date("2026-01-02T03:04:05Z");

/** Verifies a signature as https://docs.oracle.com/en-us/iaas/Content/API/Concepts/signingrequests.htm says. */
function verified(headers: Record<string, string>, requestTarget: string): boolean {
  const field = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(headers.authorization ?? "")?.[1] ?? "";
  const lines = field("headers")
    .split(" ")
    .map((name) => `${name}: ${name === "(request-target)" ? requestTarget : headers[name]}`);
  return createVerify("RSA-SHA256").update(lines.join("\n")).verify(publicKey, field("signature"), "base64");
}

test("a GET is signed with date, target and host", () => {
  const url = new URL("https://identity.eu-frankfurt-1.oraclecloud.com/20160918/users?limit=1");
  const headers = signedHeaders({ ...identity, key: privateKey }, "GET", url, undefined, now);
  expect(headers.authorization).toContain(
    'Signature version="1",keyId="ocid1.tenancy.t/ocid1.user.u/aa:bb",algorithm="rsa-sha256",headers="x-date (request-target) host"',
  );
  expect(headers["x-date"]).toBe("Fri, 02 Jan 2026 03:04:05 GMT");
  expect(verified(headers, "get /20160918/users?limit=1")).toBe(true);
  expect(verified(headers, "get /20160918/users")).toBe(false);
});

test("a POST is signed with the length, type and digest of its body, too", () => {
  const headers = signedHeaders({ ...identity, key: privateKey }, "POST", new URL("https://h/p"), '{"ü":1}', now);
  expect(headers).toMatchObject({
    "content-length": "8",
    "content-type": "application/json",
    "x-content-sha256": createHash("sha256").update('{"ü":1}').digest("base64"),
  });
  expect(verified(headers, "post /p")).toBe(true);
});

test("a key that cannot be read is said so, without showing it", () => {
  const credentials = { ...identity, region: "eu-frankfurt-1", privateKey: "PRIVATE KEY-----secret" };
  expect(() => new OciClient(credentials)).toThrow(/^The private key of Oracle Cloud cannot be read/);
});
