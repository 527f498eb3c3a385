import { once } from "node:events";
import { createServer } from "node:http";
import type { StandIn } from "./stand-ins";

/** Serves the series of a stand-in on 127.0.0.1. What ends in `_total` has grown at each scrape. */
export async function startStandIn({ series }: StandIn): Promise<{ address: string; stop(): void }> {
  let scrapes = 0;
  const server = createServer((_request, response) => {
    scrapes += 1;
    const lines = series.map((line) => {
      const [, name = "", value = ""] = line.match(/^(.*) (\S+)$/) ?? [];
      return `${name} ${/^\w+_total\b/.test(name) ? Number(value) * scrapes : value}`;
    });
    response.setHeader("content-type", "text/plain; version=0.0.4").end(`${lines.join("\n")}\n`);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the stand-in has no port");
  return { address: `127.0.0.1:${address.port}`, stop: () => server.close() };
}
