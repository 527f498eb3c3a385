import { restorableDays } from "../../../../../../services/contracts/retention";
import { keptDays } from "../../../../../../services/frontend/web/tasks/trash/kept-days";

test("the page names the days for which the platform can restore a task", () => {
  expect(keptDays).toBe(restorableDays);
});
