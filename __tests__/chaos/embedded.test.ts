import { chaos, clean } from "./run-chaos";

/** Short forms of what `npm run chaos` does at length; each fails if its fault did not happen. */
test.each([
  ["kill", "--events=2000", "--times=3", "3 × SIGKILL"],
  ["failpoint", "--events=2000", "--times=1", "6 deaths at query, queried, deliver, delivered, publish, published"],
  ["sigterm", "--events=2000", "--times=2", "2 × SIGTERM, out within"],
  ["database-restart", "--events=2000", "--times=2", "2 restarts of the database"],
  ["database-cut", "--events=2000", "--times=2", "2 × cut"],
  ["database-half-open", "--events=2000", "--times=1", "1 × freeze"],
  ["poison", "--events=300", "--times=1", "300 events"],
  ["duplicates", "--events=1000", "--times=1", "1000 events"],
  ["reorder", "--events=500", "--times=1", "500 events"],
  ["slow", "--events=500", "--times=1", "500 events"],
])(
  "%s: nothing lost, doubled or disordered",
  async (fault, events, times, happened) => {
    const printed = await chaos(60, fault, events, times, "--seed=7");
    expect(printed).toContain(happened);
    expect(printed).toMatch(clean);
  },
  70_000,
);

test("a fault that there is not is refused with those that there are", async () => {
  await expect(chaos(20, "earthquake")).rejects.toMatchObject({
    stderr: expect.stringContaining('There is no fault "earthquake"'),
  });
});
