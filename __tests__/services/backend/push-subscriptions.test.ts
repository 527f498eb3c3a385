import { generateKeyPairSync } from "node:crypto";
import * as z from "zod";
import { subscriptionSchema, subscriptionsSchema } from "../../../services/backend/push/schemas";
import { publicKeyOf } from "../../../services/domain/push/vapid-keys";
import { useBackend, useBackendWith } from "../../helpers/backend";
import { pushBrowser } from "../../helpers/push-browser";

const publicKey = generateKeyPairSync("ec", { namedCurve: "P-256" })
  .publicKey.export({ type: "spki", format: "pem" })
  .toString();
const api = useBackendWith({ PUSH_PUBLIC_KEY: publicKey });
const [ann, bob] = [api.as("ann"), api.as("bob")];
const path = "/api/push-subscriptions";
const { keys } = pushBrowser();
const endpoint = "https://push.example.net/send/abc?x=1";
const subscription = { endpoint, keys, name: "Firefox on Linux" };
beforeEach(() => api.db.database.query("truncate freehold.push_subscriptions cascade"));

const list = async (call = ann) => subscriptionsSchema.parse((await call("GET", path)).body);
const put = async (body: object = subscription, call = ann) =>
  subscriptionSchema.parse((await call("PUT", path, body)).body);

test("a browser subscribes with the platform's key, and is listed by its name, without address and keys", async () => {
  expect(await list()).toEqual({ publicKey: publicKeyOf(publicKey, "it"), items: [] });
  const { id, createdAt } = await put();
  const { body } = await ann("GET", path);
  expect(body).toMatchObject({ items: [{ id, createdAt, name: "Firefox on Linux" }] });
  // An export has them no more than the list: they are of no use to another platform.
  const exported = await ann("GET", "/api/export");
  expect(exported.status).toBe(200);
  for (const answer of [body, exported.body])
    expect(JSON.stringify(answer)).not.toMatch(new RegExp(`push\\.example|${keys.auth}|${keys.p256dh}`));
});

test("the same browser again is renewed, and stays one", async () => {
  const first = await put();
  const again = await put({ ...subscription, keys: pushBrowser().keys, name: "Laptop" });
  expect(again).toEqual({ ...first, name: "Laptop" });
  expect((await list()).items).toEqual([again]);
});

test("the eleventh is refused, with what to do; one of the ten may still be renewed", async () => {
  const at = (n: number) => ({ ...subscription, endpoint: `https://push.example.net/${n}` });
  for (let n = 0; n < 10; n += 1) await put(at(n));
  expect(await ann("PUT", path, at(10))).toMatchObject({
    status: 409,
    body: { detail: "You have 10 browsers, the most that one owner may have: remove one." },
  });
  expect((await ann("PUT", path, at(3))).status).toBe(200);
  expect((await list()).items).toHaveLength(10);
});

test("of eleven at once ten are taken", async () => {
  const all = Array.from({ length: 11 }, (_, n) => ({ ...subscription, endpoint: `https://push.example.net/${n}` }));
  const statuses = await Promise.all(all.map(async (body) => (await ann("PUT", path, body)).status));
  expect(statuses.sort()).toEqual([...Array(10).fill(200), 409]);
});

test("a removed browser is gone, and another person neither sees nor removes one", async () => {
  const { id } = await put();
  const refused = await bob("DELETE", `${path}/${id}`);
  expect(refused.status).toBe(404);
  expect((await list(bob)).items).toEqual([]);
  expect((await list()).items).toHaveLength(1);
  expect((await ann("DELETE", `${path}/${id}`)).status).toBe(204);
  expect((await ann("DELETE", `${path}/${id}`)).status).toBe(404);
  expect((await list()).items).toEqual([]);
});

test("a browser that renews its subscription keeps its place, and its old address is forgotten", async () => {
  const addresses = async () =>
    (
      await api.db.database.query(
        "select owner_id as owner, id, endpoint, p256dh, auth from freehold.push_subscriptions",
      )
    ).rows;
  const first = await put();
  const renewed = { endpoint: "https://push.example.net/renewed", keys: pushBrowser().keys };
  const move = (id: string, call = ann) => call("PUT", `${path}/${id}`, renewed);
  expect((await move(first.id, bob)).status).toBe(404);
  expect(await addresses()).toMatchObject([{ endpoint }]);
  expect(await move(first.id)).toMatchObject({ status: 200, body: first });
  expect(await addresses()).toEqual([{ owner: "ann", id: first.id, endpoint: renewed.endpoint, ...renewed.keys }]);
  // As when the page tells of it at the same time, or another person used the browser before.
  const [{ id }, other] = [await put({ ...subscription, name: "Phone" }), await put({ ...renewed, name: "x" }, bob)];
  expect(other.name).toBe("x");
  expect(await move(id)).toMatchObject({ status: 200, body: { id, name: "Phone" } });
  expect(await addresses()).toMatchObject([{ owner: "ann", id, endpoint: renewed.endpoint }]);
  await ann("DELETE", `${path}/${id}`);
  expect((await move(id)).status).toBe(404);
  expect(await addresses()).toEqual([]);
});

