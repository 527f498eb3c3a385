import { secretTokenPrefix } from "../../../../services/contracts/secret-token";
import { createHttp } from "../../../../services/runtime/http/http";
import { createLogger } from "../../../../services/runtime/telemetry/logger";
import { Metrics } from "../../../../services/runtime/telemetry/metrics";

const token = `${secretTokenPrefix}${"aB3_-".repeat(9).slice(0, 43)}`;

test.each([
  `/calendar/${token}.ics`,
  `/nowhere/${token}`,
  `/calendar/%2F${token}`,
  `/calendar/${token.replace("_", "%5F")}.ics?x=1`,
  `//${token}.ics`,
])("no log line of a request for %s has the token", async (url) => {
  const lines: string[] = [];
  const logger = createLogger({ name: "t", level: "trace", destination: { write: (line) => lines.push(line) } });
  const http = createHttp(logger, new Metrics(), () => true);
  http.get("/calendar/:file", (request) => {
    request.log.warn({ err: new Error(`Failed at ${request.url}`) }, `Failed for ${token}`);
    return "";
  });
  await http.inject(url);
  await http.close();
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.join("")).not.toContain(token.slice(5, 20));
  expect(lines.join("")).toContain("[hidden]");
});
