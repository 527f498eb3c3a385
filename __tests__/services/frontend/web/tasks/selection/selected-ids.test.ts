import { toggled, withRange } from "../../../../../../services/frontend/web/tasks/selection/selected-ids";

const shown = ["a", "b", "c", "d"];
const none = new Set<string>();

test("a task is selected, and taken out of the selection again", () => {
  expect([...toggled(none, "a")]).toEqual(["a"]);
  expect([...toggled(new Set(["a", "b"]), "a")]).toEqual(["b"]);
});

test("a range goes either way, and adds to what is selected", () => {
  expect([...withRange(none, shown, "b", "d")]).toEqual(["b", "c", "d"]);
  expect([...withRange(new Set(["d"]), shown, "c", "a")]).toEqual(["d", "a", "b", "c"]);
});

test("a range from a task that has left the list is the other task alone", () => {
  expect([...withRange(none, shown, "gone", "c")]).toEqual(["c"]);
});
