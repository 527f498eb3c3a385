import "reflect-metadata";
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  webcrypto,
} from "node:crypto";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";
import { z } from "zod";
import type { Synthesised } from "./synthesised";
import { evaluate } from "./terraform-expression";

const privateKeySchema = z.discriminatedUnion("algorithm", [
  z.strictObject({ algorithm: z.literal("ECDSA"), ecdsa_curve: z.literal("P256") }),
  z.strictObject({ algorithm: z.literal("RSA"), rsa_bits: z.number() }),
]);
const subjectSchema = z.tuple([z.strictObject({ common_name: z.string(), organization: z.string().optional() })]);
const usesSchema = z.array(
  z.enum(["cert_signing", "crl_signing", "digital_signature", "key_encipherment", "client_auth", "server_auth"]),
);
const selfSignedSchema = z.strictObject({
  private_key_pem: z.string(),
  subject: subjectSchema,
  is_ca_certificate: z.literal(true),
  set_subject_key_id: z.literal(true).optional(),
  allowed_uses: usesSchema,
  validity_period_hours: z.number(),
});
const requestSchema = z.strictObject({ private_key_pem: z.string(), subject: subjectSchema });
const locallySignedSchema = z.strictObject({
  cert_request_pem: z.string(),
  ca_private_key_pem: z.string(),
  ca_cert_pem: z.string(),
  allowed_uses: usesSchema,
  validity_period_hours: z.number(),
  early_renewal_hours: z.number().optional(),
  is_ca_certificate: z.literal(true).optional(),
  set_subject_key_id: z.literal(true).optional(),
});
const passwordSchema = z.strictObject({ length: z.number(), special: z.literal(false) });

const keyUsages: Partial<Record<z.output<typeof usesSchema>[number], KeyUsageFlags>> = {
  cert_signing: KeyUsageFlags.keyCertSign,
  crl_signing: KeyUsageFlags.cRLSign,
  digital_signature: KeyUsageFlags.digitalSignature,
  key_encipherment: KeyUsageFlags.keyEncipherment,
};
const extendedUsages: Partial<Record<z.output<typeof usesSchema>[number], ExtendedKeyUsage>> = {
  client_auth: ExtendedKeyUsage.clientAuth,
  server_auth: ExtendedKeyUsage.serverAuth,
};

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/**
 * Makes the keys, certificates and passwords of a synthesised stack, each exactly as its resource says and as the
 * providers tls and random do it. An attribute that is not known here fails, so that none is overlooked.
 * @returns PEM and passwords by reference, such as `tls_private_key.<id>.private_key_pem`
 */
export async function issueCertificates(stack: Synthesised): Promise<Map<string, string>> {
  const issued = new Map<string, string>();
  const resolve = (reference: string): string => {
    const value = issued.get(reference);
    if (value === undefined) throw new Error(`${reference} is not issued yet`);
    return value;
  };
  const pem = (attribute: string): string => String(evaluate(attribute, resolve));
  const each = <T>(type: string, schema: z.ZodType<T>): [string, T][] =>
    Object.entries(stack.resource?.[type] ?? {}).map(([id, { "//": _, ...attributes }]) => [
      `${type}.${id}`,
      schema.parse(attributes),
    ]);

  for (const [id, { length }] of each("random_password", passwordSchema)) {
    issued.set(`${id}.result`, randomBytes(length).toString("hex").slice(0, length));
  }
  for (const [id, key] of each("tls_private_key", privateKeySchema)) {
    const privateKey = generate(key);
    issued.set(`${id}.private_key_pem`, privateKey);
    issued.set(`${id}.public_key_pem`, String(createPublicKey(privateKey).export({ format: "pem", type: "spki" })));
  }
  for (const [id, resource] of each("tls_self_signed_cert", selfSignedSchema)) {
    const key = pem(resource.private_key_pem);
    issued.set(`${id}.cert_pem`, await certificate(resource, key, { key }));
  }
  const requests = new Map(
    each("tls_cert_request", requestSchema).map(([id, request]) => [`${id}.cert_request_pem`, request]),
  );
  for (const [id, resource] of each("tls_locally_signed_cert", locallySignedSchema)) {
    const request = requests.get(resource.cert_request_pem.slice(2, -1));
    if (!request) throw new Error(`${id} signs ${resource.cert_request_pem}, which is no request`);
    const authority = { key: pem(resource.ca_private_key_pem), certificate: pem(resource.ca_cert_pem) };
    issued.set(
      `${id}.cert_pem`,
      await certificate({ ...resource, ...request }, pem(request.private_key_pem), authority),
    );
  }
  return issued;
}

function generate(key: z.output<typeof privateKeySchema>): string {
  const exported = (privateKey: KeyObject, type: "sec1" | "pkcs1") =>
    String(privateKey.export({ format: "pem", type }));
  return key.algorithm === "ECDSA"
    ? exported(generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey, "sec1")
    : exported(generateKeyPairSync("rsa", { modulusLength: key.rsa_bits }).privateKey, "pkcs1");
}

interface CertificateProfile {
  subject: z.output<typeof subjectSchema>;
  allowed_uses: z.output<typeof usesSchema>;
  validity_period_hours: number;
  is_ca_certificate?: true;
}

/** @param authority who signs; without a certificate, the subject itself */
async function certificate(
  { subject: [subject], allowed_uses, validity_period_hours, is_ca_certificate }: CertificateProfile,
  keyPem: string,
  authority: { key: string; certificate?: string },
): Promise<string> {
  const keys = await importKeys(keyPem);
  const issuer = authority.certificate ? new X509Certificate(authority.certificate) : undefined;
  const name = new Name([
    ...(subject.organization ? [{ O: [subject.organization] }] : []),
    { CN: [subject.common_name] },
  ]).toString();
  const usages = allowed_uses.flatMap((use) => keyUsages[use] ?? []).reduce((all, flag) => all | flag, 0);
  const extended = allowed_uses.flatMap((use) => extendedUsages[use] ?? []);
  const extensions: Extension[] = [
    new KeyUsagesExtension(usages, true),
    ...(extended.length > 0 ? [new ExtendedKeyUsageExtension(extended)] : []),
    ...(is_ca_certificate
      ? [
          new BasicConstraintsExtension(true, undefined, true),
          await SubjectKeyIdentifierExtension.create(keys.publicKey),
        ]
      : [new BasicConstraintsExtension(false, undefined, true)]),
    ...(issuer ? [await AuthorityKeyIdentifierExtension.create(issuer.publicKey)] : []),
  ];
  const now = Date.now();
  const made = await X509CertificateGenerator.create({
    serialNumber: `00${randomBytes(16).toString("hex")}`,
    subject: name,
    issuer: issuer?.subject ?? name,
    notBefore: new Date(now),
    notAfter: new Date(now + validity_period_hours * 3_600_000),
    publicKey: keys.publicKey,
    signingKey: (await importKeys(authority.key)).privateKey,
    signingAlgorithm: algorithm,
    extensions,
  });
  return `${made.toString("pem")}\n`;
}

async function importKeys(pem: string): Promise<{ privateKey: webcrypto.CryptoKey; publicKey: webcrypto.CryptoKey }> {
  const key = createPrivateKey(pem);
  const { d: _, key_ops: __, ...publicJwk } = key.export({ format: "jwk" });
  return {
    privateKey: await webcrypto.subtle.importKey("jwk", key.export({ format: "jwk" }), algorithm, true, ["sign"]),
    publicKey: await webcrypto.subtle.importKey("jwk", publicJwk, algorithm, true, ["verify"]),
  };
}
