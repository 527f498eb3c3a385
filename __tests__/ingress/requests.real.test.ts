import { once } from "node:events";
import { ask } from "../helpers/ask";
import { tokenFor } from "../helpers/backend";
import { until } from "../helpers/until";
import { describeFrontDoor, domain } from "./front-door";

describeFrontDoor("requests through a real Traefik", (door) => {
  test("reach the page, the API and the socket", async () => {
    const token = await tokenFor("ann");
    const page = await door.call({ path: "/" });
    expect(page).toMatchObject({ status: 200, headers: { "content-type": expect.stringContaining("text/html") } });
    expect(page.body).toContain("<title>");

    const socket = door.connect(token);
    await once(socket, "open");
    const messages: string[] = [];
    socket.on("message", (data) => messages.push(String(data)));
    const created = await door.call({
      path: "/api/tasks",
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ title: "Buy milk" }),
    });
    expect(created.status).toBe(201);
    const list = await door.call({ path: "/api/tasks", headers: { authorization: `Bearer ${token}` } });
    expect(list.status).toBe(200);
    expect(list.body).toContain("Buy milk");
    // Beside heartbeats.
    await until("the socket tells of the task", () => messages.some((each) => each.includes("Buy milk")));
    socket.close();
    await once(socket, "close");
    expect((await door.call({ path: "/api/tasks" })).status).toBe(401);
  });

  test("go to the service of the longest path, and nowhere else", async () => {
    const before = door.received().length;
    for (const target of ["/api/tasks", "/ws", "/style.css"]) await door.call({ path: target });
    expect(
      door
        .received()
        .slice(before)
        .map(({ service, url }) => `${service} ${url}`),
    ).toEqual(["backend /api/tasks", "websocket /ws", "frontend /style.css"]);
  });

  test("do not reach what is for the cluster alone: probes and metrics, however they are spelt", async () => {
    const before = door.received().length;
    for (const target of ["/metrics", "/healthz", "/readyz", "/metrics/", "//metrics", "/%6detrics", "/x/../metrics"]) {
      expect([target, (await door.call({ path: target })).status]).toEqual([target, 404]);
    }
    expect(door.received().slice(before)).toEqual([]);
    for (const target of ["/%2fmetrics", "/x%2f..%2fmetrics", "/metrics%00", "/metrics;x", "/METRICS"]) {
      expect([target, (await door.call({ path: target })).body]).toEqual([
        target,
        expect.not.stringContaining("# HELP"),
      ]);
    }
  });

  test("of another host reach nothing, where there is a host name", async () => {
    const other = await door.call({
      path: "/",
      host: "other.example.org",
      authority: undefined,
      port: door.ports().web,
    });
    // By HTTPS it is led there as everything is.
    expect(other.status).toBe(door.secure ? 301 : door.host === domain ? 404 : 200);
  });

  test("carry the client's own address to the service, whatever the client claims", async () => {
    const forged = { "x-forwarded-for": "203.0.113.7", "x-real-ip": "203.0.113.7", forwarded: "for=203.0.113.7" };
    await door.call({ path: "/style.css" });
    await door.call({ path: "/style.css", headers: forged });
    const [honest, forging] = door
      .received()
      .slice(-2)
      .map(({ headers }) => headers);
    for (const headers of [honest, forging]) {
      expect(headers).toMatchObject({
        "x-forwarded-for": door.client(),
        "x-real-ip": door.client(),
        "x-forwarded-proto": door.secure ? "https" : "http",
        "x-forwarded-host": door.host,
      });
    }
  });

  test("by HTTP are redirected to HTTPS permanently, where there is a certificate", async () => {
    const answer = await door.call({ path: "/api/tasks?due=today", port: door.ports().web, authority: undefined });
    if (!door.secure) return expect(answer.status).toBe(401);
    expect(answer).toMatchObject({ status: 301, headers: { location: `https://${domain}/api/tasks?due=today` } });
    expect(await door.call({ path: "/", method: "POST", port: door.ports().web, authority: undefined })).toMatchObject({
      status: 308,
    });
  });

  test("find no dashboard and no API of Traefik's, and its metrics on their own port only", async () => {
    const targets = ["/dashboard/", "/api/rawdata", "/api/http/routers", "/debug/pprof/"];
    for (const port of [door.ports().traefik, door.ports().metrics]) {
      for (const target of targets) {
        expect([target, (await ask({ port, host: "127.0.0.1", path: target })).status]).toEqual([target, 404]);
      }
    }
    for (const target of targets) expect((await door.call({ path: target })).body).not.toContain("@kubernetescrd");
    const metrics = await ask({ port: door.ports().metrics, host: "127.0.0.1", path: "/metrics" });
    expect(metrics.status).toBe(200);
    expect(metrics.body).toContain("traefik_entrypoint_requests_total");
    expect((await ask({ port: door.ports().traefik, host: "127.0.0.1", path: "/metrics" })).status).toBe(404);
  });

  test("are served without an error in Traefik's log", () => {
    const lines = door.traefik().output().split("\n");
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.filter((line) => line.includes(" ERR "))).toEqual([]);
  });
});
