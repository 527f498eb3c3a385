import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { type Problem, problemBody, problemContentType } from "./problem";

/**
 * Writes a problem to a connection and ends it, where no request is there that could be answered: what was sent is no HTTP,
 * or the connection has left it already.
 */
export function endWithProblem(socket: Duplex, problem: Problem, headers: Record<string, string> = {}): void {
  const { status } = problem;
  const body = JSON.stringify(problemBody(problem));
  const all = {
    ...headers,
    "content-type": `${problemContentType}; charset=utf-8`,
    "content-length": Buffer.byteLength(body),
    connection: "close",
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  const destroy = () => socket.destroy();
  if (!socket.writable) destroy();
  else socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("\r\n")}\r\n\r\n${body}`, destroy);
}
