import { useDatabase } from "../../../helpers/database";

const db = useDatabase();
const count = async () => (await db.database.query<{ n: number }>("select count(*) as n from public.rows")).rows[0]?.n;

beforeAll(() => db.database.query("create table public.rows (id int primary key)"));
beforeEach(() => db.database.query("truncate public.rows"));

test("a transaction is committed when its work resolves", async () => {
  const result = await db.database.transaction(async (tx) => {
    await tx.query("insert into public.rows values (1)");
    return "done";
  });
  expect(result).toBe("done");
  expect(await count()).toBe(1);
});

test("a transaction is rolled back when its work throws, and the connection is fit for the next", async () => {
  const work = db.database.transaction(async (tx) => {
    await tx.query("insert into public.rows values (1)");
    throw new Error("no");
  });
  await expect(work).rejects.toThrow("no");
  expect(await count()).toBe(0);
});

test("a failed statement that the work ignores does not pass for a commit", async () => {
  const work = db.database.transaction(async (tx) => {
    await tx.query("insert into public.rows values (1)");
    await tx.query("select * from no_such_table").catch(() => {});
  });
  await expect(work).rejects.toThrow("rolled back");
  expect(await count()).toBe(0);
});

test("a connection that the server ends during a transaction is not used again", async () => {
  const work = db.database.transaction((tx) => tx.query("select pg_terminate_backend(pg_backend_pid())"));
  await expect(work).rejects.toMatchObject({ code: "57P01" });
  expect(await count()).toBe(0);
});

test("a statement for the end is a part of the transaction, and sent with the commit", async () => {
  await db.database.transaction(async (tx) => {
    tx.atEnd("insert into public.rows values ($1)", [2]);
    const { rows } = await tx.query("select from public.rows");
    expect(rows).toEqual([]);
  });
  expect(await count()).toBe(1);
});

test("a statement for the end that fails takes the transaction with it, and says why", async () => {
  const work = db.database.transaction(async (tx) => {
    await tx.query("insert into public.rows values (1)");
    tx.atEnd("insert into public.rows values ($1)", [1]);
    tx.atEnd("insert into public.rows values ($1)", [2]);
  });
  await expect(work).rejects.toMatchObject({ code: "23505" });
  expect(await count()).toBe(0);
  await db.database.transaction((tx) => tx.query("insert into public.rows values (3)"));
  expect(await count()).toBe(1);
});

test("statements for the end are not sent when the work throws", async () => {
  const work = db.database.transaction(async (tx) => {
    tx.atEnd("insert into public.rows values ($1)", [1]);
    throw new Error("no");
  });
  await expect(work).rejects.toThrow("no");
  expect(await count()).toBe(0);
});

test("a queued statement is sent in its order, and waits for no answer", async () => {
  await db.database.transaction(async (tx) => {
    tx.enqueue("insert into public.rows values ($1)", [1]);
    const { rows } = await tx.query("select from public.rows");
    expect(rows).toHaveLength(1);
    tx.enqueue("insert into public.rows values ($1)", [2]);
  });
  expect(await count()).toBe(2);
});

test("a queued statement that fails takes the transaction with it, and is the reason, whatever failed after it", async () => {
  const failures: unknown[] = [];
  const work = db.database.transaction(async (tx) => {
    tx.enqueue("insert into public.rows values ($1)", [1]);
    tx.enqueue("insert into public.rows values ($1)", [1], (error) => failures.push(error));
    tx.enqueue("insert into public.rows values ($1)", [2], (error) => failures.push(error));
    tx.atEnd("insert into public.rows values ($1)", [3]);
  });
  await expect(work).rejects.toMatchObject({ code: "23505" });
  expect(failures).toMatchObject([{ code: "23505" }]);
  const next = db.database.transaction(async (tx) => {
    tx.enqueue("select 1 / $1::int", [0]);
    await tx.query("select from public.rows");
  });
  await expect(next).rejects.toMatchObject({ code: "22012" });
  expect(await count()).toBe(0);
});
