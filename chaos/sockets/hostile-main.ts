import { setMaxListeners } from "node:events";
import { bearerToken } from "../token";
import { keepMisbehaving, kinds } from "./hostile";

/** All hostile clients, in a process of their own, so that their floods delay no other client. It ends with its parent. */
async function main(): Promise<void> {
  const url = new URL(process.argv[2] ?? "");
  const over = new AbortController();
  setMaxListeners(0, over.signal);
  process.on("disconnect", () => process.exit());
  const cuts: Record<string, number> = Object.fromEntries(Object.keys(kinds).map((name) => [name, 0]));
  const clients = Object.entries(kinds).flatMap(([name, kind]) =>
    Array.from({ length: kind.clients }, async () => {
      const token = await bearerToken(kind.owner ?? name);
      await keepMisbehaving(kind, url, token, over.signal, () => {
        cuts[name] = (cuts[name] ?? 0) + 1;
        process.send?.(cuts);
      });
    }),
  );
  process.send?.(cuts);
  await Promise.all(clients);
}

void main();
