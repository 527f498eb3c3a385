import { FreeholdError } from "../core/errors";
import { hasKeys, isLoopback } from "../http/auth";
import type { Settings } from "../settings/settings";
import type { Service } from "./service";

/**
 * A service that listens beyond this machine must authenticate its clients.
 * @throws FreeholdError KEYS_MISSING
 */
export function assertAuthConfigured(services: readonly Service[], { host, transport, auth, dapr }: Settings): void {
  if (isLoopback(host)) return;
  const guarded = services.find(({ definition }) => definition.authenticates);
  if (guarded && !hasKeys(auth)) {
    throw new FreeholdError(
      "KEYS_MISSING",
      `${guarded.definition.name} is to listen on ${host} but has no keys to check users with: set JWKS_URL or JWT_SECRET, or HOST=127.0.0.1.`,
    );
  }
  const delivered = services.find(({ definition }) => definition.subscribes.length > 0);
  if (transport === "dapr" && delivered && !dapr.appToken) {
    throw new FreeholdError(
      "KEYS_MISSING",
      `${delivered.definition.name} is to take events on ${host} but can't tell its sidecar from others: set APP_API_TOKEN, or HOST=127.0.0.1.`,
    );
  }
}
