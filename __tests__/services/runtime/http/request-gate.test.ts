import { RequestGate } from "../../../../services/runtime/http/request-gate";

function gateAt(limits = { perAddress: 2, together: 5 }) {
  let now = 1_000_000;
  const gate = new RequestGate(limits, () => now);
  const ask = (address: string) => {
    const wait = gate.waitFor(address);
    if (wait === undefined) gate.count(address);
    return wait;
  };
  return {
    ask,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

test("an address that asks too often waits, and others do not", () => {
  const { ask, pass } = gateAt();
  expect([ask("a"), ask("a"), ask("a"), ask("b")]).toEqual([undefined, undefined, 60, undefined]);
  pass(45_000);
  expect(ask("a")).toBe(15);
  pass(15_000);
  expect(ask("a")).toBeUndefined();
});

test("all addresses together are bounded, too: anybody can claim any address", () => {
  const { ask } = gateAt();
  expect(["a", "b", "c", "d", "e", "f"].map(ask)).toEqual([undefined, undefined, undefined, undefined, undefined, 60]);
});
