import type { FastifyRequest } from "fastify";
import { isLoopback, ownHosts } from "./auth";
import { conflict, forbidden } from "./problem";

/** Whom a passkey is for: it works at this origin, and for no other host. */
export interface RelyingParty {
  id: string;
  origin: string;
}

/** The name of this machine that browsers make passkeys for; they make none for an address. */
const localName = "localhost";

/**
 * The page's own origin.
 * @param publicUrl of the settings; without one it is this machine's, for requests from this machine
 * @returns undefined where the page has none that is known
 */
export function ownOrigin(request: FastifyRequest, publicUrl: string | undefined): string | undefined {
  if (publicUrl !== undefined) return publicUrl;
  const host = request.headers.host?.toLowerCase();
  const { remoteAddress, localPort, localAddress } = request.socket;
  const isOwn = host !== undefined && isLoopback(remoteAddress) && ownHosts(localPort, localAddress).includes(host);
  return isOwn ? `http://${host}` : undefined;
}

/** @throws HttpProblem 409 where there can be no passkeys */
export function relyingParty(request: FastifyRequest, publicUrl: string | undefined): RelyingParty {
  const origin = ownOrigin(request, publicUrl);
  const id = origin && new URL(origin).hostname;
  if (origin && id && (publicUrl !== undefined || id === localName)) return { id, origin };
  const { localPort } = request.socket;
  if (!origin) {
    throw conflict(
      "PASSKEYS_NEED_PUBLIC_URL",
      "Passkeys need the platform's public name: set PUBLIC_URL, which cluster.domain with a certificate does in a cluster.",
    );
  }
  const address = `http://${localName}:${localPort}`;
  throw conflict("PASSKEYS_NEED_NAME", `Passkeys need a host name: open ${address} instead.`, { address });
}

const safeMethods = ["GET", "HEAD"];

/**
 * Refuses what another page had a browser send: its cookies come along on their own. SameSite=Strict has a browser keep them from
 * other sites; this keeps out neighbours on the same site, and browsers that don't know the attribute.
 * @throws HttpProblem 403
 */
export function refuseForeignPage(request: FastifyRequest, publicUrl: string | undefined): void {
  const { origin, upgrade, "sec-fetch-site": site } = request.headers;
  const foreign = () => forbidden("FOREIGN_PAGE", "Another web page sent this: only our own may.");
  if (site !== undefined && site !== "same-origin" && site !== "none") throw foreign();
  if (origin !== undefined && origin.toLowerCase() !== ownOrigin(request, publicUrl)) throw foreign();
  // A browser names the origin of each request that may change something, and of every WebSocket.
  if (origin === undefined && (upgrade !== undefined || !safeMethods.includes(request.method))) throw foreign();
}
