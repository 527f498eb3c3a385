import * as z from "zod";
import { environment as env } from "../contracts/environment";
import { messageOf } from "../runtime/errors";
import { runExporter } from "../runtime/exporter";
import { neonMetrics } from "./metrics";
import { readUsage } from "./usage";

const settings = z.object({
  [env.neonApiUrl]: z.url({ protocol: /^https?$/ }).optional(),
  [env.neonProjectId]: z.string("is missing").min(1, "is missing"),
  [env.neonApiKey]: z.string("is missing").min(1, "is missing"),
});

runExporter(
  "neon-exporter",
  settings,
  ({ [env.neonApiUrl]: apiUrl, [env.neonProjectId]: projectId, [env.neonApiKey]: apiKey }, logger) =>
    neonMetrics(
      () => readUsage({ apiUrl, projectId, apiKey }),
      (error) => logger.warn({ err: error }, `Neon was asked in vain: ${messageOf(error)}`),
    ),
);
