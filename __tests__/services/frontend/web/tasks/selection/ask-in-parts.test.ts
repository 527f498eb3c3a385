import { askInParts } from "../../../../../../services/frontend/web/tasks/selection/ask-in-parts";

const ids = Array.from({ length: 250 }, (_, index) => `task-${index}`);
const done = async (some: readonly string[]) => ({
  outcomes: some.map((id) => ({ id, ok: true as const, version: 2 })),
});
const away = new Error("The platform does not answer");

test("a request has a hundred tasks at most, and each has its outcome", async () => {
  const ask = jest.fn(done);
  const { outcomes, left } = await askInParts(ids, ask);
  expect(ask.mock.calls.map(([some]) => some.length)).toEqual([100, 100, 50]);
  expect(outcomes.map(({ id }) => id)).toEqual(ids);
  expect(left).toEqual([]);
});

test("a later request that fails is the last, and what was done before it is told", async () => {
  const ask = jest.fn(done).mockImplementationOnce(done).mockRejectedValueOnce(away);
  const { outcomes, left, error } = await askInParts(ids, ask);
  expect(ask).toHaveBeenCalledTimes(2);
  expect(outcomes.map(({ id }) => id)).toEqual(ids.slice(0, 100));
  expect([left, error]).toEqual([ids.slice(100), away]);
});

test("the first request that fails is the failure of all", async () => {
  await expect(askInParts(ids, jest.fn(done).mockRejectedValueOnce(away))).rejects.toBe(away);
});
