import type { IncomingHttpHeaders } from "node:http";
import { createServer } from "node:https";
import { buffer } from "node:stream/consumers";
import { issueLocalhostCertificate } from "./localhost-certificate";

/** A request as a push service got it. */
export interface PushRequest {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface PushServiceAnswer {
  status: number;
  headers?: Record<string, string>;
}

/** A push service on this machine, by TLS. It takes everything, unless `answers` has an answer for a path. */
export async function startPushService() {
  const certificate = await issueLocalhostCertificate();
  const requests: PushRequest[] = [];
  const answers = new Map<string, () => PushServiceAnswer>();
  const server = createServer(certificate, async (request, response) => {
    const path = request.url ?? "";
    requests.push({ path, headers: request.headers, body: await buffer(request) });
    const { status, headers } = answers.get(path)?.() ?? { status: 201 };
    response.writeHead(status, headers).end("what a push service says of it");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = `https://localhost:${typeof address === "object" ? address?.port : ""}`;
  return {
    url,
    ca: certificate.cert,
    requests,
    answers,
    at: (path: string) => requests.filter((request) => request.path === path),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
