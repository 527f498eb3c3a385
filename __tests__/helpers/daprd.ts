import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { DaprResource } from "../../dapr-components/resources";
import { freePort } from "./ports";
import { until } from "./until";

export interface SidecarOptions {
  program: string;
  appId: string;
  appPort: number;
  httpPort: number;
  resources: readonly DaprResource[];
  /** What the sidecar demands of the app, and the app of the sidecar. */
  apiToken: string;
  appToken: string;
}

/** A real daprd beside an app. It is not ready before the app listens: `ready` waits for it. */
export async function startSidecar(options: SidecarOptions) {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-dapr-"));
  const resourcesFolder = path.join(folder, "resources");
  mkdirSync(resourcesFolder);
  for (const resource of options.resources) {
    const { kind, metadata } = resource;
    const file = kind === "Configuration" ? "config.yaml" : `resources/${kind.toLowerCase()}-${metadata.name}.yaml`;
    writeFileSync(path.join(folder, file), JSON.stringify(resource));
  }
  const ports = await Promise.all(
    ["--dapr-grpc-port", "--dapr-internal-grpc-port", "--metrics-port"].map(async (flag) => [
      flag,
      String(await freePort()),
    ]),
  );
  const child = spawn(
    options.program,
    [
      ...[
        "--app-id",
        options.appId,
        "--app-port",
        String(options.appPort),
        "--dapr-http-port",
        String(options.httpPort),
      ],
      ...ports.flat(),
      ...["--dapr-listen-addresses", "127.0.0.1", "--resources-path", resourcesFolder],
      ...["--config", path.join(folder, "config.yaml"), "--log-level", "warn"],
    ],
    {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, DAPR_API_TOKEN: options.apiToken, APP_API_TOKEN: options.appToken },
    },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text) => {
      output += text;
    });
  }
  const url = `http://127.0.0.1:${options.httpPort}`;
  return {
    url,
    output: () => output,
    ready: () =>
      until(`the sidecar of ${options.appId} is ready`, async () => {
        if (child.exitCode !== null) throw new Error(`daprd ended: ${output}`);
        const response = await fetch(`${url}/v1.0/healthz`).catch(() => undefined);
        return response?.status === 204;
      }),
    stop: async () => {
      if (child.exitCode === null) {
        child.kill("SIGTERM");
        await once(child, "exit");
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
