import { z } from "zod";
import { GiveBack } from "./outage";
import type { Settings } from "./settings";

/** Milliseconds that the sidecar has to answer. */
const timeout = 10_000;

/**
 * Reads a secret through the Dapr secret store. It is asked for anew each time, so that a rotated secret is used without
 * a restart; nothing of it is kept or logged.
 * @returns its keys and values; undefined when there is no such secret, or the store does not open it to this service
 * @throws GiveBack when the sidecar does not answer
 */
export async function readSecret(dapr: Settings["dapr"], name: string): Promise<Record<string, string> | undefined> {
  const url = `http://127.0.0.1:${dapr.httpPort}/v1.0/secrets/${dapr.secretStore}/${name}`;
  let response: Response;
  try {
    response = await fetch(url, {
      headers: dapr.apiToken ? { "dapr-api-token": dapr.apiToken } : {},
      signal: AbortSignal.timeout(timeout),
    });
  } catch (cause) {
    throw new GiveBack("The Dapr secret store does not answer", { cause });
  }
  if (!response.ok) return undefined;
  return z.record(z.string(), z.string()).parse(await response.json());
}
