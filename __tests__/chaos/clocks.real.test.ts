import { chaos, clean, testTimeout } from "./run-chaos";

test(
  "no occurrence is missed or doubled by a change of the clocks, a 29 February, or a clock that is off",
  async () => {
    const printed = await chaos("clocks");
    expect(printed).toContain("FREQ=DAILY at 02:30:00 in Europe/Berlin: 193 of 193 occurrences");
    expect(printed).toContain("FREQ=MONTHLY;BYMONTHDAY=29 at 09:00:00 in America/New_York: 6 of 6 occurrences");
    expect(printed).toMatch(clean);
  },
  testTimeout,
);
