import { secretToken } from "../../contracts/secret-token";

/** Stands for what is not shown. */
const hidden = "[hidden]";

/** The path of a request's URL. What follows may hold a token, or what somebody searches for. */
export const pathOf = (url: string): string => url.split(/[?#;]/, 1)[0] ?? "";

/** The path of a request's URL as it may be logged: with a mark in place of a secret token, however that is encoded. */
export function loggedPath(url: string): string {
  const path = pathOf(url);
  const plain = path.includes("%") ? decoded(path) : path;
  return secretToken.test(plain) ? redactText(plain) : path;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The URL of a request as it may be logged: with a mark in place of its query string, too. */
export const withoutQuery = (url: string): string => {
  const path = loggedPath(url);
  return pathOf(url) === url ? path : `${path}?${hidden}`;
};

/** A question mark within a word, and one before `name=`, begin a query string. In prose it ends a sentence. */
const queries = /(?<=[\w/.:%~)\]-])\?[^\s"'\\<>]+|\?[\w.%[\]-]+=[^\s"'\\<>]*/g;
const credentials = /\b(Bearer|Basic)[ .]+[\w.~+/=-]{8,}/gi;

const tokens = new RegExp(secretToken, "g");

/** Takes query strings and credentials out of any text, as an error that quotes a request. */
export const redactText = (text: string): string =>
  text.replace(queries, `?${hidden}`).replace(credentials, `$1 ${hidden}`).replace(tokens, hidden);
