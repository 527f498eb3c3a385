import { chaos, clean } from "./run-chaos";

test("a thousand reminders that are due at once fire once each, with five schedulers", async () => {
  expect(await chaos(60, "reminders", "--events=1000")).toMatch(clean);
}, 70_000);
