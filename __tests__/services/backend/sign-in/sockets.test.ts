import { once } from "node:events";
import WebSocket from "ws";
import { service as websocket } from "../../../../services/websocket/service";
import { useBackend } from "../../../helpers/backend";
import { invited } from "../../../helpers/person";
import { until } from "../../../helpers/until";

const api = useBackend(websocket);
const person = (ownerId: string) => invited(api.db.database, () => api.url, { ownerId });
const socketOf = ({ pageUrl, cookie }: Awaited<ReturnType<typeof person>>, origin: string | undefined = pageUrl()) =>
  new WebSocket(`${pageUrl().replace("http:", "ws:")}/ws`, ["freehold"], {
    headers: { cookie: cookie() ?? "" },
    ...(origin !== "" && { origin }),
  });

async function refusal(socket: WebSocket): Promise<number | undefined> {
  const [, response] = await once(socket, "unexpected-response");
  socket.on("error", () => {});
  socket.terminate();
  return response.statusCode;
}

test("a page gets its updates by its session, until that ends", async () => {
  const ann = await person("ann");
  const socket = socketOf(ann);
  await once(socket, "open");
  // Heartbeats come as well.
  const told: string[] = [];
  socket.on("message", (data) => told.push(String(data)));
  await ann.call("POST", "/api/tasks", { title: "Mine" });
  await until("the page is told", () => told.some((text) => text.includes("Mine")));
  const closed = once(socket, "close");
  expect((await ann.call("DELETE", "/api/sessions/current")).status).toBe(204);
  await api.as("ann")("POST", "/api/tasks", { title: "Not for an ended session" });
  expect((await closed)[0]).toBe(1008);
});

test.each([
  ["another page's origin", "https://evil.example"],
  ["no origin", ""],
])("a socket with %s is refused", async (_what, origin) => {
  expect(await refusal(socketOf(await person("origins"), origin))).toBe(403);
});

test("a socket of a session that there is not is refused", async () => {
  const { pageUrl } = await person("none");
  const cookie = () => `__Host-freehold=fh_${"A".repeat(43)}`;
  expect(await refusal(socketOf({ ...(await person("none")), cookie }, pageUrl()))).toBe(401);
});
