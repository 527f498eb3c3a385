import { spawn } from "node:child_process";
import { once } from "node:events";
import { freePort } from "../../helpers/ports";
import { until } from "../../helpers/until";

test("Grafana's placeholder is healthy, holds memory, says what it is, and ends on SIGTERM", async () => {
  const port = await freePort();
  const child = spawn(process.execPath, ["scripts/rehearse/images/grafana-placeholder.mjs"], {
    env: { PORT: String(port), PLACEHOLDER_MIB: "150" },
    stdio: "ignore",
  });
  const ended = once(child, "exit");
  try {
    const health = await until("the placeholder answers", () =>
      fetch(`http://127.0.0.1:${port}/api/health`).then(
        async (answer): Promise<Record<string, unknown>> => Object(await answer.json()),
        () => undefined,
      ),
    );
    expect(health).toMatchObject({
      database: "ok",
      placeholder: true,
      message: expect.stringContaining("placeholder"),
    });
    expect(health.residentMib).toBeGreaterThanOrEqual(140);
    expect(await (await fetch(`http://127.0.0.1:${port}/login`)).text()).toContain("placeholder for Grafana");
    expect((await fetch(`http://127.0.0.1:${port}/api/dashboards`)).status).toBe(404);
  } finally {
    child.kill("SIGTERM");
  }
  expect(await ended).toEqual([0, null]);
});
