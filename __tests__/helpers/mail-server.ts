import { text } from "node:stream/consumers";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** An e-mail as a mail server got it. */
export interface ReceivedMail {
  from: string;
  to: string[];
  /** Headers and body. */
  raw: string;
  /** Who signed in, if anybody. */
  user: string | undefined;
  encrypted: boolean;
}

export interface MailServerOptions extends SMTPServerOptions {
  /** What it answers to the n-th e-mail, from 1 on; undefined takes it. Default: it takes all. */
  answer?: (mail: number) => number | undefined;
  /** Who may sign in. Default: no sign-in. */
  account?: { user: string; pass: string };
}

/** A mail server in this process, which keeps what it takes. */
export async function startMailServer({ answer = () => undefined, account, ...options }: MailServerOptions = {}) {
  const mails: ReceivedMail[] = [];
  let tries = 0;
  const server = new SMTPServer({
    logger: false,
    authOptional: account === undefined,
    ...options,
    onAuth: ({ username, password }, _session, callback) => {
      if (username === account?.user && password === account?.pass) callback(null, { user: username });
      else callback(Object.assign(new Error("Wrong user or password"), { responseCode: 535 }));
    },
    onData: (stream, session, callback) => {
      void text(stream).then((raw) => {
        tries += 1;
        const code = answer(tries);
        if (code !== undefined) return callback(Object.assign(new Error("Not this one"), { responseCode: code }));
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom ? mailFrom.address : "",
          to: rcptTo.map(({ address }) => address),
          raw,
          user: session.user === undefined ? undefined : String(session.user),
          encrypted: session.secure,
        });
        callback();
      });
    },
  });
  // A client that goes away during the handshake is the client's to report.
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    mails,
    /** How many e-mails came, taken or not. */
    tries: () => tries,
    stop: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}
