import { parse, parseDocument, stringify } from "yaml";
import { type Kubeconfig, kubeconfigSchema } from "../operations/kubeconfig";
import { OperationError } from "../operations/operation-error";

/**
 * Adds the cluster, user and context of one kubeconfig to another. Entries of the same names are replaced, all others stay,
 * and the added context becomes the current one.
 *
 * @param file name of the file that is added to, for the error
 * @throws {OperationError} if that file is no kubeconfig
 */
export function mergeKubeconfig(existing: string, added: string, file: string): string {
  const document = parseDocument(existing);
  const result = kubeconfigSchema.safeParse(document.toJS() ?? {});
  if (document.errors.length > 0 || !result.success)
    throw new OperationError(`${file} is no kubeconfig: leave out --merge, or fix it`);
  const into = result.data;
  const from = kubeconfigSchema.parse(parse(added));
  const union = (key: "clusters" | "users" | "contexts"): Kubeconfig[typeof key] => {
    const names = new Set(from[key].map(({ name }) => name));
    return [...into[key].filter(({ name }) => !names.has(name)), ...from[key]];
  };
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    ...into,
    clusters: union("clusters"),
    users: union("users"),
    contexts: union("contexts"),
    "current-context": from["current-context"],
  });
}
