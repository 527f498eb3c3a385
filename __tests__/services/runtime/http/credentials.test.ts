import { lockPerson } from "../../../../services/backend/sign-in/people";
import { addPersonalToken, revokePersonalToken } from "../../../../services/backend/sign-in/personal-tokens";
import { beginSession } from "../../../../services/backend/sign-in/sessions";
import { signInTimes } from "../../../../services/contracts/sign-in";
import { newSecretToken } from "../../../../services/runtime/core/secret-token";
import { Credentials } from "../../../../services/runtime/http/credentials";
import { useDatabase } from "../../../helpers/database";

const db = useDatabase();
const { lookupSeconds, quietLookupSeconds } = signInTimes;

/** Credentials at a clock of their own, which count what they ask the database. */
function counting() {
  let [statements, now] = [0, Date.now()];
  const sql = {
    query: ((text: string, values?: unknown[]) => {
      statements += 1;
      return db.database.query(text, values);
    }) as typeof db.database.query,
  };
  return {
    credentials: new Credentials(sql, () => now),
    statements: () => statements,
    pass: (seconds: number) => {
      now += seconds * 1_000;
    },
  };
}

async function session(ownerId: string): Promise<string> {
  await lockPerson(db.database, ownerId);
  return (await beginSession(db.database, ownerId, "018f0000-0000-7000-8000-000000000000", "Test")).token;
}
const endAll = (ownerId: string) => db.database.query("delete from freehold.sessions where owner_id = $1", [ownerId]);

test("a page that asks for many things at once costs one statement within the bound", async () => {
  const token = await session("many");
  const { credentials, statements, pass } = counting();
  const found = await Promise.all(Array.from({ length: 6 }, () => credentials.find("session", token)));
  expect(new Set(found.map((each) => each?.ownerId))).toEqual(new Set(["many"]));
  pass(lookupSeconds - 1);
  await credentials.find("session", token);
  expect(statements()).toBe(1);
});

test("an ended session is believed for as long as the bound, and not longer", async () => {
  const token = await session("ended");
  const { credentials, pass } = counting();
  await credentials.find("session", token);
  await endAll("ended");
  pass(lookupSeconds - 1);
  expect(await credentials.find("session", token)).toBeDefined();
  pass(1);
  expect(await credentials.find("session", token)).toBeUndefined();
  // Nor where it would have been trusted for longer.
  expect(await credentials.find("session", token, quietLookupSeconds)).toBeUndefined();
});

test("the process that ends a session believes it no longer", async () => {
  const token = await session("told");
  const { credentials } = counting();
  await credentials.find("session", token);
  await endAll("told");
  credentials.forget();
  expect(await credentials.find("session", token)).toBeUndefined();
});

test("twelve idle minutes with an open /ops cost no statement", async () => {
  const token = await session("idle");
  const { credentials, statements, pass } = counting();
  await credentials.find("session", token);
  for (let second = 0; second < 720; second += 1) {
    pass(1);
    expect(await credentials.find("session", token, quietLookupSeconds)).toBeDefined();
  }
  expect(statements()).toBe(1);
});

test("a session and a token end at their time, though they are remembered", async () => {
  const session30Days = await session("timed");
  const { credentials, pass } = counting();
  expect(await credentials.find("session", session30Days)).toBeDefined();
  pass(signInTimes.sessionDays * 86_400);
  expect(await credentials.find("session", session30Days, Number.POSITIVE_INFINITY)).toBeUndefined();
});

test("a token of one kind is none of the other, and what is unknown is looked up each time", async () => {
  const expiresAt = new Date(Date.now() + 60_000).toISOString();
  const made = await addPersonalToken(db.database, "kinds", { name: "x", scope: "read", expiresAt });
  const { credentials, statements } = counting();
  expect(await credentials.find("personal-token", made.token)).toMatchObject({ ownerId: "kinds", isReadOnly: true });
  expect(await credentials.find("session", made.token)).toBeUndefined();
  const unknown = newSecretToken();
  const before = statements();
  await credentials.find("session", unknown);
  await credentials.find("session", unknown);
  expect(statements() - before).toBe(2);
  expect(await revokePersonalToken(db.database, "kinds", made.row.id)).toBe(true);
});

test("a failure of the database is not remembered", async () => {
  const token = await session("failing");
  let isAway = true;
  const sql = {
    query: ((text: string, values?: unknown[]) =>
      isAway ? Promise.reject(new Error("away")) : db.database.query(text, values)) as typeof db.database.query,
  };
  const credentials = new Credentials(sql);
  await expect(credentials.find("session", token)).rejects.toThrow("away");
  isAway = false;
  expect(await credentials.find("session", token)).toMatchObject({ ownerId: "failing" });
});
