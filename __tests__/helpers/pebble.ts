import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { startDnsServer } from "./dns-server";
import { freePort } from "./ports";
import { startProgram } from "./program";
import { selfSigned } from "./server-certificate";
import { until } from "./until";

export interface Pebble {
  /** Where ACME begins. */
  directory: string;
  /** File with the authority that signs its own HTTPS. */
  authority: string;
  /** The root that its certificates lead to, PEM: another one each time that it starts. */
  root: string;
  /** What it has logged so far. */
  output(): string;
  stop(): Promise<void>;
}

/**
 * pebble, the ACME server that Let's Encrypt tests its clients with. It asks every domain for its proof on 127.0.0.1.
 * @param httpPort where it asks
 * @param validity seconds that its certificates are good for
 */
export async function startPebble(
  program: string,
  { httpPort, validity }: { httpPort: number; validity: number },
): Promise<Pebble> {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-pebble-"));
  const { certificate, key, pem } = selfSigned(folder, ["IP:127.0.0.1"]);
  const dns = await startDnsServer();
  const [port, managementPort, tlsPort] = [await freePort(), await freePort(), await freePort()];
  const configuration = path.join(folder, "pebble.json");
  writeFileSync(
    configuration,
    JSON.stringify({
      pebble: {
        listenAddress: `127.0.0.1:${port}`,
        managementListenAddress: `127.0.0.1:${managementPort}`,
        certificate,
        privateKey: key,
        httpPort,
        tlsPort,
        retryAfter: { authz: 1, order: 1 },
        profiles: { default: { description: "The test's own", validityPeriod: validity } },
      },
    }),
  );
  // Its random waits would only make the test slower; that it refuses some requests for no reason stays.
  const pebble = startProgram(program, ["-config", configuration, "-dnsserver", dns.address, "-strict"], {
    PEBBLE_VA_NOSLEEP: "1",
  });
  const stop = async () => {
    await pebble.stop();
    dns.stop();
    rmSync(folder, { recursive: true });
  };
  const root = await until("pebble tells its root", () => {
    pebble.mustRun();
    return get(managementPort, "/roots/0", pem.certificate).catch(() => undefined);
  }).catch(async (error) => {
    await stop();
    throw error;
  });
  return {
    directory: `https://127.0.0.1:${port}/dir`,
    authority: certificate,
    root,
    output: pebble.output,
    stop,
  };
}

const get = (port: number, target: string, ca: string): Promise<string> =>
  new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path: target, ca, agent: false }, (response) => resolve(text(response)))
      .on("error", reject)
      .end();
  });
