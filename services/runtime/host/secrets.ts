import * as z from "zod";
import { RedeliverError, TerminalError } from "../core/errors";
import type { Settings } from "../settings/settings";
import { fetchSidecar } from "../transports/sidecar";

/**
 * Reads a secret through the Dapr secret store. It is read each time, so that a rotated secret is used without
 * a restart; nothing of it is kept or logged.
 * @returns its keys and values
 * @throws TerminalError SETTINGS_INVALID when the store is not open to this service for this secret, and RedeliverError when
 *   sidecar or store can't answer now
 */
export async function readSecret(dapr: Settings["dapr"], name: string): Promise<Record<string, string>> {
  let response: Response;
  try {
    response = await fetchSidecar(dapr, `/secrets/${dapr.secretStore}/${name}`);
  } catch (cause) {
    throw new RedeliverError("The Dapr secret store does not answer", { cause });
  }
  if (response.ok) return z.record(z.string(), z.string()).parse(await response.json());
  await response.body?.cancel();
  const message = `The Dapr secret store ${dapr.secretStore} answered ${response.status} for the secret ${name}`;
  if (response.status >= 500) throw new RedeliverError(message);
  throw new TerminalError(`${message}: see allowedSecrets in dapr-components/configuration.ts`, {
    code: "SETTINGS_INVALID",
  });
}
