import * as z from "zod";

/** What a Neon project has used, by Neon's own count. */
export interface NeonUsage {
  /** Seconds of one compute unit since the billing period began. */
  computeSeconds: number;
  /** Bytes that data and history take now. */
  storageBytes: number;
  /** Bytes that left the database since the billing period began. */
  transferBytes: number;
  /** When the counts begin again. */
  periodEnd: Date;
}

/** Source: https://api-docs.neon.tech/reference/getproject. What is 0 may be left out. */
const projectSchema = z.object({
  project: z.object({
    compute_time_seconds: z.number().default(0),
    synthetic_storage_size: z.number().default(0),
    data_transfer_bytes: z.number().default(0),
    consumption_period_end: z.coerce.date(),
  }),
});

export interface NeonOptions {
  /** Default: Neon's own. */
  apiUrl?: string;
  projectId: string;
  apiKey: string;
}

/**
 * Asks Neon's API, which is free on every plan and does not wake the database: the project's counts, since its history of
 * consumption is only for paid plans.
 * @throws Error that does not tell the key
 */
export async function readUsage({
  apiUrl = "https://console.neon.tech/api/v2",
  projectId,
  apiKey,
}: NeonOptions): Promise<NeonUsage> {
  const response = await fetch(`${apiUrl}/projects/${encodeURIComponent(projectId)}`, {
    headers: { accept: "application/json", authorization: `Bearer ${apiKey}` },
    signal: AbortSignal.timeout(10_000),
    redirect: "error",
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`Neon's API answered ${response.status} for the project ${projectId}`);
  }
  const { project } = projectSchema.parse(await response.json());
  return {
    computeSeconds: project.compute_time_seconds,
    storageBytes: project.synthetic_storage_size,
    transferBytes: project.data_transfer_bytes,
    periodEnd: project.consumption_period_end,
  };
}
