import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { signToken } from "../../token/sign-token";
import { Client } from "../load/client";
import { clientAddresses } from "../machine/addresses";
import type { Rehearsal } from "../rehearsal";
import { type Measured, measure } from "./measure";
import { report } from "./report";
import { requested } from "./requested";

const page = path.join("docs", "reference", "measured.md");
/** Owners of the load: each stays below its quota of changes. */
const owners = 4;

/** Measures a running rehearsal, and writes what was found to docs/reference/measured.md. */
export async function writeMeasured(rehearsal: Rehearsal, say: (what: string) => void): Promise<Measured> {
  const { acme, config, kubectl, platform } = rehearsal;
  const secret = String(platform.stacks.output("connections", "jwt_secret"));
  const root = await acme.root();
  const clients = await Promise.all(
    Array.from({ length: owners }, async (_, index) => {
      const token = await signToken(secret, { user: `measured-${index}`, operator: false, days: 1 });
      return new Client(root, token, clientAddresses);
    }),
  );
  try {
    const measured = await measure(rehearsal, clients, say);
    const { memoryGb, ocpus } = config.nodes.server;
    const capacity = { cpuMillis: ocpus * 1000, memoryMib: memoryGb * 1024 };
    mkdirSync(path.dirname(page), { recursive: true });
    writeFileSync(page, report(measured, await requested(kubectl), capacity));
    return measured;
  } finally {
    for (const client of clients) client.close();
  }
}
