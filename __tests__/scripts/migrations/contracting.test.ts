import { readdirSync, readFileSync } from "node:fs";
import { version } from "../../../package.json";
import { contracting } from "../../../scripts/migrations/contracting";

const folder = "services/migrations";
const migrations = readdirSync(folder).filter((file) => file.endsWith(".sql"));

test("there are migrations to look at", () => expect(migrations.length).toBeGreaterThan(0));

test.each(migrations)("%s expands, or says what it takes away since when", async (file) => {
  expect(await contracting(readFileSync(`${folder}/${file}`, "utf8"), version)).toEqual([]);
});

test.each([
  "create table freehold.labels (id uuid primary key, name text not null)",
  "create table freehold.labels (name text); create unique index labels_by_name on freehold.labels (name)",
  "create index tasks_by_title on freehold.tasks (title)",
  "alter table freehold.tasks add column color text",
  "alter table freehold.tasks add column color text references freehold.colors",
  "alter table freehold.tasks add column color text not null default 'blue'",
  "alter table freehold.tasks alter column priority set default 'low'",
  "alter table freehold.tasks alter column owner_id set (n_distinct = 10)",
  "alter index freehold.tasks_by_title alter column 1 set statistics 0",
  "update freehold.tasks set color = 'blue' where color is null",
  "create function freehold.f() returns int language sql as 'select 1'",
])("expands: %s", async (sql) => expect(await contracting(sql, "1.0.0")).toEqual([]));

test.each([
  "alter table freehold.tasks rename column title to name",
  "alter table freehold.tasks rename to jobs",
  "alter table freehold.tasks drop column title",
  "alter table freehold.tasks add column color text, drop column title",
  "alter table freehold.tasks add column color text not null",
  "alter table freehold.tasks add column color text unique",
  "alter table freehold.tasks alter column title type int using title::int",
  "alter table freehold.tasks alter column description set not null",
  "alter table freehold.tasks alter column version drop default",
  "alter table freehold.tasks add constraint short check (length(title) < 10)",
  "alter table freehold.tasks set schema public",
  "create unique index tasks_by_title on freehold.tasks (title)",
  "create trigger refuse before insert on freehold.tasks execute function freehold.refuse()",
  "create or replace function freehold.f() returns int language sql as 'select 1'",
  "alter type freehold.status rename value 'open' to 'opened'",
  "drop table freehold.tasks",
  "drop schema dapr_state",
  "drop function freehold.f",
  "truncate freehold.tasks",
  "do $$ begin execute 'drop table freehold.tasks'; end $$",
])("contracts: %s", async (sql) => {
  expect(await contracting(`-- Up Migration\n\n${sql};\n`, "1.0.0")).toEqual([
    `"${sql}" contracts: expand, or add a line "-- Contract: unused since v…".`,
  ]);
});

describe("a contract", () => {
  const drop = (since: string) => `-- Contract: unused since ${since}\nalter table freehold.tasks drop column title;`;

  test("passes when a release that is out has stopped using it", async () => {
    expect(await contracting(drop("v1.9.0"), "1.10.0")).toEqual([]);
  });

  test("is refused when that release is still to come", async () => {
    expect(await contracting(drop("v1.11.0"), "1.10.0")).toEqual([
      "v1.11.0 is newer than this release, 1.10.0: name the first that used it no more.",
    ]);
  });

  test("that names no release is none", async () => {
    expect(await contracting(drop("long ago"), "1.10.0")).toHaveLength(1);
  });
});

test("what PostgreSQL cannot read is an error", async () => {
  await expect(contracting("alter tables", "1.0.0")).rejects.toThrow("syntax error");
});
