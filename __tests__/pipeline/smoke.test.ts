import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { smoke } from "../../scripts/pipeline/smoke";

let server: Server;
const start = async (listener: RequestListener): Promise<string> => {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
afterEach(() => new Promise((resolve) => server.close(resolve)));

const atOnce = async () => {};
const platform: RequestListener = (request, response) => {
  if (request.url === "/") response.end("<title>Freehold</title>");
  else response.writeHead(401, { "content-type": "application/problem+json" }).end('{"title":"Unauthorized"}');
};

test("passes a platform whose page and API answer", async () => {
  await smoke(await start(platform), atOnce);
});

test("waits for a route that comes a moment later", async () => {
  let asked = 0;
  const base = await start((request, response) => {
    asked += 1;
    if (asked < 3) response.writeHead(404).end();
    else platform(request, response);
  });
  await smoke(base, atOnce);
  expect(asked).toBe(4);
});

test.each<[string, RequestListener, string]>([
  ["without a page", (_, response) => response.writeHead(503).end(), "/ answers 503, and must answer 200"],
  [
    "whose API lets anybody in",
    (request, response) => (request.url === "/" ? platform(request, response) : response.end('{"title":"a task"}')),
    "/api/tasks answers 200, and must answer 401",
  ],
  ["that is another program", (_, response) => response.end("It works!"), "/ answers without <title>"],
])("fails a platform %s", async (_, listener, message) => {
  await expect(smoke(await start(listener), atOnce)).rejects.toThrow(message);
});

test("fails a platform that is not there", async () => {
  const base = await start(platform);
  await new Promise((resolve) => server.close(resolve));
  await expect(smoke(base, atOnce)).rejects.toThrow("does not answer");
});
