import { once } from "node:events";
import { request as plain } from "node:http";
import type WebSocket from "ws";
import { z } from "zod";
import { addresses, clientAddresses, hostNames } from "../../scripts/rehearse/machine/addresses";
import type { Rehearsed } from "./rehearsed";
import { until } from "./until";

const taskSchema = z.looseObject({ id: z.string(), title: z.string(), status: z.string() });
const historySchema = z.looseObject({ items: z.array(z.looseObject({ type: z.string() })) });
const listSchema = z.looseObject({ items: z.array(z.looseObject({ id: z.string() })) });

/** What users meet: the page, the API and the socket, by the way through the load balancer and Traefik. */
export function fromOutside(rehearsed: () => Rehearsed): void {
  test("serves the page over HTTPS, with a certificate that the ACME server gave out", async () => {
    const client = await rehearsed().client("ann");
    const page = await until("the certificate is there", () => client.call("GET", "/").catch(() => undefined));
    expect(page.status).toBe(200);
    expect(page.body).toContain("<title>");
    expect(page.headers).toMatchObject({ "content-security-policy": expect.stringContaining("default-src 'none'") });
  });

  test("leads plain HTTP to HTTPS", async () => {
    const answer = plain({ host: addresses.loadBalancer, path: "/", headers: { host: hostNames.domain } });
    answer.end();
    const [response] = await once(answer, "response");
    expect(response.statusCode).toBe(301);
    expect(response.headers.location).toBe(`https://${hostNames.domain}/`);
    response.resume();
  });

  test("refuses a request without a token, and a body that is too large", async () => {
    const client = await rehearsed().client("ann");
    expect(await client.call("GET", "/api/tasks", undefined, { authorization: "" })).toMatchObject({ status: 401 });
    const large = { title: "x".repeat(2_000_000) };
    expect(await client.call("POST", "/api/tasks", large)).toMatchObject({ status: 413 });
  });

  test("keeps what is internal inside: probes and metrics are not routed", async () => {
    const client = await rehearsed().client("ann");
    for (const path of ["/metrics", "/healthz", "/readyz"])
      expect(await client.call("GET", path)).toMatchObject({ status: 404 });
  });

  test("sees the client's own address, and no node's", async () => {
    const client = await rehearsed().client("ann");
    await client.call("GET", "/?whose-address");
    const log = await until("the request is in Traefik's log", async () => {
      const lines = await rehearsed().kubectl.read(["logs", "-n", "kube-system", "deployment/traefik", "--tail=200"]);
      return lines.split("\n").find((line) => line.includes("/?whose-address"));
    });
    expect(log.startsWith(`${addresses.host} `)).toBe(true);
  });

  test("a task that recurs and reminds goes all the way round, each step once", async () => {
    const client = await rehearsed().client("bea", clientAddresses);
    const socket = client.socket();
    const pushed: string[] = [];
    socket.on("message", (data: WebSocket.RawData) => pushed.push(String(data)));
    await once(socket, "open");

    const dueAt = new Date(Date.now() + 62_000).toISOString();
    const made = await client.call("POST", "/api/tasks", {
      title: "Water the plants",
      dueAt,
      recurrence: { rrule: "FREQ=DAILY", timeZone: "Etc/UTC" },
      reminders: [{ minutesBefore: 1 }],
    });
    expect(made.status).toBe(201);
    const { id } = taskSchema.parse(made.body);

    const notified = await until("the reminder has become a notification", async () => {
      const { items } = listSchema.parse((await client.call("GET", "/api/notifications")).body);
      return items.filter(({ taskId }) => taskId === id)[0];
    });
    expect(notified).toMatchObject({ title: "Water the plants" });
    expect(await client.call("POST", `/api/tasks/${id}/complete`)).toMatchObject({ status: 200 });
    await until("the next occurrence is there", async () => {
      const { items } = listSchema.parse((await client.call("GET", "/api/tasks?status=open")).body);
      return items.length === 1;
    });
    const changes = await until("the history has both changes", async () => {
      const { items } = historySchema.parse((await client.call("GET", `/api/tasks/${id}/history`)).body);
      const types = items.map(({ type }) => type).filter((type) => type.startsWith("freehold.task."));
      return types.length >= 2 ? types : undefined;
    });
    expect(changes).toEqual(["freehold.task.created.v1", "freehold.task.completed.v1"]);
    await until("the webhook was called", () =>
      rehearsed()
        .inbox.received()
        .some(({ body }) => body.includes(id)),
    );
    await until("the page was told of the notification", () => pushed.some((text) => text.includes("notified")));

    expect(
      rehearsed()
        .inbox.received()
        .filter(({ body }) => body.includes(id)),
    ).toHaveLength(1);
    expect(pushed.filter((text) => text.includes("notified"))).toHaveLength(1);
    const { items } = listSchema.parse((await client.call("GET", "/api/notifications")).body);
    expect(items.filter(({ taskId }) => taskId === id)).toHaveLength(1);
    socket.close();
  });
}
