import { z } from "zod";
import type { Kubectl } from "../../operations/kubectl";
import type { Declared } from "./declared";

/** What to do about something that an interrupted deploy has left in the cluster. */
export type Leftover = Declared & {
  /** How Helm sees a release, or that an object is there. */
  readonly state: string;
  /**
   * `adopt`: it is whole, and Terraform takes it into the state. `uninstall`: it was never whole. `rollback`: it was, in an
   * earlier revision. `wait`: it is being deleted.
   */
  readonly remedy: "adopt" | "uninstall" | "rollback" | "wait";
  /** The revision to go back to. */
  readonly revision?: number;
};

const secretsSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({
        namespace: z.string(),
        labels: z.object({ name: z.string(), status: z.string(), version: z.coerce.number() }),
      }),
    }),
  ),
});

interface Revision {
  readonly version: number;
  readonly status: string;
}

/**
 * Compares what a stack declares with its state and with the cluster: releases that Helm calls pending, and everything that is in
 * the cluster although the state does not know it.
 *
 * @param inState addresses of the state
 */
export async function findLeftovers(
  kubectl: Kubectl,
  declared: readonly Declared[],
  inState: ReadonlySet<string>,
): Promise<Leftover[]> {
  const revisions = await releaseRevisions(kubectl);
  const releases = declared.flatMap((release): Leftover[] => {
    if (release.kind !== "release") return [];
    const known = revisions.get(`${release.namespace}/${release.name}`) ?? [];
    return releaseLeftover(release, known, inState.has(release.address)) ?? [];
  });
  const objects = declared.filter(({ kind, address }) => kind !== "release" && !inState.has(address));
  return [...releases, ...(await present(kubectl, objects))];
}

function releaseLeftover(
  release: Declared,
  revisions: readonly Revision[],
  isInState: boolean,
): Leftover[] | undefined {
  const newest = revisions[0];
  if (!newest) return undefined;
  const state = newest.status;
  const whole = revisions.find(
    ({ status, version }) => /^(deployed|superseded)$/.test(status) && version < newest.version,
  );
  if (state === "deployed") return isInState ? undefined : [{ ...release, state, remedy: "adopt" }];
  if (state === "uninstalling" || state === "uninstalled") return [{ ...release, state, remedy: "uninstall" }];
  // Helm installs over a failed revision, as long as Terraform knows of the release.
  if (isInState && !state.startsWith("pending")) return undefined;
  const rollback = whole && { ...release, state, remedy: "rollback" as const, revision: whole.version };
  return [rollback ?? { ...release, state, remedy: "uninstall" }];
}

/** The revisions of each release, the newest first. Helm keeps each in a Secret, whose labels say enough. */
async function releaseRevisions(kubectl: Kubectl): Promise<Map<string, Revision[]>> {
  const args = ["get", "secrets", "--all-namespaces", "--selector=owner=helm"];
  const { items } = secretsSchema.parse(await kubectl.readJson(args));
  const found = new Map<string, Revision[]>();
  for (const { metadata } of items) {
    const { name, status, version } = metadata.labels;
    const key = `${metadata.namespace}/${name}`;
    found.set(
      key,
      [...(found.get(key) ?? []), { version, status }].sort((one, other) => other.version - one.version),
    );
  }
  return found;
}

/** Which of these objects are in the cluster. */
async function present(kubectl: Kubectl, objects: readonly Declared[]): Promise<Leftover[]> {
  const found: Leftover[] = [];
  const columns = "--output=custom-columns=KIND:.kind,NAME:.metadata.name,DELETED:.metadata.deletionTimestamp";
  for (const namespace of new Set(objects.map((object) => object.namespace))) {
    const wanted = objects.filter((object) => object.namespace === namespace);
    const kinds = [...new Set(wanted.map(({ kind }) => kind))].sort().join(",");
    const place = namespace === undefined ? [] : [`--namespace=${namespace}`];
    const rows = (await kubectl.read(["get", kinds, ...place, columns, "--no-headers"])).trim().split("\n");
    for (const row of rows) {
      const [kind = "", name = "", deleted = ""] = row.trim().split(/\s+/);
      const object = wanted.find((one) => one.kind === kind.toLowerCase() && one.name === name);
      if (!object) continue;
      const isLeaving = deleted !== "" && deleted !== "<none>";
      found.push({ ...object, state: isLeaving ? "being deleted" : "there", remedy: isLeaving ? "wait" : "adopt" });
    }
  }
  return found;
}
