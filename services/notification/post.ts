import { request } from "node:https";
import { timeBudgets } from "../contracts/time-budgets";
import { TerminalError } from "../runtime/core/errors";
import { guardedLookup, isPublicAddress, mayBePublicHost, notPublic } from "../runtime/http/public-address";

const { receiverAnswerMs: timeoutMs } = timeBudgets;

export interface PostOptions {
  /** Authorities that a receiver's certificate is checked with, as PEM. Default: those of Node. */
  ca?: string;
  /** Where a receiver may be. Default: public addresses alone. No setting changes it: tests have theirs on this machine. */
  isAllowed?: (address: string) => boolean;
}

/** What is posted. */
export interface Posted {
  url: string;
  headers: Readonly<Record<string, string | number>>;
  body: Buffer | string | null;
}

/** What a receiver answered; the body is not read. */
export interface PostAnswer {
  status: number;
  retryAfter: string | null;
}

/**
 * Posts to an address that a person gave, which may lead anywhere: by TLS, to a public address, without following a redirect, and
 * without reading more than the head of the answer.
 * @throws TerminalError for an address that is not public, and Error when there is no answer. Neither tells the path, which may be
 *   enough to send there
 */
export function post({ url, headers, body }: Posted, { ca, isAllowed }: PostOptions = {}): Promise<PostAnswer> {
  const { hostname } = new URL(url);
  // Node looks up no address, and so guards none.
  if (!isAllowed && !mayBePublicHost(hostname)) return Promise.reject(new TerminalError(`${hostname} is not public`));
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      ...{ method: "POST", headers, ca, agent: false },
      lookup: guardedLookup(isAllowed ?? isPublicAddress),
      signal: AbortSignal.timeout(timeoutMs),
    });
    sent.once("response", ({ statusCode = 0, headers: answered }) => {
      resolve({ status: statusCode, retryAfter: answered["retry-after"] ?? null });
      sent.destroy();
    });
    sent.on("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === notPublic
          ? new TerminalError(`${hostname} is not public`)
          : new Error(`${hostname} did not answer: ${reasonOf(error)}`),
      ),
    );
    sent.end(body);
  });
}

const reasonOf = ({ name, code }: NodeJS.ErrnoException): string =>
  name === "AbortError" ? `it took longer than ${timeoutMs / 1_000} s` : (code ?? "the request failed");
