import type { Kubectl } from "../operations/kubectl";
import { helmReleases } from "./helm-releases";
import type { Difference } from "./plan-drift";
import { repairRelease } from "./repair-live";
import type { Finding } from "./stack-drift";

/**
 * Compares the objects of every Helm release with what its chart made of them. Terraform itself compares only a release's
 * values, and so would not see that somebody has edited an object.
 *
 * @param repair told of each release whose objects differ, before they are put back. Default: they are left as they are
 */
export async function liveDrift(kubectl: Kubectl, repair?: (release: string) => void): Promise<Finding> {
  const releases = await helmReleases(kubectl);
  if ("reason" in releases)
    return { kind: "not-compared", reason: `the cluster cannot be reached: ${releases.reason}` };
  const differences: Difference[] = [];
  for (const release of releases) {
    const found = await differencesOf(kubectl, release);
    if ("failed" in found) return { kind: "failed", reason: `release ${release.name}: ${found.failed}` };
    if (repair && found.length > 0) {
      repair(release.name);
      await repairRelease(kubectl, release);
      const left = await differencesOf(kubectl, release);
      if ("failed" in left) return { kind: "failed", reason: `release ${release.name}: ${left.failed}` };
      differences.push(...left);
    } else differences.push(...found);
  }
  return differences.length === 0 ? { kind: "clean" } : { kind: "drifted", differences };
}

async function differencesOf(
  kubectl: Kubectl,
  { name, namespace, manifest }: { name: string; namespace: string; manifest: string },
): Promise<Difference[] | { failed: string }> {
  const args = ["diff", `--namespace=${namespace}`, "--filename=-"];
  const { status, output, errors } = await kubectl.run(args, { input: manifest });
  // https://kubernetes.io/docs/reference/kubectl/generated/kubectl_diff/: 0 none, 1 differences, above 1 an error.
  if (status > 1) return { failed: errors.trim().split("\n").at(-1) ?? "" };
  return changedObjects(output).map(({ object, missing }) => ({
    address: `${name}: ${object}`,
    action: missing ? "create" : "update",
    attributes: [],
  }));
}

/**
 * The objects of a diff, by the names of the files that kubectl compares: group.version.Kind.namespace.name. One that is
 * missing is compared with an empty file, whose lines are 0.
 */
function changedObjects(diff: string): { object: string; missing: boolean }[] {
  return diff.split(/^(?=diff )/m).flatMap((part) => {
    const [, object] = /^diff .*\/MERGED-[^/]+\/(\S+)$/m.exec(part) ?? [];
    return object ? [{ object, missing: /^@@ -0,0 /m.test(part) }] : [];
  });
}
