/** Something outside could not be looked up: the message says what, where, why, and what to do. */
export class LookupError extends Error {
  override name = "LookupError";
}

/**
 * Fetches an address, and fails with an explanation unless the answer is good.
 *
 * @param what what is looked up, for the error
 * @throws {LookupError} if the host cannot be reached within 30 seconds or does not answer with success
 */
export async function fetchFrom(url: string, what: string, headers: Record<string, string> = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { headers, signal: AbortSignal.timeout(30_000) });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new LookupError(
      `${what}: ${new URL(url).host} cannot be reached (${String(cause)}). Run this where it can, and commit pins.json.`,
    );
  }
  if (!response.ok) throw new LookupError(`${what}: ${url} answers ${response.status} ${response.statusText}`);
  return response;
}
