import { few, fillTasks } from "../../../bench/many-tasks";
import { viewCountsQuery } from "../../../services/backend/view-counts";
import { useDatabase } from "../../helpers/database";
import {
  combinations,
  limit,
  listed,
  listedNext,
  matching,
  orderedCombinations,
  readingOf,
  readingOfStatement,
} from "../../helpers/list-queries";

const db = useDatabase();

beforeAll(() => fillTasks(db.database, 10 * few.tasks));

test.each(combinations)("%j finds what a look at each task finds, on two pages", async (filters) => {
  const expected = await matching(db.database, few.owner, filters);
  expect(await listed(db.database, few.owner, filters)).toEqual(expected);
  const next = { ...filters, olderThan: expected[limit - 1] ?? expected.at(-1) };
  expect(await listed(db.database, few.owner, next)).toEqual(await matching(db.database, few.owner, next));
});

test.each(orderedCombinations)("%j finds what a look at each task finds, on two pages", async (filters) => {
  const expected = await matching(db.database, few.owner, filters, { first: 2 * limit + 1 });
  expect(await listed(db.database, few.owner, filters)).toEqual(expected.slice(0, limit + 1));
  expect(await listedNext(db.database, few.owner, filters)).toEqual(expected.slice(limit));
});

test.each([...combinations, ...orderedCombinations])("%j scans no table from end to end", async (filters) => {
  expect(await readingOf(db.database, few.owner, filters)).toMatchObject({ scanned: [], scans: 0 });
});

test("the counts of views scan no table of tasks from end to end", async () => {
  const counts = viewCountsQuery(few.owner, "Europe/Berlin", new Date("2026-12-01"));
  const { scanned } = await readingOfStatement(db.database, counts);
  expect(scanned.filter((table) => table !== "lists")).toEqual([]);
});
