import { z } from "zod";
import { emailAddress, emailDomain, oidcIssuer, oidcName } from "../../services/contracts/oidc";

const issuer = oidcIssuer
  .refine((url) => !URL.canParse(url) || new URL(url).protocol === "https:", "must be an https URL")
  .refine(
    (url) => !URL.canParse(url) || new URL(url).port === "",
    "must be on port 443, which the network opens: leave the port out",
  );

/** The OpenID provider that people may sign in with. */
export const oidcSchema = z
  .strictObject({
    issuer: issuer.describe("https URL, without /.well-known."),
    clientId: z.string().min(1, "must not be empty").describe("Id of Freehold there."),
    clientSecret: z.boolean("must be true or false").default(false).describe("Needs TF_VAR_oidc_client_secret."),
    name: oidcName.optional().describe("Name on the button. Without it: the host."),
    addresses: z.array(emailAddress).default([]).describe("Verified e-mail addresses that may enter."),
    domains: z.array(emailDomain).default([]).describe("Domains of such addresses."),
  })
  .refine(({ addresses, domains }) => addresses.length + domains.length > 0, {
    message: "needs addresses or domains, which say who may enter: set one of them",
  })
  .optional()
  .describe("OpenID provider that people may sign in with.");
