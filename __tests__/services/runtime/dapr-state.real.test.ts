import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { localDaprResources } from "../../../dapr-components";
import { DaprStateIdempotency } from "../../../services/runtime/idempotency/dapr-state";
import { GiveBack } from "../../../services/runtime/outage";
import { readSecret } from "../../../services/runtime/secrets";
import { readSettings } from "../../../services/runtime/settings";
import { startSidecar } from "../../helpers/daprd";
import { useDatabase } from "../../helpers/database";
import { freePort } from "../../helpers/ports";
import { describeReal } from "../../helpers/real";

const apiToken = "api-token-of-the-sidecar";

describeReal("Idempotency in the Dapr state store on PostgreSQL", ["daprd"], ({ daprd }) => {
  const db = useDatabase();
  const stops: (() => Promise<unknown>)[] = [];
  db.closeFirst(async () => {
    for (const stop of stops.reverse()) await stop();
  });
  let settings: ReturnType<typeof readSettings>["dapr"];
  let keys = 0;
  const newKey = () => {
    keys += 1;
    return `notification/event-${keys}`;
  };
  const idempotency = () => new DaprStateIdempotency(settings);

  beforeAll(async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "freehold-secrets-"));
    stops.push(async () => rmSync(folder, { recursive: true, force: true }));
    const secretsFile = path.join(folder, "secrets.json");
    const secrets = { database: { "direct-url": db.url }, notification: { "webhook-url": "https://example.org/hook" } };
    writeFileSync(secretsFile, JSON.stringify(secrets));
    const [appPort, httpPort] = [await freePort(), await freePort()];
    const app = createServer((_request, response) => response.writeHead(404).end());
    await new Promise<void>((resolve) => app.listen(appPort, "127.0.0.1", resolve));
    stops.push(async () => app.close());
    const kinds = ["statestore", "secrets", "freehold"];
    const resources = localDaprResources({ secretsFile }).filter(
      ({ kind, metadata }) => kind !== "Subscription" && kinds.includes(metadata.name),
    );
    const sidecar = await startSidecar({
      program: daprd,
      appId: "notification",
      appPort,
      httpPort,
      resources,
      apiToken,
      appToken: "app-token-of-the-service",
    });
    stops.push(sidecar.stop);
    await sidecar.ready();
    settings = readSettings({
      DAPR_HTTP_PORT: String(httpPort),
      DAPR_API_TOKEN: apiToken,
      FREEHOLD_DAPR_SECRETSTORE: "secrets",
    }).dapr;
  });

  test("an effect is had once under a key, and that it is done is forgotten after the claims' lifetime", async () => {
    const effect = jest.fn().mockResolvedValue(undefined);
    const key = newKey();
    await idempotency().once(key, effect);
    await idempotency().once(key, effect);
    expect(effect).toHaveBeenCalledTimes(1);
    const { rows } = await db.database.query<{ key: string; days: number }>(
      "select key, round(extract(epoch from expires_at - now()) / 86400)::int as days from dapr_state.state where key like $1",
      [`%${key}%`],
    );
    expect(rows).toEqual([{ key: `notification||${key}/done`, days: 7 }]);
  });

  test("while one process has the effect, another is told to come again", async () => {
    const key = newKey();
    const other = jest.fn();
    await idempotency().once(key, async () => {
      await expect(idempotency().once(key, other)).rejects.toThrow(GiveBack);
    });
    expect(other).not.toHaveBeenCalled();
  });

  test("of many that begin at the same time one has the effect", async () => {
    const key = newKey();
    const effect = jest.fn(() => new Promise<void>((resolve) => setImmediate(resolve)));
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => idempotency().once(key, effect)));
    expect(effect).toHaveBeenCalledTimes(1);
    for (const result of results) if (result.status === "rejected") expect(result.reason).toBeInstanceOf(GiveBack);
  });

  test("an effect that fails can be tried again at once", async () => {
    const key = newKey();
    await expect(idempotency().once(key, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    const effect = jest.fn().mockResolvedValue(undefined);
    await idempotency().once(key, effect);
    expect(effect).toHaveBeenCalledTimes(1);
  });

  test("the lease of a process that died ends, and the effect is had by another", async () => {
    const key = newKey();
    const clock = jest.spyOn(Date, "now").mockReturnValue(Date.now() - 120_000);
    // It takes the lease two minutes ago, and is never heard of again.
    const died = idempotency();
    await new Promise<void>((resolve) => {
      died.once(key, () => new Promise(() => resolve())).catch(() => {});
    });
    clock.mockRestore();
    const effect = jest.fn().mockResolvedValue(undefined);
    await idempotency().once(key, effect);
    expect(effect).toHaveBeenCalledTimes(1);
  });

  test("a sidecar that is away is no failure of the event", async () => {
    const away = new DaprStateIdempotency({ ...settings, httpPort: await freePort() });
    await expect(away.once(newKey(), async () => {})).rejects.toThrow(GiveBack);
  });

  test("the service reads its own secret through the sidecar, and no other", async () => {
    expect(await readSecret(settings, "notification")).toEqual({ "webhook-url": "https://example.org/hook" });
    expect(await readSecret(settings, "database")).toBeUndefined();
  });
});
