import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { localDaprResources } from "../../dapr-components";
import { startSidecar } from "./daprd";
import type { TestDatabase } from "./database";
import { freePort } from "./ports";

const apiToken = "api-token-of-the-sidecar";

/**
 * A real daprd of the notification service with state store and secret store, and no broker: for what the service does
 * outside of the database.
 * @param secret what the Secret `notification` holds
 * @returns the environment variables by which a service finds it
 */
export async function startNotificationSidecar(
  daprd: string,
  db: TestDatabase,
  secret: Record<string, string>,
): Promise<Record<string, string>> {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-secrets-"));
  const secretsFile = path.join(folder, "secrets.json");
  writeFileSync(secretsFile, JSON.stringify({ database: { "direct-url": db.url }, notification: secret }));
  const [appPort, httpPort] = [await freePort(), await freePort()];
  const app = createServer((_request, response) => response.writeHead(404).end());
  await new Promise<void>((resolve) => app.listen(appPort, "127.0.0.1", resolve));
  const kinds = ["statestore", "secrets", "freehold"];
  const sidecar = await startSidecar({
    program: daprd,
    appId: "notification",
    appPort,
    httpPort,
    resources: localDaprResources({ secretsFile }).filter(
      ({ kind, metadata }) => kind !== "Subscription" && kinds.includes(metadata.name),
    ),
    apiToken,
    appToken: "app-token-of-the-service",
  });
  db.closeFirst(async () => {
    await sidecar.stop();
    app.close();
    rmSync(folder, { recursive: true, force: true });
  });
  await sidecar.ready();
  return {
    DAPR_HTTP_PORT: String(httpPort),
    DAPR_API_TOKEN: apiToken,
    FREEHOLD_DAPR_SECRETSTORE: "secrets",
    FREEHOLD_IDEMPOTENCY: "dapr-state",
  };
}
