import type { FastifyRequest } from "fastify";
import { clientAddress } from "../../runtime/http/client-address";
import { forbidden, HttpProblem } from "../../runtime/http/problem";
import { ownOrigin } from "../../runtime/http/relying-party";
import { RequestGate } from "../../runtime/http/request-gate";

/** Requests of strangers within a minute, at one replica. A sign-in takes two. */
const most = { perAddress: 20, together: 300 };

/**
 * Who may ask to sign in: our own page, and not too often.
 * @param publicUrl of the settings
 * @throws HttpProblem 403 or 429
 */
export function admission(publicUrl: string | undefined): (request: FastifyRequest) => Promise<void> {
  const gate = new RequestGate(most);
  return async (request) => {
    const { origin } = request.headers;
    // Another page could sign its visitor in as somebody else, who would read what is written then.
    if (origin !== undefined && origin.toLowerCase() !== ownOrigin(request, publicUrl))
      throw forbidden("FOREIGN_PAGE", "Another web page sent this: only our own may.");
    const address = clientAddress(request);
    const retryAfterSeconds = gate.waitFor(address);
    if (retryAfterSeconds !== undefined)
      throw new HttpProblem({
        ...{ status: 429, code: "TOO_MANY_SIGN_INS", title: "Too many requests", retryAfterSeconds },
        detail: "Too many tries to sign in came from your address.",
      });
    gate.count(address);
  };
}
