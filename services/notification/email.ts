import { timeBudgets } from "../contracts/time-budgets";
import { codeMinutes } from "../domain/own-addresses";
import { messageOf, TerminalError } from "../runtime/core/errors";
import {
  type AddressCodeRequested,
  type Channel,
  type ChannelTestRequested,
  type DueReminder,
  type OwnAddressOf,
  testTitle,
} from "./channel";

/** For a whole delivery, and for each wait for the server within it. */
const { sideEffectMs: deliveryTimeoutMs, receiverAnswerMs: stepTimeoutMs } = timeBudgets;

export interface MailServer {
  host: string;
  port: number;
  /** `tls` from the first byte, `starttls` before anything is said, or `none`, which is for this machine only. */
  security: "tls" | "starttls" | "none";
  /** Authorities that the server's certificate is checked with, as PEM. Default: those of Node. */
  ca?: string;
}

export interface EmailOptions {
  server: MailServer;
  from: string;
  /** Where e-mails of owners go who have no address of their own. */
  to: string;
  own: OwnEmails;
  /** Asked for at each delivery, so that new ones are used without a restart. Undefined means no sign-in. */
  credentials: () => Promise<{ user: string; pass: string } | undefined>;
}

/** Addresses of owners. */
export interface OwnEmails {
  addressOf: OwnAddressOf;
  /** The address that an owner is to confirm, and its code; undefined when there is none any more. */
  toConfirm(ownerId: string): Promise<{ address: string; code: string } | undefined>;
}

interface Message {
  to: string;
  subject: string;
  /** Lines. */
  text: readonly string[];
  idempotencyKey: string;
}

const codeText = (code: string) => [
  `Enter ${code} in the settings of Freehold to have your reminders sent to this address.`,
  `It is good for ${codeMinutes} minutes.`,
  "",
  "You did not ask for it? Then ignore this e-mail.",
];

const ownerLine = (ownerId: string) => `Owner: ${ownerId}`;

/**
 * Sends notifications by e-mail (SMTP). The Message-ID follows from the idempotency key: mail servers and readers take two
 * messages with one id for the same.
 */
export class EmailChannel implements Channel {
  readonly name = "email";

  constructor(private readonly options: EmailOptions) {}

  async deliver({ data, ownerid }: DueReminder, idempotencyKey: string): Promise<void> {
    const due = `Due: ${data.dueOn ? `${data.dueOn.date} (${data.dueOn.timeZone})` : data.dueAt}`;
    const text = [data.title, "", due, ownerLine(ownerid)];
    await this.send({ to: await this.addressOf(ownerid), subject: `Reminder: ${data.title}`, text, idempotencyKey });
  }

  async test({ ownerid }: ChannelTestRequested, idempotencyKey: string): Promise<void> {
    const text = [ownerLine(ownerid)];
    await this.send({ to: await this.addressOf(ownerid), subject: testTitle, text, idempotencyKey });
  }

  async sendCode({ ownerid }: AddressCodeRequested, idempotencyKey: string): Promise<void> {
    const asked = await this.options.own.toConfirm(ownerid);
    if (!asked) return;
    const { address: to, code } = asked;
    await this.send({ to, subject: `Your code: ${code}`, text: codeText(code), idempotencyKey });
  }

  private async addressOf(ownerId: string): Promise<string> {
    return (await this.options.own.addressOf(ownerId)) ?? this.options.to;
  }

  private async send({ to, subject, text, idempotencyKey }: Message): Promise<void> {
    const { server, from, credentials } = this.options;
    // Loaded by the first e-mail: it would make every start slower by a fifth of a second.
    const { createTransport } = await import("nodemailer");
    const auth = await credentials();
    const transport = createTransport({
      host: server.host,
      port: server.port,
      secure: server.security === "tls",
      requireTLS: server.security === "starttls",
      ignoreTLS: server.security === "none",
      tls: server.ca === undefined ? {} : { ca: server.ca },
      auth,
      connectionTimeout: stepTimeoutMs,
      greetingTimeout: stepTimeoutMs,
      socketTimeout: stepTimeoutMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      await transport.sendMail({
        from,
        to,
        subject,
        text: [...text, ""].join("\n"),
        messageId: `<${idempotencyKey.replaceAll("/", ".")}@${from.slice(from.lastIndexOf("@") + 1)}>`,
        // No out-of-office reply wants to answer it (RFC 3834).
        headers: { "Auto-Submitted": "auto-generated" },
        signal: AbortSignal.timeout(deliveryTimeoutMs),
      });
    } catch (cause) {
      // Without the cause, and without what a server may have echoed of the credentials.
      const message = hide(`The mail server did not take the e-mail: ${messageOf(cause)}`, auth);
      if (isRefusal(cause)) throw new TerminalError(message);
      throw new Error(message);
    }
  }
}

/** The message without password and user, plain or as SMTP sends them. */
function hide(message: string, auth: { user: string; pass: string } | undefined): string {
  if (!auth) return message;
  const { user, pass } = auth;
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  return [base64(`\0${user}\0${pass}`), base64(pass), pass].reduce(
    (text, secret) => (secret ? text.replaceAll(secret, "[hidden]") : text),
    message,
  );
}

/** Whether the server refused the message permanently (5yz, RFC 5321). A wrong password can be corrected meanwhile. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Error &&
  "responseCode" in error &&
  Number(error.responseCode) >= 500 &&
  !("code" in error && error.code === "EAUTH");
