import { generateKeyPairSync } from "node:crypto";
import { z } from "zod";
import { exampleOf, isId, type Operation, operationsOf } from "../../helpers/api-operations";
import { type Call, useBackendWith } from "../../helpers/backend";
import { invited } from "../../helpers/person";
import { pushBrowser } from "../../helpers/push-browser";

const publicKey = generateKeyPairSync("ec", { namedCurve: "P-256" })
  .publicKey.export({ type: "spki", format: "pem" })
  .toString();
const api = useBackendWith({ PUSH_PUBLIC_KEY: publicKey });
const [ann, bob] = [api.as("ann"), api.as("bob")];

/** In all that Ann writes. */
const mark = "Ann's own";
/** Of each id of Ann's, one that is not there. */
const nevers = new Map<string, string>();
const neverOf = (id: string): string => {
  const known = nevers.get(id) ?? `018f0000-0000-7000-8000-dead${String(nevers.size).padStart(8, "0")}`;
  nevers.set(id, known);
  return id.replace(/^[0-9a-f-]{36}/, known);
};

/** Ids of what is Ann's: by the property of a body that names it, and by the beginning of a path. */
const own = new Map<string, string>();
let operations: Operation[];
/** What Bob reads before Ann has anything. */
const empty = new Map<string, string>();

const created = async (method: string, path: string, body: object, call: Call = ann) =>
  z.looseObject({ id: z.string() }).parse((await call(method, path, body)).body);

beforeAll(async () => {
  operations = await operationsOf(api.url);
  for (const operation of reads()) empty.set(operation.path, await read(operation, bob));
  const list = await created("POST", "/api/lists", { name: mark });
  const fields = { title: mark, description: mark, tags: [mark], listId: list.id, dueAt: new Date().toISOString() };
  const task = await created("POST", "/api/tasks", { ...fields, checklist: [{ text: mark }] });
  const deleted = await created("POST", "/api/tasks", fields);
  const other = await created("POST", "/api/tasks", fields);
  await ann("DELETE", `/api/tasks/${deleted.id}`);
  const notification = "018f0000-0000-7000-8000-000000000001";
  await api.db.database.query(
    `insert into freehold.notifications (id, reminder_id, task_id, owner_id, actor, title, minutes_before, remind_at)
     values ($1, $1, $2, 'ann', 'ann', $3, 5, now())`,
    [notification, task.id, mark],
  );
  const subscription = { endpoint: "https://push.example.net/ann", keys: pushBrowser().keys, name: mark };
  const { call: session } = await invited(api.db.database, () => api.url, { ownerId: "ann" });
  const onlyOf = async (path: string) =>
    z.object({ items: z.tuple([z.object({ id: z.string() })]) }).parse((await ann("GET", path)).body).items[0].id;
  const token = { name: mark, scope: "read", expiresAt: new Date(Date.now() + 86_400_000).toISOString() };
  const feed = await created("POST", "/api/calendar-feeds", { name: mark });
  const ids = {
    ...{ listId: list.id, ids: task.id, after: other.id, before: other.id, upTo: notification },
    ...{ itemId: z.object({ checklist: z.tuple([z.object({ id: z.string() })]) }).parse(task).checklist[0].id },
    // Of operators, who are others.
    ...{ "/api/dead-letters": task.id, "/api/operator": task.id, consumer: "audit-consumer" },
    ...{ "/api/tasks": task.id, "/api/lists": list.id, "/api/notifications": notification, list: list.id },
    ...{ "/api/tasks/{id}/restore": deleted.id, "/api/calendar-feeds": feed.id, "/calendar": `${feed.id}.ics` },
    "/api/push-subscriptions": (await created("PUT", "/api/push-subscriptions", subscription)).id,
    "/api/personal-tokens": (await created("POST", "/api/personal-tokens", token, session)).id,
    "/api/passkeys": await onlyOf("/api/passkeys"),
    "/api/sessions": await onlyOf("/api/sessions"),
  };
  for (const [name, id] of Object.entries(ids)) own.set(name, id);
});

/** Ann's id for a property, or for the parameter of a path. */
function ownIdOf(name: string, { path }: Operation): string {
  const beginnings = [...own.keys()]
    .filter((key) => path.startsWith(key))
    .sort((one, other) => other.length - one.length);
  const id = own.get(name) ?? own.get(beginnings[0] ?? "");
  if (!id) throw new Error(`${path} has the new parameter "${name}": say above which id of Ann's it is`);
  return id;
}

/** Bodies that no schema describes. */
const bodies: Record<string, object> = {
  "POST /api/tasks/{id}/reminders/snooze": { minutes: 5 },
  "POST /api/notifications/{id}/snooze": { minutes: 5 },
  "PATCH /api/tasks/{id}": { title: "Bob's" },
  "PATCH /api/tasks/{id}/checklist/{itemId}": { done: true },
  "PATCH /api/lists/{id}": { name: "Bob's" },
  "PUT /api/push-subscriptions/{id}": { endpoint: "https://push.example.net/bob", keys: pushBrowser().keys },
};

