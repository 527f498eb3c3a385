import { rmSync } from "node:fs";
import { z } from "zod";

const left = z.object({ stopTestPostgres: z.function(), testPostgresFolder: z.string() });

export default async function globalTeardown(): Promise<void> {
  const { stopTestPostgres, testPostgresFolder } = left.parse(globalThis);
  await stopTestPostgres();
  rmSync(testPostgresFolder, { recursive: true, force: true });
}
