import { z } from "zod";
import type { KubernetesObject } from "../../scripts/manifests/kubernetes-object";
import type { Answer, KubernetesClient } from "./kube-apiserver";

const resourcesSchema = z.object({
  resources: z.array(z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() })),
});

/** Sends objects to an API server, which tells by itself what it calls their kinds. */
export class Submitter {
  private readonly known = new Map<string, z.output<typeof resourcesSchema>["resources"]>();

  constructor(private readonly client: KubernetesClient) {}

  /** Makes an object. */
  create(object: KubernetesObject): Promise<Answer> {
    return this.post(object, "");
  }

  /** Has an object checked as if it were made: its fields, its admission, and everything else but the writing. */
  dryRun(object: KubernetesObject): Promise<Answer> {
    return this.post(object, "?dryRun=All&fieldValidation=Strict");
  }

  private async post(object: KubernetesObject, query: string): Promise<Answer> {
    const { apiVersion, kind, metadata } = object;
    const group = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const resource = (await this.resources(group)).find((one) => one.kind === kind && !one.name.includes("/"));
    if (!resource) throw new Error(`the API server knows no ${kind} of ${apiVersion}`);
    const folder = resource.namespaced ? `/namespaces/${metadata.namespace}` : "";
    return this.client.call("POST", `${group}${folder}/${resource.name}${query}`, object);
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