test("a test of a browser is an event, for its owner alone, and at most one in ten seconds", async () => {
  const { id } = await put();
  const test = (call = ann) => call("POST", `${path}/${id}/test`);
  const requested = async () => {
    const { rows } = await api.db.database.query<{ owner: string; id: string }>(
      `select event->>'ownerid' as owner, event->'data'->>'subscriptionId' as id from freehold.bus_log
       where event->>'type' = 'freehold.push.requested.v1'`,
    );
    return rows;
  };
  expect((await test(bob)).status).toBe(404);
  expect((await test()).status).toBe(204);
  expect((await test()).body).toMatchObject({
    status: 409,
    detail: "This browser was tested a moment ago: wait ten seconds.",
  });
  expect(await requested()).toEqual([{ owner: "ann", id }]);
  await api.db.database.query("update freehold.push_subscriptions set tested_at = tested_at - interval '10 seconds'");
  expect((await test()).status).toBe(204);
  expect(await requested()).toHaveLength(2);
});

test("a browser that another person takes over shows no more of the one before", async () => {
  await put();
  await put(subscription, bob);
  expect((await list()).items).toEqual([]);
  expect((await list(bob)).items).toHaveLength(1);
});

test("who knows an address alone takes nothing from its owner", async () => {
  await put();
  await put({ ...subscription, keys: pushBrowser().keys }, bob);
  expect((await list()).items).toHaveLength(1);
});

test("with another key of the platform the browsers of the one before are gone, and make room", async () => {
  await put();
  await api.db.database.query("update freehold.push_subscriptions set public_key = 'earlier'");
  expect((await list()).items).toEqual([]);
  await put({ ...subscription, endpoint: "https://push.example.net/new" });
  const { rows } = await api.db.database.query("select endpoint from freehold.push_subscriptions");
  expect(rows).toEqual([{ endpoint: "https://push.example.net/new" }]);
});

test.each<[string, object, string]>([
  ["http", { endpoint: "http://push.example.net/x" }, "endpoint"],
  ["no URL", { endpoint: "https://" }, "endpoint"],
  ["a password", { endpoint: "https://u:p@push.example.net/x" }, "endpoint"],
  ["another port", { endpoint: "https://push.example.net:8443/x" }, "endpoint"],
  ["this machine", { endpoint: "https://localhost/x" }, "endpoint"],
  ["a loopback address", { endpoint: "https://127.0.0.1/x" }, "endpoint"],
  ["a loopback address in another form", { endpoint: "https://0x7f000001/x" }, "endpoint"],
  ["a private address", { endpoint: "https://10.0.0.8/x" }, "endpoint"],
  ["the cloud's metadata", { endpoint: "https://169.254.169.254/opc/v2/" }, "endpoint"],
  ["a private address of IPv6", { endpoint: "https://[fd00::1]/x" }, "endpoint"],
  ["an address of IPv4 within IPv6", { endpoint: "https://[::ffff:10.0.0.8]/x" }, "endpoint"],
  ["a Service of the cluster", { endpoint: "https://redis.freehold.svc.cluster.local/x" }, "endpoint"],
  ["a name without a dot", { endpoint: "https://redis/x" }, "endpoint"],
  ["a key that is no point", { keys: { ...keys, p256dh: "A".repeat(87) } }, "keys.p256dh"],
  ["a short secret", { keys: { ...keys, auth: "AAAA" } }, "keys.auth"],
  ["no name", { name: " " }, "name"],
  ["more than it takes", { expirationTime: null }, "expirationTime"],
])("%s is refused, and the field named", async (_what, changes, field) => {
  expect(await ann("PUT", path, { ...subscription, ...changes })).toMatchObject({
    status: 400,
    body: { errors: [{ field }] },
  });
  const { rows } = await api.db.database.query("select from freehold.push_subscriptions");
  expect(rows).toHaveLength(0);
});

describe("where the operator has turned push off", () => {
  const off = useBackend();

  test("the API has no key, and takes no browser", async () => {
    const call = off.as("ann");
    expect(await call("GET", path)).toMatchObject({ status: 200, body: { publicKey: null, items: [] } });
    const { body } = await call("PUT", path, subscription);
    expect(z.object({ detail: z.string() }).parse(body).detail).toBe("The operator has turned push off.");
  });
});
