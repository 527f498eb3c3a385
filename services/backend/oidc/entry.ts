import { createHash } from "node:crypto";
import { oidcOwnerPrefix } from "../../contracts/oidc";
import type { OidcSettings } from "./settings";

/** Whom a provider has signed in, as it says. */
export interface OidcPerson {
  /** The two by which a provider knows a person, whatever the address becomes. */
  issuer: string;
  subject: string;
  /** In lower case; undefined for a person without an address that the provider has verified. */
  address: string | undefined;
}

/** Whether the operator lets an address enter. */
export function mayEnter(
  { address }: Pick<OidcPerson, "address">,
  { addresses, domains }: Pick<OidcSettings, "addresses" | "domains">,
): boolean {
  if (address === undefined) return false;
  return addresses.includes(address) || domains.includes(address.slice(address.lastIndexOf("@") + 1));
}

/** The name of a person's account: it stays when the address changes, and tells neither who it is nor where. */
export const ownerOf = ({ issuer, subject }: Pick<OidcPerson, "issuer" | "subject">): string =>
  oidcOwnerPrefix +
  createHash("sha256")
    .update(JSON.stringify([issuer, subject]))
    .digest("base64url");
