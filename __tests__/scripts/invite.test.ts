import { z } from "zod";
import { readOptions } from "../../scripts/invite/options";
import { findInvite } from "../../services/backend/sign-in/invites";
import { useDatabase } from "../helpers/database";
import { runScript } from "../helpers/run-script";

const db = useDatabase();
const invite = (args: string[], environment: Record<string, string> = {}) =>
  runScript("scripts/invite.ts", args, {
    ...{ DATABASE_URL: db.url, PUBLIC_URL: "https://tasks.example.org" },
    ...environment,
  });

test("prints a link alone on stdout, whose token is an invite, and whom it is for on stderr", async () => {
  const { code, stdout, stderr } = await invite(["ann"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/^For ann, once, until 2\d{3}-/) });
  const [, token = ""] = /^https:\/\/tasks\.example\.org\/invite#(fh_[\w-]{43})\n$/.exec(stdout) ?? [];
  expect(await findInvite(db.database, token)).toMatchObject({ ownerId: "ann", operator: false });
});

test("with --json, the end and the role are told, too", async () => {
  const { stdout } = await invite(["olga", "--operator", "--days", "1", "--json"]);
  const made = z
    .object({ name: z.string(), operator: z.boolean(), link: z.url(), expiresAt: z.iso.datetime() })
    .parse(JSON.parse(stdout));
  expect(made).toMatchObject({ name: "olga", operator: true });
  expect(Math.round((Date.parse(made.expiresAt) - Date.now()) / 3_600_000)).toBe(24);
});

test("a platform elsewhere without a name is refused with what to set", async () => {
  const { code, stderr } = await invite(["ann"], { PUBLIC_URL: "" });
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("cluster.domain") });
});

test.each([
  [["ann", "bob"], '"bob" is not understood'],
  [["ann", "--days", "31"], "--days must be a whole number from 1 to 30"],
  [["ann", "--days", "x"], "--days must be"],
  [["a\u0000b"], "NAME"],
  [["x".repeat(201)], "NAME is longer than 200 characters"],
  [["ann", "--opertor"], "Usage"],
])("%j is refused with what to do", (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});
