import { changeItem, untick, withIds } from "../../../services/domain/checklist";

const milk = { id: "1", text: "Milk", done: true };
const eggs = { id: "2", text: "Eggs", done: false };

test("an item keeps the id that it is given, and a new one gets its own", () => {
  expect(withIds([milk, { text: "Bread", done: false }], () => "new")).toEqual([
    milk,
    { id: "new", text: "Bread", done: false },
  ]);
});

test("one item changes by its id, and the others stay", () => {
  expect(changeItem([milk, eggs], "2", { done: true })).toEqual([milk, { ...eggs, done: true }]);
  expect(changeItem([milk, eggs], "1", { text: "Oat milk" })).toEqual([{ ...milk, text: "Oat milk" }, eggs]);
  expect(changeItem([milk, eggs], "3", { done: true })).toBeUndefined();
});

test("the next occurrence has the same items in the same order, none done, with ids of their own", () => {
  const ids = ["new 1", "new 2"];
  expect(untick([milk, eggs], () => ids.shift() ?? "")).toEqual([
    { id: "new 1", text: "Milk", done: false },
    { id: "new 2", text: "Eggs", done: false },
  ]);
});
