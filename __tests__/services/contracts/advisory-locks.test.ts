import { advisoryLocks } from "../../../services/contracts/advisory-locks";

test("no two advisory locks have the same key", () => {
  const keys = Object.values(advisoryLocks);
  expect(new Set(keys).size).toBe(keys.length);
});
