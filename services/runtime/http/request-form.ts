import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { HttpProblem, type Problem, sendProblem } from "./problem";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Takes JSON in UTF-8 and no other body. Node puts U+FFFD in place of bytes that are not UTF-8, so that what a client has
 * sent would be stored as something else. Plain text is what a page elsewhere can make a browser send without asking first.
 */
export function takeJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeContentTypeParser(["text/plain", "application/json"]);
  app.addContentTypeParser<Buffer>("application/json", { parseAs: "buffer" }, (request, body, done) => {
    let text: string;
    try {
      text = utf8.decode(body);
    } catch {
      return done(new HttpProblem(unreadable("The body is not in UTF-8.")));
    }
    return parse(request, text, done);
  });
}

/** Refuses a request whose head can be read in two ways, or whose body is not sent as it is. */
export function refuseUnclear({ raw }: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
  // RFC 9112, section 3.2. Node takes the first one, and a proxy in front may have taken another.
  const names = raw.rawHeaders.filter((_, index) => index % 2 === 0);
  if (names.filter((name) => name.toLowerCase() === "host").length > 1)
    return sendProblem(reply, unreadable("The header Host is there twice."));
  const coding = raw.headers["content-encoding"];
  if (coding === undefined || coding.toLowerCase() === "identity") return undefined;
  // RFC 9110, section 15.5.16.
  return sendProblem(reply.header("accept-encoding", "identity"), {
    status: 415,
    code: "UNSUPPORTED_TYPE",
    title: "Unsupported Media Type",
    detail: "Send the body without Content-Encoding.",
  });
}

const unreadable = (detail: string): Problem => ({
  status: 400,
  code: "REQUEST_UNREADABLE",
  title: "Invalid request",
  detail,
});
