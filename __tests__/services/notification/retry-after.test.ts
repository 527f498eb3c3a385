import { parseRetryAfter } from "../../../services/notification/retry-after";

const now = Date.parse("1994-11-06T08:49:00Z");

test.each([
  ["120", 120_000],
  [" 0 ", 0],
  ["Sun, 06 Nov 1994 08:49:37 GMT", 37_000],
  ["Sunday, 06-Nov-94 08:49:37 GMT", 37_000],
  ["Sun Nov  6 08:49:37 1994", 37_000],
  ["Sun, 06 Nov 1994 08:00:00 GMT", 0],
])("%p is %d ms", (header, ms) => {
  expect(parseRetryAfter(header, now)).toBe(ms);
});

test.each([null, "", "-5", "1.5", "1e3", "soon", "2026-01-01", "Sunday", "Sun, 99 Nov 1994 08:49:37 GMT"])(
  "%p says nothing",
  (header) => {
    expect(parseRetryAfter(header, now)).toBeUndefined();
  },
);
