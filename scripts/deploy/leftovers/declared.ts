import { z } from "zod";
import { namespaceOf } from "../../../stacks/ledger/synthesized";

/** A Helm release, or an object of Kubernetes, as a synthesised stack declares it. */
export interface Declared {
  /** Terraform's address, such as kubernetes_secret_v1.jwt-secret. */
  readonly address: string;
  /** As kubectl names it, such as rolebinding; `release` for a Helm release. */
  readonly kind: string;
  readonly name: string;
  /** Undefined for what is in no namespace. */
  readonly namespace: string | undefined;
}

const stackSchema = z.object({
  resource: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
});
const namedSchema = z.object({
  name: z.string().optional(),
  metadata: z.object({ name: z.string().optional() }).optional().catch(undefined),
});

/** What a synthesised stack makes in the cluster, by names that are known before Terraform runs. */
export function declaredObjects(stack: unknown): Declared[] {
  const { resource } = stackSchema.parse(stack);
  return Object.entries(resource).flatMap(([type, resources]) =>
    Object.entries(resources).flatMap(([id, attributes]): Declared[] => {
      const { name, metadata } = namedSchema.parse(attributes);
      const namespace = namespaceOf({ path: "", type, attributes });
      const address = `${type}.${id}`;
      if (type === "helm_release" && name) return [{ address, kind: "release", name, namespace }];
      const kind = kindOf(type);
      return kind && metadata?.name ? [{ address, kind, name: metadata.name, namespace }] : [];
    }),
  );
}

/** kubernetes_role_binding_v1 is a rolebinding. A default account is there before Terraform takes it over. */
function kindOf(type: string): string | undefined {
  const [, words] =
    /^kubernetes_(?!default_|manifest$|labels$|annotations$|env$)([a-z_]+?)(_v\d\w*)?$/.exec(type) ?? [];
  return words?.endsWith("_data") ? undefined : words?.replaceAll("_", "");
}
