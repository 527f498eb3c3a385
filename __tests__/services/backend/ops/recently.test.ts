import { recently } from "../../../../services/backend/ops/recently";

test("all who ask while it reads, and soon after, get one answer", async () => {
  const read = jest.fn(async () => ({}));
  const look = recently(60_000, read);
  const [one, other] = await Promise.all([look(), look()]);
  expect(await look()).toBe(one);
  expect(other).toBe(one);
  expect(read).toHaveBeenCalledTimes(1);
});

test("reads again once the answer is old, and after a failure", async () => {
  const read = jest.fn().mockRejectedValueOnce(new Error("away")).mockResolvedValue("there");
  const look = recently(0, read);
  await expect(look()).rejects.toThrow("away");
  expect(await look()).toBe("there");
  await look();
  expect(read).toHaveBeenCalledTimes(3);
});
