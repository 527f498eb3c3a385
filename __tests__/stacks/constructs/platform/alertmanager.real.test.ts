import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { ruleGroups } from "../../../../dashboards/alerts";
import type { AlertingRule } from "../../../../dashboards/alerts/rule";
import { alertmanagerConfig } from "../../../../stacks/constructs/platform/alertmanager";
import { freePort } from "../../../helpers/ports";
import { describeReal } from "../../../helpers/real";
import { until } from "../../../helpers/until";

const messageSchema = z.object({
  status: z.string(),
  alerts: z.array(
    z.object({ labels: z.record(z.string(), z.string()), annotations: z.record(z.string(), z.string()) }),
  ),
});
type Message = z.infer<typeof messageSchema>;

const [traefikDown] = ruleGroups({ filesUrl: "https://github.com/you/freehold/blob/main" })
  .flatMap(({ rules }) => rules)
  .filter((rule): rule is AlertingRule => "alert" in rule && rule.alert === "TraefikDown");

describeReal("Alertmanager", ["alertmanager"], ({ alertmanager }) => {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-alertmanager-"));
  const received: Message[] = [];
  let receiver: Server;
  let child: ChildProcess;
  let url: string;

  beforeAll(async () => {
    const [port, receiverPort] = [await freePort(), await freePort()];
    receiver = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += chunk));
      request.on("end", () => {
        received.push(messageSchema.parse(JSON.parse(body)));
        response.end();
      });
    });
    await once(receiver.listen(receiverPort, "127.0.0.1"), "listening");
    // The file has the address, and alerts of the same name are not collected for half a minute.
    const config = alertmanagerConfig({ url: `http://127.0.0.1:${receiverPort}/alerts` });
    const route = { ...Object(config.route), group_wait: "10ms" };
    writeFileSync(path.join(folder, "config.yml"), JSON.stringify({ ...config, route }));
    child = spawn(
      alertmanager,
      [
        ...[`--config.file=${path.join(folder, "config.yml")}`, `--storage.path=${folder}`],
        ...[`--web.listen-address=127.0.0.1:${port}`, "--cluster.listen-address="],
      ],
      { stdio: "ignore" },
    );
    url = `http://127.0.0.1:${port}`;
    await until("Alertmanager is ready", async () => (await fetch(`${url}/-/ready`).catch(() => undefined))?.ok);
  });

  afterAll(async () => {
    child.kill();
    await once(child, "exit");
    receiver.close();
    rmSync(folder, { recursive: true });
  });

  /** As Prometheus would send it. */
  const fire = (alertname: string, labels: Record<string, string>) =>
    fetch(`${url}/api/v2/alerts`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify([{ labels: { alertname, ...labels }, annotations: traefikDown?.annotations }]),
    });

  const names = () => received.flatMap(({ alerts }) => alerts.map(({ labels }) => labels.alertname));

  test("an alert reaches the webhook, with its labels, what it says, and a link to its runbook", async () => {
    expect((await fire("TraefikDown", { severity: "critical" })).status).toBe(200);
    await until("the alert arrived", () => received.length > 0);
    expect(received[0]).toEqual({
      status: "firing",
      alerts: [
        {
          labels: { alertname: "TraefikDown", severity: "critical" },
          annotations: {
            summary: "Traefik has not answered for 5 minutes: no user reaches the platform",
            runbook_url: "https://github.com/you/freehold/blob/main/docs/reference/alerts.md#traefikdown",
          },
        },
      ],
    });
  });

  test("while a node is down, what is down with it sends no message of its own", async () => {
    await fire("NodeDown", { severity: "critical" });
    await until("the node's alert arrived", () => names().includes("NodeDown"));
    await fire("SidecarDown", { severity: "critical", service: "notification" });
    await fire("NodeDiskFilling", { severity: "warning", node: "agent" });
    await until("a later alert arrived", () => names().includes("NodeDiskFilling"));
    expect(names()).not.toContain("SidecarDown");
  });
});
