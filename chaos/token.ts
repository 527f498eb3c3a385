import { SignJWT } from "jose";

/** Shared secret of the services whose callers are told apart. */
export const secret = "the secret of the callers in chaos, which is long enough";

/** A bearer token of a user, which lasts longer than any run, also by a clock that is off. */
export const bearerToken = (user: string): Promise<string> =>
  new SignJWT({ sub: user })
    .setProtectedHeader({ alg: "HS256" })
    .setExpirationTime("24h")
    .sign(new TextEncoder().encode(secret));
