/**
 * Reads the header Retry-After, which holds seconds or a date (RFC 9110, section 10.2.3).
 * @returns milliseconds to wait, or undefined when there is no such header or it is not valid
 */
export function parseRetryAfter(header: string | null, now = Date.now()): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  // All three forms of an HTTP date begin with the name of a day. One of them leaves out that it is GMT.
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /.test(text)) return undefined;
  const time = Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
  return Number.isNaN(time) ? undefined : Math.max(0, time - now);
}
