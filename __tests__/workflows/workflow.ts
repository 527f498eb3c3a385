import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";

export const workflowFolder = ".github/workflows";

const permissions = z.record(z.string(), z.enum(["read", "write"]));
const stepSchema = z.looseObject({
  name: z.string().optional(),
  id: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  env: z.record(z.string(), z.string()).default({}),
  with: z.record(z.string(), z.unknown()).default({}),
  "continue-on-error": z.unknown().optional(),
});
const jobSchema = z.looseObject({
  if: z.string().optional(),
  needs: z.string().optional(),
  strategy: z.object({ matrix: z.record(z.string(), z.array(z.string())) }).optional(),
  environment: z.string().optional(),
  permissions,
  "timeout-minutes": z.number().optional(),
  env: z.record(z.string(), z.string()).default({}),
  outputs: z.record(z.string(), z.string()).default({}),
  steps: z.array(stepSchema).default([]),
  uses: z.string().optional(),
});
const workflowSchema = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions,
  concurrency: z.object({ group: z.string(), "cancel-in-progress": z.boolean().default(false) }),
  jobs: z.record(z.string(), jobSchema),
});

export type Workflow = z.output<typeof workflowSchema>;
export type Job = z.output<typeof jobSchema>;
export type Step = z.output<typeof stepSchema>;

export const workflowFiles: readonly string[] = readdirSync(workflowFolder);

export const workflowText = (file: string): string => readFileSync(path.join(workflowFolder, file), "utf8");

export const parseWorkflow = (text: string): Workflow => workflowSchema.parse(parse(text));
