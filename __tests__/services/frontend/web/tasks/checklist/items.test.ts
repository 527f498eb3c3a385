import {
  moved,
  neighbourOf,
  toEdited,
  toGiven,
  withItemBelow,
} from "../../../../../../services/frontend/web/tasks/checklist/items";

const items = toEdited(["a", "b", "c"].map((id) => ({ id, text: id.toUpperCase(), done: id === "b" })));
const keys = (some: readonly { key: string }[]) => some.map(({ key }) => key).join("");

test("an item moves up and down, and stays at the ends", () => {
  expect(keys(moved(items, "b", -1))).toBe("bac");
  expect(keys(moved(items, "b", 1))).toBe("acb");
  expect(keys(moved(items, "a", -1))).toBe("abc");
  expect(keys(moved(items, "c", 1))).toBe("abc");
  expect(keys(moved(items, "none", 1))).toBe("abc");
});

test("a new item comes below another, or at the end", () => {
  const item = { key: "new", text: "", done: false };
  expect(keys(withItemBelow(items, "a", item))).toBe("anewbc");
  expect(keys(withItemBelow(items, undefined, item))).toBe("abcnew");
});

test("the API gets the ids of known items, and no item without text", () => {
  const edited = [...items, { key: "1", text: "  Socks ", done: false }, { key: "2", text: " ", done: true }];
  expect(toGiven(edited)).toEqual([
    { id: "a", text: "A", done: false },
    { id: "b", text: "B", done: true },
    { id: "c", text: "C", done: false },
    { text: "Socks", done: false },
  ]);
});

test("the focus of a removed item goes to the one above, or else below", () => {
  expect(neighbourOf(items, "c")?.key).toBe("b");
  expect(neighbourOf(items, "a")?.key).toBe("b");
  expect(neighbourOf(items.slice(0, 1), "a")).toBeUndefined();
});
