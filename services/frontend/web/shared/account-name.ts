/** Of the user who needs no token: `npm start` knows one alone. */
const localName = "local";

/**
 * The name of the account that a token is for: its `sub`. The API checks it, so that what is not a token may be read wrong.
 * @param token a JSON Web Token
 * @param account the name of the account that a session without a token is for. Default: there is none
 */
export function accountName(token: string | null, account: string | null = null): string {
  if (token === null) return account ?? localName;
  try {
    const claims = (token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(claims), (letter) => letter.charCodeAt(0));
    const { sub } = JSON.parse(new TextDecoder().decode(bytes));
    return String(sub ?? "");
  } catch {
    return "";
  }
}
