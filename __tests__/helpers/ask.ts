import { type IncomingHttpHeaders, request as plainRequest, type RequestOptions } from "node:http";
import { request as secureRequest } from "node:https";
import { text } from "node:stream/consumers";

export interface Question {
  /** Port on 127.0.0.1. */
  port: number;
  path: string;
  /** Host that is asked for. */
  host: string;
  /** Ask by HTTPS, and trust this authority alone, PEM. Default: plain HTTP. */
  authority?: string;
  /** Address that is asked from, one of 127.0.0.0/8. Default: 127.0.0.1. */
  from?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** One request on a connection of its own. */
export function ask(question: Question): Promise<Reply> {
  const { port, path, host, authority, from, method = "GET", headers = {}, body } = question;
  const options: RequestOptions = {
    ...{ host: "127.0.0.1", port, path, method, localAddress: from, agent: false },
    headers: { host, ...headers },
  };
  return new Promise((resolve, reject) => {
    const sent = authority ? secureRequest({ ...options, servername: host, ca: authority }) : plainRequest(options);
    sent.on("error", reject);
    sent.on("response", (response) =>
      text(response).then(
        (answer) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: answer }),
        reject,
      ),
    );
    sent.end(body);
  });
}
