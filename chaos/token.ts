import { signToken } from "../scripts/token/sign-token";

/** Shared secret of the services whose callers are told apart. */
export const secret = "the secret of the callers in chaos, which is long enough";

/** A bearer token of a user, which lasts longer than any run, also by a clock that is off. */
export const bearerToken = (user: string): Promise<string> => signToken(secret, { user, operator: false, days: 1 });
