import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { addresses, hostNames } from "../machine/addresses";
import type { Outside } from "../machine/outside";
import type { OutsideAuthority } from "./authority";

const receivedSchema = z.object({ at: z.number(), url: z.string(), key: z.string().optional(), body: z.string() });
export type Received = z.output<typeof receivedSchema>;

/** Where notifications and alerts are sent to, by webhook and by mail; and who issues tokens where a key set is configured. */
export class OutsideInbox {
  private readonly file: string;
  private readonly keys: string;

  constructor(
    private readonly outside: Outside,
    private readonly authority: OutsideAuthority,
  ) {
    this.file = outside.machine.file("inbox.jsonl");
    this.keys = outside.machine.file("jwks.json");
  }

  start(): void {
    const { certificate, key } = this.authority.issue("inbox", hostNames.inbox);
    const program = path.join(__dirname, "inbox-server.ts");
    this.outside.launch("inbox", process.execPath, [
      ...["--import", require.resolve("tsx"), program],
      ...[addresses.inbox, certificate, key, this.file, this.keys],
      ...[`${addresses.metadata}:80`, `${addresses.stranger}:443`],
    ]);
  }

  /** Publishes the keys of the issuer of tokens, as a JWK set, at `https://<inbox>/jwks.json`. */
  publishKeys(keys: object): void {
    writeFileSync(this.keys, JSON.stringify(keys));
  }

  /** Everything that came, in order. */
  received(): Received[] {
    if (!existsSync(this.file)) return [];
    return readFileSync(this.file, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => receivedSchema.parse(JSON.parse(line)));
  }
}
