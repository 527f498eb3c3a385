import { dayOf, viewOf } from "../../../services/domain/views";

const now = new Date("2026-03-08T03:30:00Z");

test.each([
  ["UTC", "2026-03-08T00:00:00.000Z", "2026-03-09T00:00:00.000Z"],
  // It is still Saturday there.
  ["America/New_York", "2026-03-07T05:00:00.000Z", "2026-03-08T05:00:00.000Z"],
  ["Pacific/Kiritimati", "2026-03-07T10:00:00.000Z", "2026-03-08T10:00:00.000Z"],
])("the day of an owner in %s is from %s to %s", (timeZone, start, end) => {
  expect(dayOf(now, timeZone)).toEqual({ start, end });
});

test("a day on which clocks change has 23 or 25 hours", () => {
  expect(dayOf(new Date("2026-03-29T12:00:00Z"), "Europe/Berlin")).toEqual({
    start: "2026-03-28T23:00:00.000Z",
    end: "2026-03-29T22:00:00.000Z",
  });
  expect(dayOf(new Date("2026-10-25T12:00:00Z"), "Europe/Berlin")).toEqual({
    start: "2026-10-24T22:00:00.000Z",
    end: "2026-10-25T23:00:00.000Z",
  });
});

test("each view begins where another ends", () => {
  const { start, end } = dayOf(now, "Europe/Berlin");
  expect(viewOf("overdue", "Europe/Berlin", now)).toEqual({ status: "open", dueBefore: start });
  expect(viewOf("today", "Europe/Berlin", now)).toEqual({ status: "open", dueAfter: start, dueBefore: end });
  expect(viewOf("upcoming", "Europe/Berlin", now)).toEqual({ status: "open", dueAfter: end });
  expect(viewOf("noDate", "Europe/Berlin", now)).toEqual({ status: "open", noDate: true });
});
