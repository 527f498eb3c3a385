import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * Where free ports are looked for: below those that systems give to outgoing connections (from 32768 on with Linux, from
 * 49152 with others), one of which could take the port before the caller listens.
 */
const [first, last] = [20_000, 30_000];

/** Ports that this process was given: the caller may not listen there yet. */
const given = new Set<number>();

/**
 * A port of this machine that is free at this moment; the same one is never given twice.
 * @throws Error when no port can be listened on, for another reason than that it is taken
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(first, last);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(false) : reject(error),
    );
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
