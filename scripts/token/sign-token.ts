import { SignJWT } from "jose";

/** Whom a token is for, and what the services compare beside its signature. */
export interface TokenRequest {
  /** Whose tasks it shows: its `sub`. */
  readonly user: string;
  /** Whether it may see and replay the dead letters of all users. */
  readonly operator: boolean;
  readonly days: number;
  /** Its `iss` and `aud`. Default: none, for services that check none. */
  readonly issuer?: string | undefined;
  readonly audience?: string | undefined;
}

/** A bearer token that the services take which have this secret (services/runtime/http/auth.ts). */
export function signToken(secret: string, { user, operator, days, issuer, audience }: TokenRequest): Promise<string> {
  const token = new SignJWT({ roles: operator ? ["operator"] : [] })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(user)
    .setIssuedAt()
    .setExpirationTime(`${days} days`);
  if (issuer) token.setIssuer(issuer);
  if (audience) token.setAudience(audience);
  return token.sign(new TextEncoder().encode(secret));
}
