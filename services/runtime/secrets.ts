import { z } from "zod";
import { GiveBack } from "./outage";
import type { Settings } from "./settings";
import { fetchSidecar } from "./sidecar";

/**
 * Reads a secret through the Dapr secret store. It is asked for anew each time, so that a rotated secret is used without
 * a restart; nothing of it is kept or logged.
 * @returns its keys and values; undefined when there is no such secret, or the store does not open it to this service
 * @throws GiveBack when the sidecar does not answer
 */
export async function readSecret(dapr: Settings["dapr"], name: string): Promise<Record<string, string> | undefined> {
  let response: Response;
  try {
    response = await fetchSidecar(dapr, `/secrets/${dapr.secretStore}/${name}`);
  } catch (cause) {
    throw new GiveBack("The Dapr secret store does not answer", { cause });
  }
  if (!response.ok) return undefined;
  return z.record(z.string(), z.string()).parse(await response.json());
}
