import type { Database } from "../database/database";
import { tokenAuthentication } from "../http/auth";
import { credentialAuthentication } from "../http/credential-authentication";
import { Credentials } from "../http/credentials";
import type { HostOptions } from "./host-options";
import type { ServiceContext } from "./service";

export type Authentication = Pick<ServiceContext, "authenticate" | "forgetCredentials">;

/**
 * How requests are authenticated: by session, personal token or signed token. The first two are in the database, so that a process
 * without one takes signed tokens only.
 * @throws FreeholdError SETTINGS_INVALID for keys that don't fit each other
 */
export function openAuthentication(
  database: Database | undefined,
  { settings, authenticate = (withToken) => withToken }: Pick<HostOptions, "settings" | "authenticate">,
): Authentication {
  const withSignedToken = tokenAuthentication(settings.auth);
  if (!database) return { authenticate: authenticate(withSignedToken), forgetCredentials: () => {} };
  const credentials = new Credentials(database);
  const withToken = credentialAuthentication(withSignedToken, credentials, settings.publicUrl);
  return { authenticate: authenticate(withToken), forgetCredentials: () => credentials.forget() };
}
