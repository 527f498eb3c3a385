import { parseCookie, stringifySetCookie } from "cookie";
import type { FastifyRequest } from "fastify";
import { isSecretToken } from "../core/secret-token";

/** The prefix has browsers refuse the cookie from any other host, from plain HTTP, and for a part of the paths. */
export const cookieName = "__Host-freehold";

const attributes = { name: cookieName, path: "/", httpOnly: true, secure: true, sameSite: "strict" } as const;

/** The token of the session that a browser sends; undefined for a request without one. */
export function sessionTokenOf({ headers }: FastifyRequest): string | undefined {
  const token = headers.cookie === undefined ? undefined : parseCookie(headers.cookie)[cookieName];
  return token !== undefined && isSecretToken(token) ? token : undefined;
}

/** The header Set-Cookie by which a browser keeps a session. */
export const sessionCookie = (token: string, expires: Date): string =>
  stringifySetCookie({ ...attributes, value: token, expires });

/** The header Set-Cookie by which a browser forgets it. */
export const endedSessionCookie = stringifySetCookie({ ...attributes, value: "", maxAge: 0 });
