import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { EmbeddedPostgres } from "../../../services/local/postgres";
import { Programs, serverAccount } from "../../../services/local/postgres-programs";
import { supervise } from "../../../services/local/supervise";
import { silent } from "../../helpers/database";
import { freePort } from "../../helpers/ports";
import { until } from "../../helpers/until";
import { usePrograms } from "./program";

const { newFolder, startIn, clientOf, urlOf } = usePrograms();
const pidFile = (folder: string) => path.join(folder, "postgres", "postmaster.pid");
const postmasterOf = (folder: string) => Number(readFileSync(pidFile(folder), "utf8").split("\n")[0]);

test("a postmaster that is killed is started again, and what was acknowledged is there", async () => {
  const folder = newFolder();
  const program = startIn(folder);
  const client = await clientOf(program);
  const { id } = await client.create({ title: "Stay" });
  const killed = postmasterOf(folder);
  process.kill(killed, "SIGKILL");
  await program.says(/Postgres was ended by SIGKILL: starting it again/);
  await program.says(/Postgres runs again/);
  expect(postmasterOf(folder)).not.toBe(killed);
  expect(await until("it answers", () => client.list().catch(() => undefined))).toEqual([
    expect.objectContaining({ id }),
  ]);
  program.kill("SIGTERM");
  expect(await program.exitCode).toBe(0);
  expect(program.output.stdout).toMatch(/\nStopped\.\n$/);
});

test("SIGTERM right after the postmaster was killed ends cleanly, with a word", async () => {
  const folder = newFolder();
  const program = startIn(folder);
  await urlOf(program);
  process.kill(postmasterOf(folder), "SIGKILL");
  program.kill("SIGTERM");
  expect(await program.exitCode).toBe(0);
  expect(program.output.stdout).toMatch(/\nStopped.*\n$/);
  expect(program.output.stderr).toBe("");
});

test("after a crash of both, the process id in the stale file may be another program's by now", async () => {
  const folder = newFolder();
  const program = startIn(folder);
  const { id } = await (await clientOf(program)).create({ title: "Stay" });
  const stale = readFileSync(pidFile(folder), "utf8").replace(/^\d+/, String(process.pid));
  program.kill("SIGKILL");
  await until("its server has ended too", () => !existsSync(pidFile(folder)));
  writeFileSync(pidFile(folder), stale);
  expect(await (await clientOf(startIn(folder))).list()).toEqual([expect.objectContaining({ id })]);
});

test("a start while the server of a killed one is still ending waits for its end", async () => {
  const folder = newFolder();
  const program = startIn(folder);
  const { id } = await (await clientOf(program)).create({ title: "Stay" });
  const postmaster = postmasterOf(folder);
  process.kill(postmaster, "SIGSTOP");
  program.kill("SIGKILL");
  const next = startIn(folder);
  await next.says(/Starting Postgres/);
  process.kill(postmaster, "SIGCONT");
  expect(await (await clientOf(next)).list()).toEqual([expect.objectContaining({ id })]);
  expect(postmasterOf(folder)).not.toBe(postmaster);
});

test("a server without an owner, as an earlier release left it behind, is ended by the next start", async () => {
  const folder = newFolder();
  const program = startIn(folder);
  const { id } = await (await clientOf(program)).create({ title: "Stay" });
  program.kill("SIGTERM");
  await program.exitCode;
  const data = path.join(folder, "postgres");
  const [postgres = ""] = readFileSync(path.join(data, "postmaster.opts"), "utf8").split(" ");
  const programs = new Programs({ postgres, initdb: "", pg_ctl: "" }, data, await serverAccount(data));
  const port = String(await freePort());
  const options = ["-p", port, "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="];
  const orphan = programs.spawn("postgres", (directory) => ["-D", directory, ...options]);
  const ended = once(orphan, "exit");
  await until("it runs", () => existsSync(pidFile(folder)));
  expect(await (await clientOf(startIn(folder))).list()).toEqual([expect.objectContaining({ id })]);
  expect(await ended).toEqual([0, null]);
});

/** A server that a test ends. */
function aServer(restart: () => Promise<EmbeddedPostgres>) {
  let end = (_how: string) => {};
  const ended = new Promise<string>((resolve) => {
    end = resolve;
  });
  const stop = jest.fn(async () => {});
  return { end, stop, server: { url: "", ended, restart, stop } satisfies EmbeddedPostgres };
}

test("a server that ends time and again is given up, with one clear error", async () => {
  let current = aServer(async () => next());
  const next = () => {
    current = aServer(async () => next());
    restarts += 1;
    return current.server;
  };
  let restarts = 0;
  const gaveUp = jest.fn();
  supervise(current.server, { logger: silent, gaveUp, maxRestarts: 2 });
  for (let expected = 1; expected <= 2; expected += 1) {
    current.end("was ended by SIGKILL");
    await until("it is started again", () => restarts === expected);
  }
  current.end("was ended by SIGKILL");
  await until("it is given up", () => gaveUp.mock.calls.length > 0);
  expect(gaveUp).toHaveBeenCalledWith(
    expect.objectContaining({
      code: "DATABASE_LOST",
      message: "Postgres was ended by SIGKILL; it has ended 3 times within 10 minutes.",
    }),
  );
  expect(restarts).toBe(2);
});

test("a stop while the server is down starts no other", async () => {
  const restart = jest.fn(() => Promise.reject(new Error("not yet")));
  const first = aServer(restart);
  const gaveUp = jest.fn();
  const supervision = supervise(first.server, { logger: silent, gaveUp });
  first.end("was ended by SIGKILL");
  await until("it is tried", () => restart.mock.calls.length > 0);
  await supervision.stop();
  const tries = restart.mock.calls.length;
  await pause(600);
  expect([restart.mock.calls.length, gaveUp.mock.calls.length, first.stop.mock.calls.length]).toEqual([tries, 0, 1]);
});
