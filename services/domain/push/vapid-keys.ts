import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import * as z from "zod";
import { FreeholdError } from "../../runtime/core/errors";

/** Keys as browsers and push services take them: a point and a number of the curve P-256, in base64url (RFC 8292). */
export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

const point = z.object({ crv: z.literal("P-256"), x: z.string(), y: z.string() });
const pair = point.extend({ d: z.string() });

/** Uncompressed: the byte 4, and both coordinates. */
const rawPoint = ({ x, y }: z.infer<typeof point>): string =>
  Buffer.concat([Buffer.of(4), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]).toString("base64url");

/**
 * The public key of a PEM, as `applicationServerKey` of a browser.
 * @param place where the PEM comes from, for the error
 * @throws FreeholdError SETTINGS_INVALID for one that holds no key of P-256
 */
export const publicKeyOf = (pem: string, place: string): string =>
  rawPoint(read(point, () => createPublicKey(pem), `${place} must be a public key of P-256, as PEM.`));

/**
 * Both keys of the PEM of a private key.
 * @throws FreeholdError SETTINGS_INVALID for one that holds no private key of P-256
 */
export function vapidKeysOf(pem: string, place: string): VapidKeys {
  const { d, ...publicPoint } = read(
    pair,
    () => createPrivateKey(pem),
    `${place} must be a private key of P-256, as PEM.`,
  );
  return { publicKey: rawPoint(publicPoint), privateKey: d };
}

function read<Jwk>(schema: z.ZodType<Jwk>, key: () => KeyObject, message: string): Jwk {
  try {
    return schema.parse(key().export({ format: "jwk" }));
  } catch {
    // Without the cause, which may quote the key.
    throw new FreeholdError("SETTINGS_INVALID", message);
  }
}
