import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { createServer as createPlainServer } from "node:http";
import { createServer } from "node:https";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";

/**
 * Takes what the platform sends outside, and writes it down: a line of JSON for each request and each mail. It is the
 * issuer of tokens, too: `/jwks.json` answers with a file.
 * Beside that it answers at addresses that no pod may reach, so that a test sees that they would answer.
 * Usage: inbox-server.ts <address> <certificate> <key> <file> <keys> <address:port>…
 */
const [address = "", certificate = "", key = "", file = "", keys = "", ...forbidden] = process.argv.slice(2);
const identity = { cert: readFileSync(certificate), key: readFileSync(key) };

const received = (what: { url: string | undefined; key?: string | string[] | undefined; body: string }) =>
  appendFileSync(file, `${JSON.stringify({ at: Date.now(), ...what })}\n`);

createServer(identity, (request, response) => {
  const { url, headers } = request;
  if (url === "/jwks.json" && existsSync(keys))
    return response.writeHead(200, { "content-type": "application/json" }).end(readFileSync(keys));
  void text(request).then((body) => {
    received({ url, key: headers["idempotency-key"], body });
    response.writeHead(204).end();
  });
}).listen(443, address);

new SMTPServer({
  ...identity,
  onAuth: ({ username }, _session, callback) => callback(null, { user: username }),
  onData: (stream, _session, callback) => {
    void text(stream).then((body) => {
      received({ url: "mail", body });
      callback();
    });
  },
}).listen(587, address);

for (const place of forbidden) {
  const [host, port] = place.split(":");
  createPlainServer((_request, response) => response.end("open")).listen(Number(port), host);
}
