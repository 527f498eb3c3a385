import { createHash, randomBytes } from "node:crypto";
import { secretToken, secretTokenPrefix } from "../../contracts/secret-token";

/** A new token: 256 random bits. It is shown once, and never stored. */
export const newSecretToken = (): string => `${secretTokenPrefix}${randomBytes(32).toString("base64url")}`;

/**
 * What a token is found by. The time that the index takes leaks no token: a guesser can't choose the hashes of their guesses, so how far
 * a comparison got is of no use for the next one.
 */
export const hashOfToken = (token: string): Buffer => createHash("sha256").update(token).digest();

const whole = new RegExp(`^${secretToken.source}$`);

export const isSecretToken = (text: string): boolean => whole.test(text);
