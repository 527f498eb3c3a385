import * as z from "zod";
import { Setting, variablesOf } from "./setting";
import { hasNoCredentials, list, noCredentials, word } from "./setting-types";

/** Addresses of this machine, where a provider of tests or of development may be without TLS. */
const thisMachine = /^(localhost|127\.0\.0\.1|\[::1\])$/;

const isEncrypted = (text: string): boolean => {
  if (!URL.canParse(text)) return true;
  const { protocol, hostname } = new URL(text);
  return protocol === "https:" || thisMachine.test(hostname);
};

/** Where an OpenID provider describes itself, without /.well-known/openid-configuration. */
export const oidcIssuer = z
  .url({ protocol: /^https?$/, error: "must be an https URL" })
  .refine(isEncrypted, "must be an https URL")
  .refine(hasNoCredentials, noCredentials)
  // Given the document itself, the client would not check whose it is.
  .refine((text) => !/[?#]|\/\.well-known/.test(text), "must be the address before /.well-known, without ? and #");

export const emailAddress = z.email("must be an e-mail address").toLowerCase();

export const emailDomain = z
  .string()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, "must be a domain without @, such as example.org")
  .toLowerCase();

/** The name of a provider, as a button has it. */
export const oidcName = z.string().trim().min(1, "must not be empty").max(40, "must have at most 40 characters");

/** What the backend is told of the OpenID provider that people may sign in with. */
export const oidcSettings = {
  issuer: new Setting("OIDC_ISSUER", oidcIssuer.optional(), {
    description: "As connections.oidc.issuer; http on this machine.",
  }),
  clientId: new Setting("OIDC_CLIENT_ID", word.optional(), { description: "As connections.oidc.clientId." }),
  clientSecret: new Setting("OIDC_CLIENT_SECRET", word.optional(), {
    description: "Its secret, if it has one.",
    secret: "value",
  }),
  name: new Setting("OIDC_NAME", oidcName.optional(), {
    description: "As connections.oidc.name.",
  }),
  addresses: new Setting("OIDC_ADDRESSES", list.pipe(z.array(emailAddress)).default([]), {
    description: "As connections.oidc.addresses, comma-separated.",
  }),
  domains: new Setting("OIDC_DOMAINS", list.pipe(z.array(emailDomain)).default([]), {
    description: "As connections.oidc.domains, comma-separated.",
  }),
};

/** The environment variables. */
export const oidcVariables = variablesOf(oidcSettings);

/** Path of the page that a provider sends browsers back to. */
export const oidcReturnPath = "/sign-in";

/**
 * Begins the names of accounts that a provider signs in to. No invite and no signed token may use it, so that neither gets into the
 * account of somebody else.
 */
export const oidcOwnerPrefix = "oidc:";
