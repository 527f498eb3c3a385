import { chaos } from "./run-chaos";

test("not one statement reaches the database of an idle platform", async () => {
  expect(await chaos(115, "idle", "--minutes=1")).toContain("0 statements in 1 minutes");
});
