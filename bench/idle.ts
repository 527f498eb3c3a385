import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { build } from "esbuild";
import { bundleOptions, lazyModulesStayOutside } from "../scripts/build/bundle-options";
import { freePort } from "../services/local/free-port";
import { inRounds, type Measurement } from "./measure";
import { withPostgres } from "./postgres";

const root = path.join(__dirname, "..");

/** A server without us: Fastify and a connected pool, which answers when it is ready. */
const bare = `import Fastify from "fastify";
import pg from "pg";
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 3 });
const app = Fastify();
app.get("/readyz", () => ({ status: "ready" }));
pool.query("select 1").then(() => app.listen({ host: "127.0.0.1", port: Number(process.env.PORT) }));
`;

interface Figures {
  startSeconds: number;
  residentMegabytes: number;
}

/** Starts a program, waits until it is ready and has settled, and ends it. */
async function measure(file: string, databaseUrl: string): Promise<Figures> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, [file], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: databaseUrl, PORT: String(port), LOG_LEVEL: "silent" },
    stdio: "ignore",
  });
  try {
    while (!(await isReady(port))) {
      if (child.exitCode !== null) throw new Error(`${file} ended before it was ready`);
      await pause(5);
    }
    const startSeconds = (performance.now() - began) / 1_000;
    await pause(2_000);
    const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
    return { startSeconds, residentMegabytes: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024 };
  } finally {
    child.kill("SIGTERM");
    if (child.exitCode === null) await once(child, "exit");
  }
}

/** Start to ready, and resident memory when idle, of one consumer beside a bare server. Reads /proc: Linux only. */
export const benchIdle = (rounds: number, progress: (line: string) => void): Promise<Measurement[]> =>
  withPostgres(async (url) => {
    const folder = path.join(root, ".freehold", "bench");
    mkdirSync(folder, { recursive: true });
    const bareFile = path.join(folder, "bare.ts");
    writeFileSync(bareFile, bare);
    // Both bundled, ours as in the cloud. What our bundle spares pg is in no document of pg, so the peer does without.
    const ours = path.join(root, "services", "audit-consumer", "main.ts");
    const plugins = [lazyModulesStayOutside];
    await build({ ...bundleOptions, plugins, entryPoints: { ours }, outdir: folder });
    await build({ ...bundleOptions, define: {}, entryPoints: { bare: bareFile }, outdir: folder });
    const memory = new Map<string, number[]>();
    const one = (name: string, file: string) => ({
      name,
      run: async () => {
        const { startSeconds, residentMegabytes } = await measure(file, url);
        memory.set(name, [...(memory.get(name) ?? []), residentMegabytes]);
        return startSeconds;
      },
    });
    const [name, peer] = ["Freehold", "bare Fastify with pg"];
    const start = await inRounds(
      rounds,
      [one(name, path.join(folder, "ours.js")), one(peer, path.join(folder, "bare.js"))],
      progress,
    );
    return [
      {
        title: "Start to ready of a service",
        unit: "seconds",
        better: "lower",
        candidates: start,
        targets: [{ against: peer, ratio: 1.3 }],
      },
      {
        title: "Resident memory of an idle service",
        unit: "megabytes",
        better: "lower",
        candidates: [name, peer].map((each) => ({ name: each, figures: memory.get(each) ?? [] })),
        targets: [{ against: peer, ratio: 1.15 }],
      },
    ];
  });

const isReady = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    (response) => response.ok,
    () => false,
  );
