import { createServer } from "node:net";
import { askForOwnEmail, confirmOwnEmail, emailToConfirm, ownAddress } from "../../../services/domain/own-addresses";
import { asPreferred } from "../../../services/notification/as-preferred";
import { EmailChannel, type MailServer } from "../../../services/notification/email";
import { useDatabase } from "../../helpers/database";
import { anEvent } from "../../helpers/events";
import { issueLocalhostCertificate } from "../../helpers/localhost-certificate";
import { type MailServerOptions, startMailServer } from "../../helpers/mail-server";
import { aDueReminder, useNotifications } from "../../helpers/notifications";
import { freePort } from "../../helpers/ports";
import { until } from "../../helpers/until";

const db = useDatabase();
const { count, start, settled, deadLetters, passes, series } = useNotifications(db);
const account = { user: "freehold", pass: "a password" };
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function mailServer(options: MailServerOptions = {}) {
  const server = await startMailServer(options);
  stops.push(server.stop);
  return server;
}

const channelTo = (server: Partial<MailServer> & { port: number }, credentials?: typeof account) =>
  new EmailChannel({
    server: { host: "localhost", security: "none", ...server },
    from: "freehold@example.org",
    to: "ann@example.com",
    own: {
      addressOf: (ownerId) => ownAddress(db.database, ownerId, "email"),
      toConfirm: (ownerId) => emailToConfirm(db.database, ownerId),
    },
    credentials: async () => credentials,
  });

test("a notification is sent once, with an id of its own, however often its event is delivered", async () => {
  const { port, mails } = await mailServer();
  const processor = start([channelTo({ port })]);
  const event = aDueReminder();
  await processor.deliver("reminders", [event, event]);
  await processor.deliver("reminders", [event]);
  await settled();
  expect(mails).toMatchObject([{ from: "freehold@example.org", to: ["ann@example.com"] }]);
  const { raw } = mails[0] ?? { raw: "" };
  expect(raw).toMatch(new RegExp(`^Message-ID:\\s+<notification\\.email\\.${event.id}@example\\.org>\r$`, "m"));
  expect(raw).toContain("Subject: Reminder: Water the plants\r\n");
  expect(raw).toContain("Auto-Submitted: auto-generated\r\n");
  expect(raw).toContain("Due: 2026-03-01T09:00:00.000Z");
});

test("a test says whose it is, whatever the owner prefers", async () => {
  const { port, mails } = await mailServer();
  const asleep = asPreferred(channelTo({ port }), () => Promise.reject(new Error("A test asks for no preferences")));
  await start([asleep]).deliver("reminders", [anEvent("freehold.channel-test.requested.v1", { channel: "email" })]);
  await settled();
  expect(mails).toMatchObject([{ to: ["ann@example.com"] }]);
  expect(mails[0]?.raw).toContain("Subject: A test: notifications arrive here\r\n");
  expect(mails[0]?.raw).toContain("Owner: ann");
});

test("an address of the owner's own is sent its code, and what else it is told only once the code has come back", async () => {
  const { port, mails } = await mailServer();
  const [owner, own] = [{ ownerId: "bob", actor: "bob" }, "bob@example.net"];
  const processor = start([channelTo({ port })]);
  const told = async (type: "freehold.address-code.requested.v1" | "freehold.channel-test.requested.v1") => {
    const event = { ...anEvent(type, { channel: "email" }), ownerid: owner.ownerId };
    await processor.deliver("reminders", [event]);
    await settled();
    return mails.at(-1);
  };
  await askForOwnEmail(db.database, owner, own);
  const { code = "" } = (await emailToConfirm(db.database, owner.ownerId)) ?? {};
  expect(code).toMatch(/^\d{8}$/);
  const asked = await told("freehold.address-code.requested.v1");
  expect(asked?.to).toEqual([own]);
  expect(asked?.raw).toContain(`Subject: Your code: ${code}`);
  expect(await told("freehold.channel-test.requested.v1")).toMatchObject({ to: ["ann@example.com"] });
  expect(await confirmOwnEmail(db.database, owner.ownerId, code)).toBe(true);
  expect(await told("freehold.channel-test.requested.v1")).toMatchObject({ to: [own] });
  await processor.deliver("reminders", [{ ...aDueReminder(), ownerid: owner.ownerId }, aDueReminder("Of ann")]);
  await settled();
  expect(
    mails
      .slice(3)
      .map(({ to }) => to.join())
      .sort(),
  ).toEqual(["ann@example.com", own]);
  // A code that was taken is none to be sent again.
  await told("freehold.address-code.requested.v1");
  expect(mails).toHaveLength(5);
  expect(await deadLetters()).toEqual([]);
});

