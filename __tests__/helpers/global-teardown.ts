import { rmSync } from "node:fs";
import { z } from "zod";

const left = z.object({ stopTestPostgres: z.function(), testFolders: z.array(z.string()) });

export default async function globalTeardown(): Promise<void> {
  const { stopTestPostgres, testFolders } = left.parse(globalThis);
  await stopTestPostgres();
  for (const folder of testFolders) rmSync(folder, { recursive: true, force: true });
}
