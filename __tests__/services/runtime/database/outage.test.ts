import { isOutage } from "../../../../services/runtime/database/outage";

const withCode = (code: string) => Object.assign(new Error("failed"), { code });

test.each(["08006", "28P01", "3D000", "53300", "57P01", "57P03", "40001", "40P01", "ECONNREFUSED", "ECONNRESET"])(
  "%s says nothing about the event",
  (code) => expect(isOutage(withCode(code))).toBe(true),
);

test.each(["23505", "22P02", "42P01", "EACCES", "HANDLER_FAILED"])("%s counts against the event", (code) =>
  expect(isOutage(withCode(code))).toBe(false),
);

test("node-postgres's own messages for a lost connection are known", () => {
  expect(isOutage(new Error("Connection terminated unexpectedly"))).toBe(true);
  expect(isOutage(new Error("Connection to the printer failed"))).toBe(false);
});
