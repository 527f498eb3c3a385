import { secretTokenPrefix } from "../../contracts/secret-token";

/** Stands for what is not shown. */
const hidden = "[hidden]";

/** The path of a request's URL. What follows may hold a token, or what somebody searches for. */
export const pathOf = (url: string): string => url.split(/[?#;]/, 1)[0] ?? "";

/** The URL of a request as it may be logged: with a mark in place of its query string. */
export const withoutQuery = (url: string): string => {
  const path = pathOf(url);
  return path === url ? url : `${path}?${hidden}`;
};

/** A question mark within a word, and one before `name=`, begin a query string. In prose it ends a sentence. */
const queries = /(?<=[\w/.:%~)\]-])\?[^\s"'\\<>]+|\?[\w.%[\]-]+=[^\s"'\\<>]*/g;
const credentials = /\b(Bearer|Basic)[ .]+[\w.~+/=-]{8,}/gi;

/** Tokens of services/contracts/secret-token.ts. In a URL, a client may write any character as its code. */
const coded = (char: string): string => `(?:${char}|%${char.charCodeAt(0).toString(16)})`;
const tokens = new RegExp(`${[...secretTokenPrefix].map(coded).join("")}(?:[\\w-]|%[\\da-f]{2}){43}`, "gi");

/** Takes query strings and credentials out of any text, as an error that quotes a request. */
export const redactText = (text: string): string =>
  text.replace(queries, `?${hidden}`).replace(credentials, `$1 ${hidden}`).replace(tokens, hidden);
