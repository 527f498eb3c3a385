import type { FastifyError, FastifyInstance } from "fastify";
import { maxUploadBytes } from "../../contracts/limits";
import { problemOf } from "../../runtime/http/http-errors";
import { HttpProblem, sendProblem } from "../../runtime/http/problem";

const types = ["application/json", "text/calendar", "text/csv"];
const megabyte = 1_000_000;
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Has the routes of a plugin take files as text: their lines are told in problems. */
export function takeFiles(plugin: FastifyInstance): void {
  plugin.removeContentTypeParser("application/json");
  plugin.addContentTypeParser<Buffer>(
    types,
    { parseAs: "buffer", bodyLimit: maxUploadBytes },
    (_request, body, done) => {
      try {
        done(null, utf8.decode(body));
      } catch {
        done(
          new HttpProblem({
            status: 400,
            code: "FILE_NOT_UTF8",
            title: "Invalid file",
            detail: "The file is not in UTF-8.",
          }),
        );
      }
    },
  );
  plugin.setErrorHandler<FastifyError>((error, request, reply) => {
    if (error.code !== "FST_ERR_CTP_BODY_TOO_LARGE") return sendProblem(reply, problemOf(error, request.log));
    const detail = `The file has more than ${maxUploadBytes} bytes: import it in parts.`;
    const values = { megabytes: maxUploadBytes / megabyte };
    return sendProblem(reply, { status: 413, code: "FILE_TOO_LARGE", title: "Too large", detail, values });
  });
}
