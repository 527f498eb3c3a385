import { chaos, clean, testTimeout } from "./run-chaos";

/** Short forms of what `npm run chaos` does at length; each fails if its fault did not happen. They need Node alone. */
test.each([
  ["kill", "--events=2000", "--times=3", "3 × SIGKILL"],
  ["sigterm", "--events=2000", "--times=2", "2 × SIGTERM, out within"],
  ["database-restart", "--events=2000", "--times=2", "2 restarts of the database"],
  ["database-cut", "--events=2000", "--times=2", "2 × cut"],
  ["database-half-open", "--events=2000", "--times=1", "1 × freeze"],
  ["poison", "--events=150", "--times=1", "of them poison"],
  ["duplicates", "--events=1000", "--times=1", "1000 events"],
  ["reorder", "--events=500", "--times=1", "500 events"],
  ["slow", "--events=500", "--times=1", "500 events"],
])(
  "%s: nothing lost, doubled or disordered",
  async (fault, events, times, happened) => {
    const printed = await chaos(fault, events, times, "--seed=7");
    expect(printed).toContain(happened);
    expect(printed).toMatch(clean);
  },
  testTimeout,
);

test(
  "the failpoints are also those around a side effect",
  async () => {
    const printed = await chaos("failpoint", "--events=2000", "--times=1", "--seed=7");
    expect(printed).toContain("6 deaths at query, queried, deliver, delivered, publish, published");
    expect(printed).toMatch(/inbox: 22 deaths around 200 effects outside, [1-9]\d* of them between effect and commit/);
    expect(printed).toMatch(clean);
  },
  testTimeout,
);
