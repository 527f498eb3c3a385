import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { type TraefikPlace, traefikOptions } from "../../scripts/rehearse/system/traefik-options";
import { startProgram } from "./program";
import { until } from "./until";

export interface RunningTraefik {
  pid: number;
  /** What it has logged so far, without colours. */
  output(): string;
  stop(): Promise<void>;
}

export interface TraefikStart extends TraefikPlace {
  /** What the stack platform sets of its chart. */
  values: unknown;
  kubeconfig: string;
  /** File with an authority that an ACME server is trusted by. */
  acmeAuthority?: string;
  /** Options beyond those of the stack, for what a test can't wait for. */
  further?: string[];
}

/** A real Traefik with the options that the chart would give it, on the API server of a kubeconfig. */
export async function startTraefik(program: string, start: TraefikStart): Promise<RunningTraefik> {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-traefik-"));
  const kubeconfig = path.join(folder, "kubeconfig");
  writeFileSync(kubeconfig, start.kubeconfig, { mode: 0o600 });
  const running = startProgram(program, [...traefikOptions(start.values, start), ...(start.further ?? [])], {
    KUBECONFIG: kubeconfig,
    KUBERNETES_SERVICE_HOST: "",
    ...(start.acmeAuthority && { LEGO_CA_CERTIFICATES: start.acmeAuthority }),
  });
  const stop = async () => {
    await running.stop();
    rmSync(folder, { recursive: true });
  };
  await until("Traefik answers", async () => {
    running.mustRun();
    const ping = await fetch(`http://127.0.0.1:${start.ports.traefik}/ping`).catch(() => undefined);
    return ping?.ok;
  }).catch(async (error) => {
    await stop();
    throw error;
  });
  return { pid: running.pid, output: () => stripVTControlCharacters(running.output()), stop };
}
