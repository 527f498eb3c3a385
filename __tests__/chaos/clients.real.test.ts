import { chaos, clean, testTimeout } from "./run-chaos";

test(
  "clients that send garbage, flood or stall are refused, and one that behaves gets all its answers",
  async () => {
    const printed = await chaos("clients");
    expect(printed).toContain("100 that stall in the body: refused with 408");
    expect(printed).toMatch(/\d+ tasks of the client that behaves/);
    expect(printed).toMatch(clean);
  },
  testTimeout,
);
