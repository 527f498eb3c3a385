import * as z from "zod";
import { signInTimes } from "../../contracts/sign-in";
import { instant } from "../instant";
import { line } from "../text";

/** Bytes in base64url, as browsers send what an authenticator says. Attestations have certificates in them. */
const encoded = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[\w-]+$/);

const transports = z.array(z.string().max(32)).max(10).optional();
const passkeyId = encoded(1_400);
const base = {
  id: passkeyId,
  rawId: passkeyId,
  type: z.literal("public-key"),
  clientExtensionResults: z.object({}).default({}),
};

/** RegistrationResponseJSON of https://www.w3.org/TR/webauthn-3/. */
export const registrationSchema = z.object({
  ...base,
  response: z.object({ clientDataJSON: encoded(8_000), attestationObject: encoded(64_000), transports }),
});

/** AuthenticationResponseJSON of the same. */
export const assertionSchema = z.object({
  ...base,
  response: z.object({
    ...{ clientDataJSON: encoded(8_000), authenticatorData: encoded(8_000), signature: encoded(8_000) },
    userHandle: encoded(100).optional(),
  }),
});

/** What `navigator.credentials` takes; browsers read it as JSON. */
export const optionsSchema = z
  .record(z.string(), z.unknown())
  .describe("For PublicKeyCredential.parseCreationOptionsFromJSON or parseRequestOptionsFromJSON");

export const passkeyName = line(100);

export const passkeySchema = z.object({
  ...{ id: z.uuid(), name: z.string(), createdAt: z.iso.datetime() },
  lastUsedAt: z.iso.datetime().nullable(),
});

export const sessionSchema = z.object({
  id: z.uuid(),
  browser: z.string().describe("What the browser says of itself: its User-Agent"),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  current: z.boolean().describe("Whether it is the one that asks"),
});

export const scopeSchema = z.enum(["read", "write"]).describe("write: reads, too");

export const newPersonalTokenSchema = z.strictObject({
  name: line(100),
  scope: scopeSchema,
  expiresAt: instant.describe(`When it ends, at most ${signInTimes.longestTokenDays} days from now`),
});

export const personalTokenSchema = z.object({
  ...{ id: z.uuid(), name: z.string(), scope: scopeSchema },
  ...{ createdAt: z.iso.datetime(), expiresAt: z.iso.datetime() },
});

export const signedInSchema = z.object({ ownerId: z.string().describe("Name of the account") });
