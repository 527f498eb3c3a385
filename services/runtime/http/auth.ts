import type { IncomingMessage } from "node:http";
import type { FastifyRequest } from "fastify";
import type { JWTVerifyGetKey } from "jose";
import * as z from "zod";
import { oidcOwnerPrefix } from "../../contracts/oidc";
import type { ProblemCode } from "../../contracts/problem-codes";
import { FreeholdError } from "../core/errors";
import type { Settings } from "../settings/settings";
import { forbidden, HttpProblem } from "./problem";
import { sessionTokenOf } from "./session-cookie";

/** On whose behalf a request is made. */
export interface Identity {
  /** Owner of what the request makes, and of all that it can see: the token's `sub`. */
  ownerId: string;
  /** Who acts; the same as the owner for a user. */
  actor: string;
  /** Whether dead letters of all owners may be seen and replayed: `operator` among the token's `roles`. */
  operator: boolean;
  /** When the token ends, in milliseconds since the epoch; a connection that was opened with it ends then, too. */
  expiresAt?: number;
  /** How the request says whose it is. Default: by a signed token. */
  by?: "session" | "personal-token" | "local";
  /** Of the session, or of the personal token. */
  credentialId?: string;
  /** Whether a personal token is for reading only. Default: no. */
  isReadOnly?: true;
}

/** @param trustSeconds for how long a session or personal token that was found good is believed. Default: `lookupSeconds` */
export type Authenticate = (request: FastifyRequest, trustSeconds?: number) => Promise<Identity>;

const claims = z.object({
  exp: z.number(),
  // What Postgres can't store can be nobody's name.
  sub: z
    .string()
    .min(1)
    .max(200)
    .refine((name) => !/\0|\p{Surrogate}/u.test(name))
    .refine((name) => !name.startsWith(oidcOwnerPrefix)),
  roles: z.array(z.string()).default([]),
});

const secretAlgorithms = ["HS256"];
const keyAlgorithms = ["RS256", "ES256", "EdDSA"];

/** Loaded by those who have keys: a consumer starts without it. */
const jose = () => require("jose") as typeof import("jose");

/** The user of a platform that runs on the user's own machine. */
export const localUser: Identity = { ownerId: "local", actor: "local", operator: true, by: "local" };

export const hasKeys = (auth: Settings["auth"]): boolean => auth.jwksUrl !== undefined || auth.secret !== undefined;

/** Codes of jose that tell of the key set and not of the token. */
const keySetFailures = ["ERR_JOSE_GENERIC", "ERR_JWKS_INVALID", "ERR_JWKS_TIMEOUT"];

export const unauthorized = (code: ProblemCode, detail: string): HttpProblem =>
  new HttpProblem({ status: 401, code, title: "Unauthorized", detail });

/**
 * Checks bearer tokens against the JWKS or the secret of the settings, with a closed list of algorithms.
 * @throws FreeholdError SETTINGS_INVALID when JWKS and secret are both given, or an algorithm does not fit the keys.
 */
export function tokenAuthentication(auth: Settings["auth"]): Authenticate {
  if (auth.jwksUrl && auth.secret) {
    throw new FreeholdError("SETTINGS_INVALID", "Set JWKS_URL or JWT_SECRET, not both: one of them would go unused.");
  }
  const algorithms = auth.algorithms ?? (auth.secret ? secretAlgorithms : keyAlgorithms);
  // A shared secret must never be accepted where a public key is: that would make every reader of the key a signer.
  if (algorithms.some((name) => name.startsWith("HS") !== (auth.secret !== undefined))) {
    throw new FreeholdError(
      "SETTINGS_INVALID",
      "JWT_ALGORITHMS: HS* goes with JWT_SECRET, everything else with JWKS_URL.",
    );
  }
  const secretKey = new TextEncoder().encode(auth.secret);
  const key: JWTVerifyGetKey | undefined = auth.secret
    ? () => secretKey
    : auth.jwksUrl
      ? jose().createRemoteJWKSet(new URL(auth.jwksUrl))
      : undefined;
  return async (request) => {
    const token = bearerToken(request);
    if (!token) throw unauthorized("TOKEN_MISSING", "Send a bearer token in the Authorization header.");
    if (!key) throw unauthorized("NO_KEYS", "This service has no keys to check tokens with.");
    try {
      const { payload } = await jose().jwtVerify(token, key, {
        algorithms,
        issuer: auth.issuer,
        audience: auth.audience,
        requiredClaims: ["sub", "exp"],
      });
      const { sub, roles, exp } = claims.parse(payload);
      return { ownerId: sub, actor: sub, operator: roles.includes("operator"), expiresAt: exp * 1_000 };
    } catch (error) {
      if (error instanceof jose().errors.JWTExpired) throw unauthorized("TOKEN_EXPIRED", "The token has expired.");
      if (!isAboutToken(error)) {
        request.log.error({ err: error }, "The keys that tokens are checked with can't be fetched from JWKS_URL");
        throw keysUnavailable();
      }
      throw unauthorized("TOKEN_INVALID", "The token is not valid here.");
    }
  };
}

