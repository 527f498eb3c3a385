import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import type { KubernetesObject } from "../../manifests/kubernetes-object";

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});

/** The objects in a YAML file, or in all files of a folder. */
export const objectsOf = (place: string): KubernetesObject[] =>
  (place.endsWith(".yml") || place.endsWith(".yaml") ? [place] : filesIn(place))
    .flatMap((file) => parseAllDocuments(readFileSync(file, "utf8")))
    .map((document) => document.toJS())
    .filter((document) => document !== null)
    .map((document) => objectSchema.parse(document));

const filesIn = (folder: string): string[] => readdirSync(folder).map((file) => path.join(folder, file));
