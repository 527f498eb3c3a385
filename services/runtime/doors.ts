import { hasKeys, isLoopback } from "./auth";
import { FreeholdError } from "./errors";
import type { Service } from "./service";
import type { Settings } from "./settings";

/**
 * Whoever listens for others than this machine must be able to tell who they are.
 * @throws FreeholdError KEYS_MISSING
 */
export function refuseOpenDoors(services: readonly Service[], { host, transport, auth, dapr }: Settings): void {
  if (isLoopback(host)) return;
  const guarded = services.find(({ needs }) => needs.authenticates);
  if (guarded && !hasKeys(auth)) {
    throw new FreeholdError(
      "KEYS_MISSING",
      `${guarded.needs.name} is to listen on ${host} but has no keys to check users with: set JWKS_URL or JWT_SECRET, or HOST=127.0.0.1.`,
    );
  }
  const delivered = services.find(({ needs }) => needs.subscribes.length > 0);
  if (transport === "dapr" && delivered && !dapr.appToken) {
    throw new FreeholdError(
      "KEYS_MISSING",
      `${delivered.needs.name} is to take events on ${host} but can't tell its sidecar from others: set APP_API_TOKEN, or HOST=127.0.0.1.`,
    );
  }
}
