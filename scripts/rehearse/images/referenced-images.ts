import { z } from "zod";

const containerSchema = z.object({
  name: z.string(),
  image: z.string(),
  env: z.array(z.object({ name: z.string(), value: z.string().optional() })).default([]),
});

/** Dapr's injector is told by a variable which image the sidecars are. */
const sidecarImage = "SIDECAR_IMAGE";

/** Every image that the pods of Kubernetes objects start, Dapr's sidecar among them, in order and each once. */
export function referencedImages(objects: readonly unknown[]): string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    const container = containerSchema.safeParse(value).data;
    if (container) {
      found.add(container.image);
      for (const { name, value: image } of container.env) if (name === sidecarImage && image) found.add(image);
    }
    if (typeof value === "object" && value !== null) for (const child of Object.values(value)) look(child);
  };
  look(objects);
  return [...found].sort();
}
