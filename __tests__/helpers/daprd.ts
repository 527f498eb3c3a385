import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { DaprResource } from "../../dapr-components/resources";
import { sidecarFlags } from "../../dapr-components/sidecar";
import { writeFiles } from "../../dapr-components/write-files";
import { freePort } from "./ports";
import { until } from "./until";

export interface SidecarOptions {
  program: string;
  appId: string;
  /** Default: nothing is delivered to the app. */
  appPort?: number;
  /** Default: a free one. */
  httpPort?: number;
  resources: readonly DaprResource[];
  /** What the sidecar demands of the app, and the app of the sidecar. Default: nothing. */
  apiToken?: string;
  appToken?: string;
  /** Further flags of daprd, without their dashes. Default: none. */
  flags?: Record<string, string>;
  /** Further environment variables of the sidecar. */
  environment?: Record<string, string>;
}

/** For a broker that starts on a busy machine. */
const patienceSeconds = 180;

/** A sidecar that has waited too long for its broker ends. The kubelet would start it again; here it waits longer. */
const withPatience = (resource: DaprResource): DaprResource =>
  resource.kind === "Component" && resource.spec.initTimeout
    ? { ...resource, spec: { ...resource.spec, initTimeout: `${patienceSeconds}s` } }
    : resource;

/** A real daprd beside an app. It is not ready before the app listens: `ready` waits for it. */
export async function startSidecar(options: SidecarOptions) {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-dapr-"));
  writeFiles(folder, options.resources.map(withPatience));
  const httpPort = options.httpPort ?? (await freePort());
  const metricsPort = await freePort();
  const args = {
    "app-id": options.appId,
    ...(options.appPort && { "app-port": options.appPort }),
    ...sidecarFlags,
    ...options.flags,
    "dapr-http-port": httpPort,
    "dapr-grpc-port": await freePort(),
    "dapr-internal-grpc-port": await freePort(),
    "metrics-port": metricsPort,
    "dapr-listen-addresses": "127.0.0.1",
    "resources-path": path.join(folder, "resources"),
    config: path.join(folder, "config.yaml"),
    "log-level": "warn",
  };
  const child = spawn(
    options.program,
    Object.entries(args).flatMap(([name, value]) => [`--${name}`, String(value)]),
    {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        ...(options.apiToken && { DAPR_API_TOKEN: options.apiToken }),
        ...(options.appToken && { APP_API_TOKEN: options.appToken }),
        ...options.environment,
      },
    },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text) => {
      output += text;
    });
  }
  const url = `http://127.0.0.1:${httpPort}`;
  return {
    url,
    /** host:port of its metrics. */
    metrics: `127.0.0.1:${metricsPort}`,
    /** Where it reads its resources. */
    folder,
    output: () => output,
    ready: () =>
      until(
        `the sidecar of ${options.appId} is ready`,
        async () => {
          if (child.exitCode !== null) throw new Error(`daprd ended: ${output}`);
          const response = await fetch(`${url}/v1.0/healthz`).catch(() => undefined);
          return response?.status === 204;
        },
        patienceSeconds + 60,
      ),
    /** @returns the exit code, or the signal that ended it */
    stop: async (signal: NodeJS.Signals = "SIGTERM") => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal);
        await once(child, "exit");
      }
      rmSync(folder, { recursive: true, force: true });
      return child.signalCode ?? child.exitCode;
    },
  };
}
