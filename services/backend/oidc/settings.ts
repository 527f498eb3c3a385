import { type oidcSettings, oidcVariables } from "../../contracts/oidc";
import type { ValuesOf } from "../../contracts/setting";
import { FreeholdError } from "../../runtime/core/errors";

/** What is known of the OpenID provider that people may sign in with. */
export interface OidcSettings {
  issuer: URL;
  clientId: string;
  /** Undefined: Freehold is a public client there. */
  clientSecret: string | undefined;
  /** On the button. */
  name: string;
  /** Who may enter, in lower case: one of the two is not empty. */
  addresses: readonly string[];
  domains: readonly string[];
}

const { issuer, clientId, addresses, domains } = oidcVariables;

const wrong = (message: string) => new FreeholdError("SETTINGS_INVALID", `Wrong in the environment: ${message}`);

/**
 * @returns undefined where no provider is set
 * @throws FreeholdError SETTINGS_INVALID that names the variable that is missing, or of no use
 */
export function readOidcSettings(own: ValuesOf<typeof oidcSettings>): OidcSettings | undefined {
  if (own.issuer === undefined) {
    const unused = Object.entries(own).find(([, value]) => value !== undefined && value.length > 0);
    if (!unused) return undefined;
    const [name] = unused as [keyof typeof oidcVariables, unknown];
    throw wrong(`${issuer} is missing: ${oidcVariables[name]} is of no use without it`);
  }
  if (own.clientId === undefined) throw wrong(`${clientId} is missing: ${issuer} needs it`);
  if (own.addresses.length + own.domains.length === 0)
    throw wrong(`${addresses} and ${domains} are missing: one of them has to say who may enter`);
  const at = new URL(own.issuer);
  return { ...own, issuer: at, clientId: own.clientId, name: own.name ?? at.host };
}
