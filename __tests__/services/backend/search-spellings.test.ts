import { spellingsOf } from "../../../services/backend/search-spellings";

test.each([
  ["water", ["water"]],
  ["Größe", ["Größe", "Grösse"]],
  ["ss", ["ss", "ß"]],
  ["Ｍａß", ["Ｍａß", "Maß", "Mass"]],
  ["… ½ ™", ["… ½ ™"]],
  ["ßaß", ["ßaß", "ssaß", "ßass", "ssass"]],
])("%j is searched for as %j", (search, spellings) => {
  expect(spellingsOf(search).toSorted()).toEqual(spellings.toSorted());
});

test("a search with ß at many places is searched for in few spellings", () => {
  expect(spellingsOf("ß ".repeat(100))).toHaveLength(8);
});
