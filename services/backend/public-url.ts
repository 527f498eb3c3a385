import * as z from "zod";
import { noCredentials } from "../contracts/setting-types";
import { mayBePublicHost } from "../runtime/http/public-address";
import { schemaMessage } from "../runtime/http/schema-message";

const longest = 1_000;
const refused = (message: string) => schemaMessage("ADDRESS_REFUSED", message);

/** An address that a person gives, for the platform to send to: https, on port 443 of a host that may be public. */
export const publicUrl = z
  .string()
  .max(longest)
  .regex(/^https:\/\/[!-~]+$/, { error: refused("must be an https URL"), abort: true })
  .refine((text) => URL.canParse(text), { error: refused("must be an https URL"), abort: true })
  .transform((text) => new URL(text))
  .refine(({ username, password }) => username === "" && password === "", refused(noCredentials))
  .refine(({ port }) => port === "", refused("must be on port 443"))
  .refine(({ hostname }) => mayBePublicHost(hostname), refused("must be at a public host"))
  .transform(({ href }) => href);
