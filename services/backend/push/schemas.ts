import { ECDH } from "node:crypto";
import * as z from "zod";
import { schemaMessage } from "../../runtime/http/schema-message";
import { publicUrl } from "../public-url";
import { line } from "../text";

/** Bytes of what a browser hands out (RFC 8291, section 3.1 and 3.2). */
const bytes = { point: 65, secret: 16 } as const;

const longestName = 100;

/** base64url without padding of exactly that many bytes. */
const base64url = (length: number) =>
  z.string().regex(new RegExp(`^[\\w-]{${Math.ceil((length * 4) / 3)}}$`), {
    error: schemaMessage("WRONG_FORMAT", `must be ${length} bytes in base64url`, { format: "base64url" }),
  });

/** What a browser hands out again when it renews its subscription. */
export const pushAddressSchema = z.strictObject({
  endpoint: publicUrl.describe("Address at the browser's push service, on port 443 of a public host"),
  keys: z.strictObject({
    p256dh: base64url(bytes.point)
      .refine(isOnCurve, schemaMessage("NOT_VALID", "must be a point of P-256"))
      .describe("Public key of the browser"),
    auth: base64url(bytes.secret).describe("Secret of the browser"),
  }),
});

export const putSubscriptionSchema = pushAddressSchema.extend({
  name: line(longestName).describe("What you know the browser by"),
});

/** A point that is none would fail each message. */
function isOnCurve(key: string): boolean {
  try {
    ECDH.convertKey(key, "prime256v1", "base64url");
    return true;
  } catch {
    return false;
  }
}

export const subscriptionSchema = z.object({ id: z.uuid(), name: z.string(), createdAt: z.iso.datetime() });

export const subscriptionsSchema = z.object({
  publicKey: z
    .string()
    .nullable()
    .describe("applicationServerKey to subscribe with; null: the platform pushes nothing"),
  items: z.array(subscriptionSchema),
});
