import { timeBudgets } from "../contracts/time-budgets";
import { messageOf, TerminalError } from "../runtime/core/errors";
import { type Channel, type ChannelTestRequested, type DueReminder, testTitle } from "./channel";

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
  to: string;
  /** Asked for at each delivery, so that new ones are used without a restart. Undefined means no sign-in. */
  credentials: () => Promise<{ user: string; pass: string } | undefined>;
}

interface Message {
  subject: string;
  /** Lines. */
  text: readonly string[];
  idempotencyKey: string;
}

const ownerLine = (ownerId: string) => `Owner: ${ownerId}`;

/**
 * Sends notifications by e-mail (SMTP). The Message-ID follows from the idempotency key: mail servers and readers take two
 * messages with one id for the same.
 */
export class EmailChannel implements Channel {
  readonly name = "email";

  constructor(private readonly options: EmailOptions) {}

  deliver({ data, ownerid }: DueReminder, idempotencyKey: string): Promise<void> {
    const due = `Due: ${data.dueOn ? `${data.dueOn.date} (${data.dueOn.timeZone})` : data.dueAt}`;
    const text = [data.title, "", due, ownerLine(ownerid)];
    return this.send({ subject: `Reminder: ${data.title}`, text, idempotencyKey });
  }

  test({ ownerid }: ChannelTestRequested, idempotencyKey: string): Promise<void> {
    return this.send({ subject: testTitle, text: [ownerLine(ownerid)], idempotencyKey });
  }

  private async send({ subject, text, idempotencyKey }: Message): Promise<void> {
    const { server, from, to, credentials } = this.options;
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
