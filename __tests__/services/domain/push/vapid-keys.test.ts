import { generateKeyPairSync } from "node:crypto";
import { publicKeyOf, vapidKeysOf } from "../../../../services/domain/push/vapid-keys";

const pair = (type: "pkcs8" | "sec1", namedCurve = "P-256") =>
  generateKeyPairSync("ec", {
    namedCurve,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type, format: "pem" },
  });

// Terraform's provider tls writes SEC 1, and npm start PKCS #8.
test.each(["sec1", "pkcs8"] as const)("both halves of a %s key give the same public key", (type) => {
  const { privateKey, publicKey } = pair(type);
  const keys = vapidKeysOf(privateKey, "it");
  expect(publicKeyOf(publicKey, "it")).toBe(keys.publicKey);
  const lengths = [keys.publicKey, keys.privateKey].map((key) => Buffer.from(key, "base64url").length);
  expect(lengths).toEqual([65, 32]);
});

test.each([
  ["no PEM", "secret-4711"],
  ["a key of another curve", pair("pkcs8", "P-384").privateKey],
  ["a public key", pair("pkcs8").publicKey],
])("%s is refused by the name of the setting, and is not quoted", (_what, pem) => {
  const read = () => vapidKeysOf(pem, "NOTIFICATION_PUSH_KEY");
  expect(read).toThrow(/^NOTIFICATION_PUSH_KEY must be a private key of P-256, as PEM\.$/);
});
