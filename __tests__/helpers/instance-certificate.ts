import "reflect-metadata";
import { generateKeyPairSync, webcrypto } from "node:crypto";
import { X509CertificateGenerator } from "@peculiar/x509";

/** A certificate as Oracle Cloud gives one to each machine, by which it proves what it is. PEM. */
export async function issueInstanceCertificate(tenancy: string): Promise<{ certificate: string; privateKey: string }> {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  const der = privateKey.export({ format: "der", type: "pkcs8" });
  const signingKey = await webcrypto.subtle.importKey("pkcs8", der, algorithm, true, ["sign"]);
  const { d: _, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...publicJwk } = privateKey.export({ format: "jwk" });
  const publicKey = await webcrypto.subtle.importKey("jwk", publicJwk, algorithm, true, ["verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=ocid1.instance.oc1.eu-frankfurt-1.example, OU=opc-certtype:instance, OU=opc-compartment:ocid1.compartment.oc1..b, OU=opc-tenant:${tenancy}`,
    notBefore: new Date(),
    notAfter: new Date(Date.now() + 3_600_000),
    signingAlgorithm: algorithm,
    keys: { privateKey: signingKey, publicKey },
  });
  return {
    certificate: `${certificate.toString("pem")}\n`,
    privateKey: privateKey.export({ format: "pem", type: "pkcs1" }).toString(),
  };
}
