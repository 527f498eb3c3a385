/**
 * Keeps secrets out of what is written: every message of an error, every log line and every dead letter goes through
 * `redact`. A library's error may quote a whole URL or header; this is where it loses what is secret.
 */

/** Ordinary words and short ones stay: they would take half of each line with them. Those in a URL are hidden anyway. */
const tooCommon = /^(.{0,7}|[a-z]{0,15})$/i;
const mask = "[hidden]";

/** The longest first, so that none is left over behind a shorter one that it contains. */
let known: string[] = [];

/** Has a value hidden from now on, in each form in which it may be quoted. */
export function hideSecret(value: string | undefined): void {
  if (value === undefined || tooCommon.test(value)) return;
  const forms = [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)];
  known = [...new Set([...known, ...forms])].sort((one, other) => other.length - one.length);
}

/** Hides what is secret of a URL: its password, and with `whole` all of its path and query, which may be a token. */
export function hideUrl(value: string | undefined, { whole = false } = {}): void {
  if (value === undefined || !URL.canParse(value)) return;
  const { password, pathname, search } = new URL(value);
  hideSecret(password);
  hideSecret(decoded(password));
  if (whole) for (const part of [`${pathname}${search}`, pathname, search]) hideSecret(part);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** User and password of a URL, in any text that quotes it. */
const credentialsInUrl = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#"'\\@]*(?:@[^\s/?#"'\\@]*)*@/gi;

/** The text without the known secrets, and without user and password of any URL in it. */
export function redact(text: string): string {
  let clean = text.includes("@") ? text.replace(credentialsInUrl, `$1${mask}@`) : text;
  for (const secret of known) if (clean.includes(secret)) clean = clean.replaceAll(secret, mask);
  return clean;
}
