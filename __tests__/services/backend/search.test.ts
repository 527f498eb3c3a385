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
  ["GRÖSSE", "Größe"],
  ["größe", "GRÖSSE"],
  ["straße", "STRASSE"],
  ["strasse", "Straße"],
  ["STRAẞE", "Strasse"],
  ["strasse", "STRAẞE"],
  ["ss", "Fuß"],
  ["flussschiff", "Flußschiff"],
  ["gross-strasse", "Großstraße, Groß-Strasse"],
  ["ｆｕｌｌ", "full"],
  ["ｆｕｌｌ", "ＦＵＬＬ"],
  ["ｶﾞｽ", "ガス"],
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

test("each spelling is found by its terms, too, when it is older than the tasks that a list looks at first", async () => {
  const call = api.as("many");
  for (const title of ["Größe", "GRÖSSE", "Grosse", "Grobe"]) await call("POST", "/api/tasks", { title });
  await api.db.database.query(
    `insert into freehold.tasks (id, owner_id, actor, title, priority, tags, status, remind_minutes, created_at, updated_at, version)
     select ('ffffffff-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'many', 'many', 'Other ' || n, 'low', '{}', 'open', '{}', now(), now(), 1
     from generate_series(1, 300) as n`,
  );
  for (const sort of ["created", "due"]) {
    const { body } = await call("GET", `/api/tasks?sort=${sort}&search=${encodeURIComponent("GRÖSSE")}`);
    expect(
      pageOf(taskSchema)
        .parse(body)
        .items.map(({ title }) => title),
    ).toEqual(["GRÖSSE", "Größe"]);
  }
});
