import { createHttp } from "../../../../services/runtime/http/http";
import { refuseForeignPage, relyingParty } from "../../../../services/runtime/http/relying-party";
import { readSettings } from "../../../../services/runtime/settings/settings";
import { Metrics } from "../../../../services/runtime/telemetry/metrics";
import { silent } from "../../../helpers/database";

const publicUrl = "https://tasks.example.org";

/** What a service behind a proxy says to a request. */
async function ask(headers: Record<string, string>, method: "GET" | "POST" = "GET", named = true) {
  const url = named ? publicUrl : undefined;
  const http = createHttp(silent, new Metrics(), () => true);
  http.route({
    url: "/",
    method: ["GET", "POST"],
    handler: (request) => {
      refuseForeignPage(request, url);
      return relyingParty(request, url);
    },
  });
  const { statusCode, body } = await http.inject({ url: "/", method, headers });
  return { status: statusCode, body: JSON.parse(body) };
}

test("passkeys are for the public name, whatever a request calls its host", async () => {
  const party = { id: "tasks.example.org", origin: publicUrl };
  expect(await ask({ host: "backend:8080" })).toEqual({ status: 200, body: party });
  expect(await ask({ host: "evil.example", origin: publicUrl }, "POST")).toEqual({ status: 200, body: party });
});

test.each([
  ["another site", { origin: "https://evil.example" }],
  ["the same name without TLS", { origin: "http://tasks.example.org" }],
  ["a neighbour", { origin: "https://other.example.org" }],
  ["an opaque origin", { origin: "null" }],
  ["no origin at all", {}],
  ["another site, by what the browser says of it", { origin: publicUrl, "sec-fetch-site": "cross-site" }],
])("a change from %s is refused", async (_what, headers) => {
  expect((await ask({ host: "tasks.example.org", ...headers }, "POST")).status).toBe(403);
});

test("a socket needs an origin, as a change does", async () => {
  expect((await ask({ host: "tasks.example.org", upgrade: "websocket" })).status).toBe(403);
  expect((await ask({ host: "tasks.example.org", upgrade: "websocket", origin: publicUrl })).status).toBe(200);
});

test("without a public name there are no passkeys beyond this machine", async () => {
  expect(await ask({ host: "10.0.0.1" }, "GET", false)).toMatchObject({ status: 409 });
});

test.each([
  ["https://tasks.example.org", "https://tasks.example.org"],
  ["https://Tasks.example.org:8443/", "https://tasks.example.org:8443"],
  ["http://localhost:9000", "http://localhost:9000"],
])("PUBLIC_URL may be %s", (given, origin) => {
  expect(readSettings({ PUBLIC_URL: given }).publicUrl).toBe(origin);
});

test.each([
  "http://tasks.example.org",
  "https://10.0.0.1",
  "https://[::1]",
  "https://a.example/path",
  "tasks.example.org",
])("PUBLIC_URL may not be %s: browsers make no passkeys for it", (given) => {
  expect(() => readSettings({ PUBLIC_URL: given })).toThrow("PUBLIC_URL");
});
