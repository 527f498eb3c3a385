import { z } from "zod";
import type { Kubectl } from "../../operations/kubectl";
import type { Used } from "./observe";
import { workloadOf } from "./observe";

/** What a container asks for and may use at most; undefined where its pod says nothing. */
export interface Requested {
  requests: Partial<Used>;
  limits: Partial<Used>;
}

const quantities = z.object({ cpu: z.string().optional(), memory: z.string().optional() }).default({});
const containerSchema = z.object({
  name: z.string(),
  resources: z.object({ requests: quantities, limits: quantities }).prefault({}),
});
const podsSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string(), namespace: z.string() }),
      spec: z.object({ containers: z.array(containerSchema) }),
    }),
  ),
});

/** Requests and limits of the containers that run, by the same keys as what they used. */
export async function requested(kubectl: Kubectl): Promise<Map<string, Requested>> {
  const { items } = podsSchema.parse(await kubectl.readJson(["get", "pods", "--all-namespaces"]));
  return new Map(
    items.flatMap(({ metadata, spec }) =>
      spec.containers.map(({ name, resources }): [string, Requested] => [
        `${workloadOf(`${metadata.namespace}/${metadata.name}`)} ${name}`,
        { requests: numbers(resources.requests), limits: numbers(resources.limits) },
      ]),
    ),
  );
}

const numbers = ({ cpu, memory }: z.output<typeof quantities>): Partial<Used> => ({
  ...(cpu !== undefined && { cpuMillis: cpu.endsWith("m") ? Number.parseFloat(cpu) : Number(cpu) * 1000 }),
  ...(memory !== undefined && { memoryMib: mebibytes(memory) }),
});

function mebibytes(quantity: string): number {
  const [, number = "", unit = ""] = /^(\d+)(Ki|Mi|Gi)?$/.exec(quantity) ?? [];
  const factor = { Ki: 1 / 1024, Mi: 1, Gi: 1024, "": 2 ** -20 }[unit];
  if (factor === undefined || number === "")
    throw new Error(`${quantity} is not a quantity of memory that is known here`);
  return Number(number) * factor;
}
