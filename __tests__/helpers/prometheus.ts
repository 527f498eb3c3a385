import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "./ports";
import { until } from "./until";

/** A service of ours that is scraped, as in the cluster: its job is `services`, its label the service's name. */
export interface ScrapedService {
  service: string;
  /** Where it listens, as http://host:port. */
  url: string;
}

/**
 * A real Prometheus that scrapes services.
 * @param flags further flags. Default: none
 * @param interval between two scrapes. Default: 1 s
 */
export async function startPrometheus(
  program: string,
  services: readonly ScrapedService[],
  flags: readonly string[] = [],
  interval = "1s",
) {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-prometheus-"));
  const address = `127.0.0.1:${await freePort()}`;
  const config = {
    global: { scrape_interval: interval, scrape_timeout: "1s" },
    scrape_configs: [
      {
        job_name: "services",
        static_configs: services.map(({ service, url }) => ({ targets: [new URL(url).host], labels: { service } })),
      },
    ],
  };
  const file = path.join(folder, "prometheus.json");
  writeFileSync(file, JSON.stringify(config));
  const args = [
    `--config.file=${file}`,
    `--storage.tsdb.path=${folder}/data`,
    `--web.listen-address=${address}`,
    ...flags,
  ];
  const child = spawn(program, args, { stdio: "ignore" });
  const url = `http://${address}`;
  const stop = async () => {
    if (child.exitCode === null) {
      child.kill();
      await once(child, "exit");
    }
    rmSync(folder, { recursive: true });
  };
  try {
    await until("Prometheus answers", () =>
      fetch(`${url}/-/ready`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}
