import { mostRankBytes, rankBetween, spreadRanks } from "../../../services/domain/rank";

test.each([
  ["", undefined],
  ["", "01"],
  ["01", "02"],
  ["01", "0101"],
  ["01ff", "02"],
  ["fe", undefined],
  ["ff", undefined],
  ["ffff", undefined],
  ["0192f0c000007000", "0192f0c000007001"],
])("between %j and %j is a rank, at most two bytes longer", (low, high) => {
  const rank = rankBetween(low, high) ?? "";
  expect(rank > low).toBe(true);
  if (high !== undefined) expect(rank < high).toBe(true);
  expect(rank.length).toBeLessThanOrEqual(Math.max(low.length, high?.length ?? 0) + 4);
});

test.each([
  ["01", "01"],
  ["02", "01"],
  ["01", "0100"],
  ["01", "010000"],
  ["", "00"],
])("between %j and %j is no rank", (low, high) => {
  expect(rankBetween(low, high)).toBeUndefined();
});

test("moving to one place again and again makes ranks longer, up to a bound", () => {
  let high = "02";
  const made: string[] = [];
  for (let rank = rankBetween("01", high); rank !== undefined; rank = rankBetween("01", high)) {
    made.push(rank);
    high = rank;
  }
  expect(made.length).toBeGreaterThan(mostRankBytes * 7);
  expect(made).toEqual([...made].sort().reverse());
  expect(Math.max(...made.map((rank) => rank.length / 2))).toBe(mostRankBytes);
});

test("spread ranks rise, lie between their neighbours, and stay short", () => {
  const ranks = spreadRanks(400, "0192f0", "0192f1") ?? [];
  expect(ranks).toHaveLength(400);
  expect(ranks).toEqual([...new Set(ranks)].sort());
  expect(ranks.every((rank) => rank > "0192f0" && rank < "0192f1" && rank.length <= 12)).toBe(true);
  expect(spreadRanks(0, "01", "01")).toEqual([]);
  expect(spreadRanks(3, "01", "0100")).toBeUndefined();
});
