import { few, fillTasks, listId, many } from "../../../bench/many-tasks";
import { viewCountsQuery } from "../../../services/backend/view-counts";
import { Database } from "../../../services/runtime/database/database";
import { silent, useDatabase } from "../../helpers/database";
import {
  combinations,
  copyTasks,
  listed,
  matching,
  orderedCombinations,
  readingOf,
  readingOfStatement,
} from "../../helpers/list-queries";

/** Needs no component, but minutes: a million tasks and their indexes. */
const fillTimeoutMs = 1_800_000;
const db = useDatabase();
const all = [...combinations, ...orderedCombinations];
let database: Database;
db.closeFirst(() => database.close());
/** Pages that the dearest list of the owner with 1,000 tasks reads. */
let dearest = 0;
let copy: string;

beforeAll(async () => {
  const patience = { queryTimeoutMs: fillTimeoutMs, connectionTimeoutMs: fillTimeoutMs, suspectAfterMs: fillTimeoutMs };
  database = new Database({ url: db.url, logger: silent, ...patience });
  await fillTasks(database, 1_000_000);
  copy = await copyTasks(database, [few.owner, many]);
  for (const filters of all) dearest = Math.max(dearest, (await readingOf(database, few.owner, filters)).pages);
}, fillTimeoutMs);

test.each(all)("%j among a million tasks finds what a look at each task finds", async (filters) => {
  for (const owner of [few.owner, many]) {
    expect(await listed(database, owner, filters)).toEqual(await matching(database, owner, filters, { copy }));
  }
});

test.each(all)("%j among a million tasks scans no table from end to end", async (filters) => {
  for (const owner of [few.owner, many]) {
    expect(await readingOf(database, owner, filters)).toMatchObject({ scanned: [], scans: 0 });
  }
});

test.each(all)("%j reads at 100,000 tasks at most twice the pages of the dearest list at 1,000", async (filters) => {
  expect((await readingOf(database, many, filters)).pages).toBeLessThanOrEqual(2 * dearest);
});

test("the counts of views read at 100,000 tasks at most twice the pages of the dearest list at 1,000, and scan no table", async () => {
  await database.query(
    `insert into freehold.lists (id, owner_id, actor, name, position, created_at, updated_at, version)
     select $1, $2, $2, 'Work', 1, now(), now(), 1`,
    [listId(many, "work"), many],
  );
  const reading = await readingOfStatement(database, viewCountsQuery(many, "Europe/Berlin", new Date("2026-12-01")));
  expect(reading.scans).toBe(0);
  expect(reading.pages).toBeLessThanOrEqual(2 * dearest);
});
