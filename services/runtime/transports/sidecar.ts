import { timeBudgets } from "../../contracts/time-budgets";
import type { Settings } from "../settings/settings";

/**
 * Sends a request to the Dapr sidecar's HTTP API, with the token that it demands.
 * @param path path below `/v1.0`
 * @throws what fetch throws when nothing answers in time; any answer, a refusal too, is returned
 */
export function fetchSidecar(
  { httpPort, apiToken }: Settings["dapr"],
  path: string,
  { headers, ...init }: RequestInit = {},
): Promise<Response> {
  return fetch(`http://127.0.0.1:${httpPort}/v1.0${path}`, {
    ...init,
    headers: { ...headers, ...(apiToken ? { "dapr-api-token": apiToken } : {}) },
    signal: AbortSignal.timeout(timeBudgets.sidecarRequestMs),
  });
}
