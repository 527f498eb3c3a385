import * as z from "zod";

/** Any text but the empty one. */
export const word = z.string().min(1);

/** The same, for a setting without which the program can't run. */
export const required = z.string("is missing").min(1, "is missing");

/** Comma-separated words. */
export const list = z.string().transform((text) => text.split(",").map((part) => part.trim()));

/** @throws URIError for a value that is not percent-encoded */
function headerOf(pair: string): [string, string] {
  const [name = "", ...value] = pair.split("=");
  return [name.trim(), decodeURIComponent(value.join("=").trim())];
}

function isHeader(pair: string): boolean {
  try {
    // What HTTP allows of a name, and no character that ends a header.
    const [name, value] = headerOf(pair);
    return /^[\w!#$%&'*+.^`|~-]+$/.test(name) && /^[\t -~]+$/.test(value);
  } catch {
    return false;
  }
}

export const flag = z.enum(["true", "false"]).transform((text) => text === "true");

export const port = z.coerce.number().int().min(0).max(65535);

/** `name=value` pairs, comma-separated and percent-encoded, as OpenTelemetry has headers in a variable. */
export const headers = list
  .pipe(z.array(z.string().refine(isHeader, "needs name=value for each header, percent-encoded")))
  .transform((pairs) => Object.fromEntries(pairs.map(headerOf)));

/** A name or an address of a machine, and nothing that could hold a password. */
export const hostName = z.string().regex(/^[a-z0-9._:%[\]-]+$/i, "must be a host name or an address");

/** Where a page is: browsers keep passkeys and secure cookies for HTTPS and this machine alone, and passkeys for no address. */
export const pageOrigin = z
  .url({ protocol: /^https?$/ })
  .refine((text) => !URL.canParse(text) || isPageOrigin(new URL(text)), {
    error: "must be https:// and a host name, without a path",
  })
  .transform((text) => new URL(text).origin);

const isPageOrigin = ({ protocol, hostname, pathname, search, hash, username }: URL): boolean =>
  (protocol === "https:" || hostname === "localhost") &&
  !/^[\d.]+$|:/.test(hostname) &&
  `${pathname}${search}${hash}${username}` === "/";

/** Said of a URL that is fetched: fetch refuses credentials in a URL, and quotes them when it does. */
export const noCredentials = "must not hold a user or a password: put a token in its path or query instead";

export const hasNoCredentials = (text: string): boolean => {
  if (!URL.canParse(text)) return true;
  const { username, password } = new URL(text);
  return username === "" && password === "";
};

/** The URL of something that is fetched. */
export const fetchedUrl = () => z.url({ protocol: /^https?$/ }).refine(hasNoCredentials, noCredentials);