/** A request that fits an operation. What it names is Ann's; or else is there for no one. */
function request(operation: Operation, call: Call, isOwn: boolean) {
  const { method, path, parameters, body } = operation;
  const named: string[] = [];
  const idOf = (name: string) => {
    const id = ownIdOf(name, operation);
    named.push(id);
    return isOwn ? id : neverOf(id);
  };
  const query = parameters.filter((it) => it.in === "query" && (it.required || isId(it.schema)));
  const place = path.replace(/\{(\w+)\}/g, (_whole, name: string) => idOf(name));
  const asked = new URLSearchParams(
    query.map(({ name, schema }): [string, string] => [
      name,
      isId(schema) ? idOf(name) : String(exampleOf(schema, idOf, name)),
    ]),
  );
  const sent = bodies[`${method} ${path}`] ?? (body && exampleOf(withOneSide(body), idOf));
  return { named, answer: call(method, `${place}?${asked}`, sent) };
}

/** A task is moved after another or before it, and not both. */
const withOneSide = (schema: NonNullable<Operation["body"]>): typeof schema => {
  const { before, ...others } = schema.properties;
  return before && others.after ? { ...schema, properties: others } : schema;
};

const reads = () => operations.filter(({ method, path }) => method === "GET" && !path.includes("{"));
const withoutInstants = (text: string) => text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "");
async function read({ path, parameters }: Operation, call: Call, cursor?: string): Promise<string> {
  const query = parameters.filter((it) => it.in === "query" && it.required);
  const asked = new URLSearchParams(
    query.map(({ name, schema }): [string, string] => [name, String(exampleOf(schema, neverOf, name))]),
  );
  if (cursor) asked.set("cursor", cursor);
  const { status, body } = await call("GET", `${path}?${asked}`);
  return withoutInstants(`${status} ${JSON.stringify(body)}`);
}

/** All of Ann's rows, in every table that has owners. */
async function rowsOfAnn(): Promise<string> {
  const { rows: tables } = await api.db.database.query<{ name: string }>(
    `select table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where table_schema = 'freehold' and column_name = 'owner_id' and table_type = 'BASE TABLE' order by 1`,
  );
  const all: string[] = [];
  for (const { name } of tables) {
    const { rows } = await api.db.database.query<{ row: string }>(
      `select t::text as row from freehold.${name} t where owner_id = 'ann' order by 1`,
    );
    all.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  return all.join("\n");
}

test("Bob reads the same whether Ann has something or not, also behind a cursor of hers", async () => {
  const told: [string, string][] = [];
  for (const operation of reads()) {
    told.push([operation.path, await read(operation, bob)]);
    if (!operation.parameters.some(({ name }) => name === "cursor")) continue;
    const page = await ann("GET", `${operation.path}?limit=1`);
    const { nextCursor } = z.object({ nextCursor: z.string().nullish() }).parse(page.body);
    if (nextCursor) expect(await read(operation, bob, nextCursor)).toBe(empty.get(operation.path));
  }
  expect(told).toEqual([...empty]);
  expect(told.filter(([, answer]) => answer.startsWith("200")).length).toBeGreaterThan(8);
  // That there is something to be told.
  expect(JSON.stringify((await ann("GET", "/api/tasks")).body)).toContain(mark);
});

test("no operation tells Bob of what is Ann's, or changes it: it answers as of what is not there", async () => {
  let before = await rowsOfAnn();
  expect(before.split("\n").length).toBeGreaterThan(10);
  const found: string[] = [];
  const statuses: number[] = [];
  for (const operation of operations) {
    const name = `${operation.method} ${operation.path}`;
    const { answer, named } = request(operation, bob, true);
    const { status, body } = await answer;
    const said = withoutInstants(JSON.stringify(body) ?? "");
    if (said.includes(mark)) found.push(`${name} tells of Ann's`);
    const after = await rowsOfAnn();
    if (after !== before) found.push(`${name} changes what is Ann's`);
    before = after;
    if (named.length === 0) continue;
    statuses.push(status);
    const none = await request(operation, bob, false).answer;
    const expected = named.reduce((text, id) => text.replaceAll(id, neverOf(id)), said);
    if (`${status} ${expected}` !== `${none.status} ${withoutInstants(JSON.stringify(none.body) ?? "")}`)
      found.push(`${name} answers otherwise than of what is not there: ${status} ${said}`);
    // Who is refused for the form of a request has not been asked whose it is.
    const isRefused = [403, 404].includes(status);
    if (operation.path.includes("{") && !isRefused) found.push(`${name} answers ${status} ${said}`);
  }
  expect(found).toEqual([]);
  expect(statuses.filter((status) => status === 404).length).toBeGreaterThan(20);
});
