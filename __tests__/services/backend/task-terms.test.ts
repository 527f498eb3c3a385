import { useDatabase } from "../../helpers/database";

const db = useDatabase();

/** Whether a task with this title has the terms that a search asks tasks_by_terms for. */
async function finds(search: string, title: string, { owner = "ann", by = "ann" } = {}): Promise<boolean> {
  const { rows } = await db.database.query<{ found: boolean }>(
    `select freehold.task_terms($1::text, $2, null, '{home,"it''s \\\\ done"}', 'open', 'low')
       @@ freehold.wanted_terms($3::text, $4, null, null, null) as found`,
    [owner, title, by, search],
  );
  return rows[0]?.found ?? false;
}

const wanted = async (search: string | null, tag: string | null, status: string | null, priority: string | null) => {
  const { rows } = await db.database.query<{ found: boolean }>(
    `select freehold.task_terms('ann', 'Water the plants', null, '{home,"it''s \\\\ done"}', 'open', 'low')
       @@ freehold.wanted_terms('ann', $1::text, $2::text, $3::text, $4::text) as found`,
    [search, tag, status, priority],
  );
  return rows[0]?.found;
};

test.each([
  "Water the plants",
  "Ärger mit Öl",
  "ΣΟΦΌΣ ἀνήρ",
  "Завтра в Łódź",
  "日本語の本",
  "𐐀𐐨 🪴🌱 done",
  "it's 100% \\ a_b & (c | !d):*",
  "cafe\u0301",
])("every part of %j finds it", async (title) => {
  const letters = [...title];
  for (let length = 1; length <= 5; length += 1) {
    for (let start = 0; start + length <= letters.length; start += 1) {
      const part = letters.slice(start, start + length).join("");
      expect([part, await finds(part, title)]).toEqual([part, true]);
    }
  }
});

test.each([
  ["я", "Я"],
  ["ÄRGER", "ärger"],
  ["σοφός", "ΣΟΦΌΣ"],
  ["café", "CAFE\u0301"],
  ["cafe", "CAFE\u0301"],
  ["cafe\u0301", "CAFÉ"],
])("a search for %j finds %j", async (search, title) => expect(await finds(search, title)).toBe(true));

test.each(["plow", "лук", "本日", "x", "xy"])("a search for %j does not find what has none of it", async (search) =>
  expect(await finds(search, "Water the plants, 日本語, луна")).toBe(false),
);

test("a search of 200 characters finds the task that has them", async () => {
  const long = Array.from({ length: 50 }, (_, n) => `w${n % 10}я `).join("");
  expect(await finds(long, `… ${long} …`)).toBe(true);
});

test("a search finds the tasks of its owner alone", async () =>
  expect(await finds("water", "Water", { owner: "ann", by: "bob" })).toBe(false));

test.each([
  [null, "home", null, null, true],
  [null, "it's \\ done", null, null, true],
  [null, "hom", null, null, false],
  [null, null, "open", "low", true],
  [null, null, "completed", null, false],
  [null, null, null, "high", false],
  ["water", "home", "open", "low", true],
  ["water", "home", "open", "high", false],
] as const)("search %j, tag %j, status %j, priority %j: %s", async (search, tag, status, priority, found) =>
  expect(await wanted(search, tag, status, priority)).toBe(found),
);
