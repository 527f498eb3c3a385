import { generateKeyPairSync } from "node:crypto";
import { OciClient } from "../../scripts/oci/oci-client";

/** A client with a key of its own, of a tenancy in eu-frankfurt-1. What fetch answers is the test's. */
export function testOciClient(): OciClient {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  return new OciClient({
    tenancy: "ocid1.tenancy.t",
    user: "u",
    fingerprint: "f",
    region: "eu-frankfurt-1",
    privateKey,
  });
}
