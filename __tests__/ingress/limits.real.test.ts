import { once } from "node:events";
import { tokenFor } from "../helpers/backend";
import { until } from "../helpers/until";
import { burst, describeFrontDoor, mostBytes } from "./front-door";

/** Sockets that a client may open at once. */
const socketBurst = 10;

describeFrontDoor("the limits of a real Traefik: requests", (door) => {
  test("are limited by client: a burst passes, more is refused with 429, and another client is not held back", async () => {
    const headers = { authorization: `Bearer ${await tokenFor("bea")}` };
    const statuses = async (count: number, from: string, forge = false) => {
      const asked = Array.from({ length: count }, (_, index) =>
        door.call({
          path: "/api/tasks",
          from,
          headers: { ...headers, ...(forge && { "x-forwarded-for": `203.0.113.${index}` }) },
        }),
      );
      return (await Promise.all(asked)).map(({ status }) => status);
    };
    expect(new Set(await statuses(burst, door.client()))).toEqual(new Set([200]));
    const flooding = await statuses(5 * burst, door.newClient(), true);
    expect(flooding.filter((status) => status === 200).length).toBeGreaterThanOrEqual(burst);
    expect(flooding).toContain(429);
    expect(new Set(await statuses(burst, door.newClient()))).toEqual(new Set([200]));
  });

  test("have bodies of 128 KiB at most, and a larger one never reaches the service", async () => {
    const send = async (bytes: number, chunked: boolean) => {
      const token = await tokenFor("cem");
      const frame = JSON.stringify({ title: "" }).length;
      const before = door.received().length;
      const { status } = await door.call({
        path: "/api/tasks",
        method: "POST",
        headers: {
          authorization: `Bearer ${token}`,
          "content-type": "application/json",
          ...(chunked ? { "transfer-encoding": "chunked" } : { "content-length": String(bytes) }),
        },
        body: JSON.stringify({ title: "x".repeat(bytes - frame) }),
      });
      return { status, reached: door.received().length - before };
    };
    for (const chunked of [false, true]) {
      // The service refuses so long a title, but it has read it.
      expect(await send(mostBytes, chunked)).toEqual({ status: 400, reached: 1 });
      expect(await send(mostBytes + 1, chunked)).toEqual({ status: 413, reached: 0 });
    }
  });

  test("open no more sockets than a client needs, which stay open", async () => {
    const token = await tokenFor("dora");
    const open = async (count: number, from: string) => {
      const sockets = Array.from({ length: count }, () => door.connect(token, from));
      const outcomes = await Promise.all(
        sockets.map((socket) =>
          Promise.race([
            once(socket, "open").then(() => 101),
            once(socket, "unexpected-response").then(([, response]) => Number(response.statusCode)),
          ]),
        ),
      );
      for (const socket of sockets) {
        socket.on("error", () => {});
        socket.terminate();
      }
      return outcomes;
    };
    expect(new Set(await open(socketBurst, door.client()))).toEqual(new Set([101]));
    const more = await open(3 * socketBurst, door.newClient());
    expect(more).toContain(101);
    expect(more).toContain(429);
  });

  test("are answered with security headers, refusals too", async () => {
    const flood = door.newClient();
    const answers = {
      page: await door.call({ path: "/" }),
      api: await door.call({ path: "/api/tasks" }),
      "too large": await door.call({ path: "/api/tasks", method: "POST", body: "x".repeat(mostBytes + 1) }),
      "too many": await until("a client is refused", async () => {
        const all = await Promise.all(
          Array.from({ length: 2 * burst }, () => door.call({ path: "/style.css", from: flood })),
        );
        return all.find(({ status }) => status === 429);
      }),
    };
    expect(answers).toMatchObject({ "too large": { status: 413 }, "too many": { status: 429 } });
    for (const [name, { headers }] of Object.entries(answers)) {
      expect([name, headers]).toMatchObject([
        name,
        {
          "x-content-type-options": "nosniff",
          "x-frame-options": "DENY",
          "referrer-policy": "no-referrer",
          "permissions-policy": expect.stringContaining("camera=()"),
        },
      ]);
      expect(headers).not.toHaveProperty("server");
      expect(headers["strict-transport-security"]).toBe(door.secure ? "max-age=31536000" : undefined);
    }
    expect(answers.page.headers["content-security-policy"]).toContain("default-src 'none'");
  });

  test("are served without an error in Traefik's log, but for the bodies that were too large", () => {
    const errors = door
      .traefik()
      .output()
      .split("\n")
      .filter((line) => line.includes(" ERR "));
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.filter((line) => !line.includes("middlewareName=freehold-body-limit"))).toEqual([]);
  });
});
