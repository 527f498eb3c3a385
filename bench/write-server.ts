import Fastify from "fastify";
import pg from "pg";
import { allServices } from "../services/all";
import { environment } from "../services/runtime/definition";
import { startHost } from "../services/runtime/host/host";
import { localAuthentication } from "../services/runtime/http/auth";
import { readSettings } from "../services/runtime/settings/settings";
import { unlimitedOwnDisk } from "../services/runtime/settings/unlimited-own-disk";
import { silent } from "./postgres";

/** Servers that take a task, each run in a process of its own; the value is the address to post to. */
const servers = {
  /** The platform as `npm start` runs it: API and all consumers in one process. */
  freehold: async (url: string) => {
    const host = await startHost({
      services: allServices,
      settings: readSettings({
        ...unlimitedOwnDisk,
        [environment.quotas.sockets]: "none",
        DATABASE_URL: url,
        PORT: "0",
      }),
      logger: silent,
      authenticate: localAuthentication,
    });
    return `${host.url}/api/tasks`;
  },
  /** A server that inserts one row: no event, no history, no order. */
  bare: async (url: string) => {
    const pool = new pg.Pool({ connectionString: url });
    await pool.query(
      "create table if not exists public.rows (id uuid primary key default gen_random_uuid(), body jsonb)",
    );
    const app = Fastify();
    app.post("/rows", async ({ body }, reply) => {
      const { rows } = await pool.query({
        name: "row",
        text: "insert into public.rows (body) values ($1) returning id, body",
        values: [body],
      });
      return reply.code(201).send(rows[0]);
    });
    return `${await app.listen({ host: "127.0.0.1", port: 0 })}/rows`;
  },
} as const;

export type WriteServer = keyof typeof servers;

const [name = "", url = ""] = process.argv.slice(2);
const start = Object.entries(servers).find(([server]) => server === name)?.[1];
if (!start) throw new Error(`There is no server "${name}". There are: ${Object.keys(servers).join(", ")}`);
void start(url).then((address) => process.send?.(address));
// It ends with the one who started it.
process.on("disconnect", () => process.exit());
