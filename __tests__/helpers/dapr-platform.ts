import type { DaprResource } from "../../dapr-components/resources";
import { allServices } from "../../services/all";
import { startHost } from "../../services/runtime/host/host";
import { localAuthentication } from "../../services/runtime/http/auth";
import { readSettings } from "../../services/runtime/settings/settings";
import { startSidecar } from "./daprd";
import { silent } from "./database";
import { freePort } from "./ports";
import { until } from "./until";

/** A broker with what the sidecars need to know of it. */
export interface DaprBroker {
  resources: DaprResource[];
  /** Further environment variables of the sidecars. */
  environment?: Record<string, string>;
  stop(): Promise<void>;
}

export interface DaprPlatformOptions {
  /** The program. */
  daprd: string;
  databaseUrl: string;
  broker: DaprBroker;
  /** What a sidecar demands of its service, and a service of its sidecar. */
  apiToken: string;
  appToken: string;
  /** Further environment variables of the services. Default: none. */
  environment?: Record<string, string>;
}

type RunningSidecar = Awaited<ReturnType<typeof startSidecar>>;

export interface DaprPlatform {
  services: { name: string; url: string; sidecar?: RunningSidecar }[];
  stop(): Promise<void>;
}

/** Every service on its own, beside a real sidecar of its own where it has to do with events; all are ready. */
export async function startDaprPlatform(options: DaprPlatformOptions): Promise<DaprPlatform> {
  const { daprd, databaseUrl, broker, apiToken, appToken, environment } = options;
  const stops: (() => Promise<unknown>)[] = [];
  const start = async (service: (typeof allServices)[number]) => {
    const { name, subscribes, publishes } = service.definition;
    const [appPort, httpPort] = [await freePort(), await freePort()];
    const settings = readSettings({
      FREEHOLD_TRANSPORT: "dapr",
      DATABASE_URL: databaseUrl,
      PORT: String(appPort),
      DAPR_HTTP_PORT: String(httpPort),
      DAPR_API_TOKEN: apiToken,
      APP_API_TOKEN: appToken,
      ...environment,
    });
    const host = await startHost({ services: [service], settings, logger: silent, authenticate: localAuthentication });
    stops.push(host.stop);
    if (subscribes.length === 0 && publishes.length === 0) return { name, url: host.url };
    const sidecar = await startSidecar({
      ...{ program: daprd, appId: name, appPort, httpPort, resources: broker.resources, apiToken, appToken },
      // As the injector sets it.
      environment: { POD_NAME: `${name}-0`, ...broker.environment },
    });
    stops.push(sidecar.stop);
    await sidecar.ready();
    await until(`${name} is ready`, async () => (await fetch(`${host.url}/readyz`)).status === 200);
    return { name, url: host.url, sidecar };
  };
  const stop = async () => {
    for (const each of stops.reverse()) await each();
  };
  // All come to an end before a failure is told, so that none is left behind.
  const started = await Promise.allSettled(allServices.map(start));
  const failed = started.find((one): one is PromiseRejectedResult => one.status === "rejected");
  if (failed) {
    await stop();
    throw failed.reason;
  }
  return { services: started.flatMap((one) => (one.status === "fulfilled" ? one.value : [])), stop };
}
