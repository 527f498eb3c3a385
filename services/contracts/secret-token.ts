/** Begins each token that is an address or a password of its own, so that logs know one wherever it is quoted. */
export const secretTokenPrefix = "fh_";

/** Such a token, anywhere in a text: the prefix, and 32 random bytes in base64url. */
export const secretToken = new RegExp(`${secretTokenPrefix}[\\w-]{43}`);
