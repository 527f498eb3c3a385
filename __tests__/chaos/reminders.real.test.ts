import { chaos, clean, testTimeout } from "./run-chaos";

test(
  "ten thousand reminders that are due at once fire once each, with five schedulers of which two are killed in the middle",
  async () => {
    const printed = await chaos("reminders", "--events=10000");
    expect(printed.match(/was killed at [1-9]\d* of 10000/g)).toHaveLength(2);
    expect(printed).toMatch(clean);
  },
  testTimeout,
);