test("a title can neither add a header nor a recipient", async () => {
  const { port, mails } = await mailServer();
  await channelTo({ port }).deliver(aDueReminder("Hi\r\nBcc: eve@example.net\r\n\r\nbody"), "key");
  expect(mails[0]?.to).toEqual(["ann@example.com"]);
  const [head = ""] = mails[0]?.raw.split("\r\n\r\n") ?? [];
  expect(head).not.toMatch(/^bcc:/im);
});

test("a server that takes none for a while gets it when it does; the notification itself does not wait", async () => {
  const { port, mails, tries } = await mailServer({ answer: (mail) => (mail < 3 ? 451 : undefined) });
  const before = await count("notifications");
  await start([channelTo({ port })]).deliver("reminders", [aDueReminder()]);
  expect(await count("notifications")).toBe(before + 1);
  await settled();
  expect([tries(), mails.length, await count("dead_letters")]).toEqual([3, 1, 0]);
});

test("a server that refuses an e-mail makes a dead letter at once", async () => {
  const { port, tries } = await mailServer({ answer: () => 554 });
  const event = aDueReminder();
  await start([channelTo({ port })]).deliver("reminders", [event]);
  await settled();
  expect(tries()).toBe(1);
  expect(await deadLetters()).toEqual([
    expect.objectContaining({
      ...{ code: "RULE_VIOLATED", retries: 0, event_id: event.id },
      reason: expect.stringMatching(/^email: .*Not this one/),
    }),
  ]);
});

test.each([["defers every e-mail"], ["is not there"]])(
  "a server that %s is tried until the reminder is of no use, then it is a dead letter",
  async (what) => {
    const port = what === "is not there" ? await freePort() : (await mailServer({ answer: () => 451 })).port;
    const event = aDueReminder();
    const processor = start([channelTo({ port })]);
    await processor.deliver("reminders", [event]);
    await until("it has failed several times", async () => ((await series())[0]?.failures ?? 0) > 4);
    expect(await deadLetters()).toEqual([]);
    await passes(24 * 3_600_000);
    processor.wakeIn(0);
    await settled();
    expect(await deadLetters()).toMatchObject([{ code: "HANDLER_FAILED", event_id: event.id }]);
  },
);

describe("encryption", () => {
  let certificate: { cert: string; key: string };
  beforeAll(async () => {
    certificate = await issueLocalhostCertificate();
  });

  test.each([
    ["from the first byte", "tls", true],
    ["by STARTTLS", "starttls", false],
  ] as const)("the password crosses the network encrypted, %s", async (_how, security, secure) => {
    const { port, mails } = await mailServer({ ...certificate, secure, account });
    await channelTo({ port, security, ca: certificate.cert }, account).deliver(aDueReminder(), "key");
    expect(mails).toMatchObject([{ user: "freehold", encrypted: true }]);
  });

  test("a server that offers no STARTTLS learns neither password nor message", async () => {
    const { port, tries } = await mailServer({ account, hideSTARTTLS: true, disabledCommands: ["STARTTLS"] });
    await expect(channelTo({ port, security: "starttls" }, account).deliver(aDueReminder(), "key")).rejects.toThrow(
      /STARTTLS/,
    );
    expect(tries()).toBe(0);
  });

  test("a server with an untrusted certificate is refused", async () => {
    const { port, tries } = await mailServer({ ...certificate, secure: true, account });
    await expect(channelTo({ port, security: "tls" }, account).deliver(aDueReminder(), "key")).rejects.toThrow(
      /self-signed certificate/,
    );
    expect(tries()).toBe(0);
  });

  test("a wrong password can be corrected, and is not logged", async () => {
    const { port } = await mailServer({ ...certificate, secure: true, account });
    const channel = channelTo({ port, security: "tls", ca: certificate.cert }, { user: "freehold", pass: "wr0ng" });
    const error = await channel.deliver(aDueReminder(), "key").catch((reason: Error) => reason);
    expect(error).toMatchObject({ name: "Error", message: expect.stringMatching(/535/) });
    expect(String(error)).not.toContain("wr0ng");
  });
});

test("a server that stalls does not hold a delivery for longer than its time", async () => {
  const timeUp = new AbortController();
  const timeout = jest.spyOn(AbortSignal, "timeout").mockReturnValue(timeUp.signal);
  let closed = false;
  // It says something to everything, so that no single wait is too long, and never comes to an end.
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.on("close", () => {
      closed = true;
    });
    socket.write("220 come in\r\n");
    socket.on("data", () => {
      socket.write("250-more to come\r\n");
      timeUp.abort();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => new Promise((resolve) => server.close(() => resolve())));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  await expect(channelTo({ port }).deliver(aDueReminder(), "key")).rejects.toThrow(/did not take the e-mail/);
  expect(timeout).toHaveBeenCalledWith(30_000);
  await until("the connection is closed", () => closed);
  timeout.mockRestore();
});
