import { pageOf, taskSchema } from "../../../services/backend/schemas";
import { useBackend } from "../../helpers/backend";

/** The database of the tests is made as that of npm start is: with the collation C. */
const api = useBackend();
const ann = api.as("ann");

const finds = async (search: string, title: string, description?: string, tags?: string[]) => {
  const { body } = await ann("POST", "/api/tasks", { title, description, tags });
  const { id } = taskSchema.parse(body);
  const { items } = pageOf(taskSchema).parse(
    (await ann("GET", `/api/tasks?search=${encodeURIComponent(search)}`)).body,
  );
  return items.some((task) => task.id === id);
};

test.each([
  ["я", "Я"],
  ["Я", "я"],
  ["ä", "Ärger"],
  ["ÄRGER", "ärger"],
  ["έ", "Έλα"],
  ["ΣΟΦΟΣ", "σοφοσ"],
  ["σοφός", "ΣΟΦΌΣ"],
  ["Ł", "łódź"],
  ["Ա", "ա"],
  ["Ɐ", "ɐ"],
  ["café", "CAFE\u0301"],
  ["cafe\u0301", "CAFÉ"],
  ["water", "WATER the plants"],
  ["𐐨", "𐐀"],
  ["日本", "日本語"],
])("a search for %j finds %j", async (search, title) => {
  expect(await finds(search, title)).toBe(true);
  expect(await finds(search, "Elsewhere", `… ${title} …`)).toBe(true);
  expect(await finds(search, "Elsewhere", undefined, ["other", title])).toBe(true);
});

test("a tag is found with its sign as well, and no sign where there is no tag", async () => {
  expect(await finds("#sign", "Elsewhere", undefined, ["other", "signed"])).toBe(true);
  expect(await finds("#", "No tag")).toBe(false);
});

test.each(["%", "_", "\\", "100%", "a_b", "a\\b", "%%", "\\%", "'", '"', "*", ".*", "[a]", "$1", "я_", "%я"])(
  "%j is searched for as it is",
  async (search) => {
    expect(await finds(search, `before ${search} after`)).toBe(true);
    expect(await finds(search, `before ${search.replace(/[%_\\'"*.$[\]]/g, "x")} after`)).toBe(false);
  },
);
