import * as z from "zod";

/** Any text but the empty one. */
export const word = z.string().min(1);

/** The same, for a setting without which the program can't run. */
export const required = z.string("is missing").min(1, "is missing");

/** Comma-separated words. */
export const list = z.string().transform((text) => text.split(",").map((part) => part.trim()));

export const flag = z.enum(["true", "false"]).transform((text) => text === "true");

export const port = z.coerce.number().int().min(0).max(65535);

/** A name or an address of a machine, and nothing that could hold a password. */
export const hostName = z.string().regex(/^[a-z0-9._:%[\]-]+$/i, "must be a host name or an address");

/** Said of a URL that is fetched: fetch refuses credentials in a URL, and quotes them when it does. */
export const noCredentials = "must not hold a user or a password: put a token in its path or query instead";

export const hasNoCredentials = (text: string): boolean => {
  if (!URL.canParse(text)) return true;
  const { username, password } = new URL(text);
  return username === "" && password === "";
};

/** The URL of something that is fetched. */
export const fetchedUrl = () => z.url({ protocol: /^https?$/ }).refine(hasNoCredentials, noCredentials);