const keysUnavailable = (): HttpProblem =>
  new HttpProblem({
    status: 503,
    code: "KEYS_UNAVAILABLE",
    title: "Unavailable",
    detail: "Tokens can't be checked right now.",
  });

const isAboutToken = (error: unknown): boolean =>
  error instanceof z.ZodError || (error instanceof jose().errors.JOSEError && !keySetFailures.includes(error.code));

/**
 * The sign-in of `npm start`: a request that comes from this machine without a token is the local user, provided that
 * no other web page can have sent it. Its Host must be ours (a name that an attacker points to 127.0.0.1 is not), and
 * its Origin, where a browser sends one, too. A request with a token or a session is checked like anywhere else; once its
 * session has ended, it is the local user's again.
 */
export function localAuthentication(withToken: Authenticate): Authenticate {
  return async (request, trustSeconds) => {
    if (bearerToken(request)) return withToken(request, trustSeconds);
    const person = sessionTokenOf(request) && (await withToken(request, trustSeconds).catch(unlessUnknown));
    if (person) return person;
    if (!isLoopback(request.socket.remoteAddress))
      throw unauthorized("OTHER_MACHINE", "Only this machine is signed in without a token.");
    const proxy = proxySign(request.raw);
    if (proxy) throw passedOn(proxy);
    const own = ownHosts(request.socket.localPort, request.socket.localAddress);
    const { host, origin } = request.headers;
    const site = request.headers["sec-fetch-site"];
    if (!host || !own.includes(host.toLowerCase())) throw forbiddenPage(`Host ${host} is not this page's own`);
    if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
      throw forbiddenPage(`Origin ${origin} is not this page's own`);
    }
    if (site !== undefined && site !== "same-origin" && site !== "none") throw forbiddenPage("Another page sent this");
    return localUser;
  };
}

function unlessUnknown(error: unknown): undefined {
  if (!(error instanceof HttpProblem) || error.problem.status !== 401) throw error;
}

const passedOn = (header: string): HttpProblem =>
  new HttpProblem({
    status: 401,
    code: "BEHIND_PROXY",
    title: "Unauthorized",
    detail: `A proxy passed this on (${header}), so it may come from anywhere. Behind a proxy, set JWT_SECRET or JWKS_URL and send a bearer token.`,
    values: { header },
  });

/** What a browser sends as Host to a server on this machine; it leaves out the port that http has by default. */
export function ownHosts(port: number | undefined, address = "127.0.0.1"): string[] {
  // An IPv4 address of a socket that takes both kinds is written as ::ffff:127.0.0.1.
  const plain = address.replace(/^::ffff:/, "");
  const own = isLoopback(plain) ? [plain.includes(":") ? `[${plain}]` : plain] : [];
  const names = [...new Set(["127.0.0.1", "localhost", "[::1]", ...own])];
  return names.map((name) => (port === 80 ? name : `${name}:${port}`));
}

/** Headers that proxies, tunnels and load balancers add; no browser and no curl sends them. */
const proxyHeaders =
  /^(x-)?(forwarded|real-ip|client-ip|true-client-ip|cluster-client-ip|originating-ip|remote-ip|remote-addr|proxy|original-(for|host|url|proto|uri)|rewrite-url|scheme|url-scheme|host|envoy|amz|amzn|azure|appengine|cloud-trace|vercel|arr|ngrok|sendfile|accel|varnish)(-|$)|^(via|cf-|cdn-|fly-|fastly-|akamai-|tailscale-|ngrok-|true-client-|client-ip|proxy-|front-end-https|incap-|sec-real-ip|ali-cdn-|x-sucuri-|x-railway-|render-proxy|x-middleware-)/;

/** What tells that a request came through a proxy; undefined when nothing does. */
function proxySign({ headers, httpVersionMajor, httpVersionMinor, url }: IncomingMessage): string | undefined {
  // "host" alone is every request's.
  const header = Object.keys(headers).find((name) => name !== "host" && proxyHeaders.test(name));
  if (header) return header;
  // nginx adds no header of its own, and speaks HTTP/1.0 to what is behind it.
  if (httpVersionMajor === 1 && httpVersionMinor === 0) return "HTTP/1.0";
  return url && !url.startsWith("/") ? "absolute URL" : undefined;
}

export function requireOperator(identity: Identity): void {
  if (identity.operator) return;
  throw forbidden("OPERATORS_ONLY", "This needs the role operator in the token's roles.");
}

/** A WebSocket of a browser can't set headers: it sends the token as the subprotocol `bearer.<token>`. */
const bearerProtocol = "bearer.";

export function bearerToken(request: FastifyRequest): string | undefined {
  const [scheme, token] = request.headers.authorization?.split(" ") ?? [];
  if (scheme?.toLowerCase() === "bearer") return token;
  const protocols = request.headers["sec-websocket-protocol"]?.split(",").map((name) => name.trim()) ?? [];
  return protocols.find((name) => name.startsWith(bearerProtocol))?.slice(bearerProtocol.length);
}

export const isLoopback = (address: string | undefined): boolean =>
  address !== undefined &&
  (address === "::1" || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address) || address === "localhost");

const forbiddenPage = (reason: string): HttpProblem =>
  forbidden("FOREIGN_PAGE", `${reason}; only it acts for the local user.`);
