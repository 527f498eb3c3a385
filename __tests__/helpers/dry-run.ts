import { z } from "zod";
import type { KubernetesObject } from "../../scripts/manifests/kubernetes-object";
import type { Answer, KubernetesClient } from "./kube-apiserver";

const resourcesSchema = z.object({
  resources: z.array(z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() })),
});

const existingSchema = z.object({ metadata: z.object({ resourceVersion: z.string() }) });

/** Sends objects to an API server, which tells what it calls their kinds. */
export class Submitter {
  private readonly known = new Map<string, z.output<typeof resourcesSchema>["resources"]>();

  constructor(private readonly client: KubernetesClient) {}

  /** Makes an object. */
  create(object: KubernetesObject): Promise<Answer> {
    return this.post(object, "");
  }

  /** Makes an object, or puts it in the place of the one that has its name. */
  async replace(object: KubernetesObject): Promise<Answer> {
    const target = `${await this.pathOf(object)}/${object.metadata.name}`;
    const existing = await this.client.call("GET", target);
    if (existing.status === 404) return this.create(object);
    const { resourceVersion } = existingSchema.parse(existing.body).metadata;
    return this.client.call("PUT", target, { ...object, metadata: { ...object.metadata, resourceVersion } });
  }

  /** Has an object checked as if it were made: its fields, its admission, and everything else but the writing. */
  dryRun(object: KubernetesObject): Promise<Answer> {
    return this.post(object, "?dryRun=All&fieldValidation=Strict");
  }

  private async post(object: KubernetesObject, query: string): Promise<Answer> {
    return this.client.call("POST", `${await this.pathOf(object)}${query}`, object);
  }

  private async pathOf({ apiVersion, kind, metadata }: KubernetesObject): Promise<string> {
    const group = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const resource = (await this.resources(group)).find((one) => one.kind === kind && !one.name.includes("/"));
    if (!resource) throw new Error(`the API server knows no ${kind} of ${apiVersion}`);
    const folder = resource.namespaced ? `/namespaces/${metadata.namespace}` : "";
    return `${group}${folder}/${resource.name}`;
  }

  private async resources(group: string) {
    const known = this.known.get(group);
    if (known) return known;
    const { status, body } = await this.client.call("GET", group);
    if (status !== 200) throw new Error(`the API server answers ${status} to ${group}`);
    const { resources } = resourcesSchema.parse(body);
    this.known.set(group, resources);
    return resources;
  }
}
