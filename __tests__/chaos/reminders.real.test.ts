import { chaos, clean, testTimeout } from "./run-chaos";

test(
  "a thousand reminders that are due at once fire once each, with five schedulers",
  async () => {
    expect(await chaos("reminders", "--events=1000")).toMatch(clean);
  },
  testTimeout,
);
