import { messageOf, RuleViolation } from "../runtime/errors";
import type { Channel, DueReminder } from "./channel";

/** Milliseconds for a whole delivery, and for each wait for the server within it. */
const timeout = 30_000;
const patience = 10_000;

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
  /** Asked for at each delivery, so that new ones are used without a restart. Nobody signs in with undefined. */
  credentials: () => Promise<{ user: string; pass: string } | undefined>;
}

/**
 * Sends notifications by e-mail (SMTP). The Message-ID follows from the idempotency key: mail servers and readers take two
 * messages with one id for the same.
 */
export class EmailChannel implements Channel {
  readonly name = "email";

  constructor(private readonly options: EmailOptions) {}

  async deliver({ data, ownerid }: DueReminder, idempotencyKey: string): Promise<void> {
    const { server, from, to, credentials } = this.options;
    // Loaded by the first e-mail: it would make every start slower by a fifth of a second.
    const { createTransport } = await import("nodemailer");
    const transport = createTransport({
      host: server.host,
      port: server.port,
      secure: server.security === "tls",
      requireTLS: server.security === "starttls",
      ignoreTLS: server.security === "none",
      tls: server.ca === undefined ? {} : { ca: server.ca },
      auth: await credentials(),
      connectionTimeout: patience,
      greetingTimeout: patience,
      socketTimeout: patience,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      await transport.sendMail({
        from,
        to,
        subject: `Reminder: ${data.title}`,
        text: [data.title, "", `Due: ${data.dueAt}`, `Owner: ${ownerid}`, ""].join("\n"),
        messageId: `<${idempotencyKey.replaceAll("/", ".")}@${from.slice(from.lastIndexOf("@") + 1)}>`,
        // No out-of-office reply wants to answer it (RFC 3834).
        headers: { "Auto-Submitted": "auto-generated" },
        signal: AbortSignal.timeout(timeout),
      });
    } catch (cause) {
      const message = `The mail server did not take the e-mail: ${messageOf(cause)}`;
      if (isRefusal(cause)) throw new RuleViolation(message, { cause });
      throw new Error(message, { cause });
    }
  }
}

/** Whether the server refused the message for good (5yz, RFC 5321). A wrong password can be mended meanwhile. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Error &&
  "responseCode" in error &&
  Number(error.responseCode) >= 500 &&
  !("code" in error && error.code === "EAUTH");
