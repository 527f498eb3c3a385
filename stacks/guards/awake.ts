import { z } from "zod";
import { environment } from "../../services/runtime/definition";
import type { SynthesizedResource } from "../ledger/synthesized";
import { charts } from "./chart-values";
import { type Container, podTemplates } from "./pod-templates";

/** A time of the day: for any days, cron runs it once on each of them at most. */
const onceADay = /^\d+ \d+ \S+ \S+ \S+$/;

/** What the runtime answers from its own state (services/runtime/http/http.ts). */
const quietProbes = ["/healthz", "/readyz"];

/**
 * Refuses what would keep a sleeping database awake: Neon Free has about 100 compute hours a month, and sleeps after five
 * minutes without a statement (https://neon.com/pricing).
 */
export const awakeProblems = (resources: readonly SynthesizedResource[]): string[] => {
  const readers = podTemplates(resources).filter(
    (pod) =>
      pod.environment.includes(environment.databaseUrl) || pod.environment.includes(environment.databaseDirectUrl),
  );
  return [
    ...readers
      .filter(({ schedule }) => schedule !== undefined && !onceADay.test(schedule))
      .map(
        ({ path, schedule }) =>
          `Keeps the database awake: ${path} runs at "${schedule}": name one minute and one hour, once a day at most.`,
      ),
    ...readers.flatMap(({ path, containers }) =>
      containers
        .filter(hasOtherProbe)
        .map(
          ({ name }) =>
            `Keeps the database awake: ${path}, container ${name}, has a probe other than ${quietProbes.join(" and ")}, which run no SQL: use these.`,
        ),
    ),
    ...charts(resources)
      .flatMap(({ value }) => manifestsSchema.safeParse(value).data?.manifests ?? [])
      .flatMap((manifest) => componentSchema.safeParse(manifest).data ?? [])
      .filter(({ spec }) => !spec.metadata.some(({ name, value }) => name === "cleanupInterval" && value === "-1"))
      .map(
        ({ metadata }) =>
          `Keeps the database awake: Dapr Component ${metadata.name} cleans up on a timer, in each sidecar: set cleanupInterval -1.`,
      ),
  ];
};

const hasOtherProbe = ({ startup_probe, liveness_probe, readiness_probe }: Container): boolean =>
  [startup_probe, liveness_probe, readiness_probe].some(
    (probe) => probe && (!probe.http_get || !quietProbes.includes(probe.http_get.path)),
  );

const manifestsSchema = z.object({ manifests: z.array(z.unknown()) });
const componentSchema = z.object({
  kind: z.literal("Component"),
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    type: z.literal("state.postgresql"),
    metadata: z.array(z.object({ name: z.string(), value: z.string().optional() })),
  }),
});
