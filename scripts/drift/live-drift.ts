import { gunzipSync } from "node:zlib";
import { z } from "zod";
import type { Kubectl } from "../operations/kubectl";
import { OperationError } from "../operations/operation-error";
import type { Difference } from "./plan-drift";
import type { Finding } from "./stack-drift";

const secretsSchema = z.object({ items: z.array(z.object({ data: z.object({ release: z.base64() }) })) });
const releaseSchema = z.object({ name: z.string(), namespace: z.string(), manifest: z.string() });

/**
 * Compares the objects of every Helm release with what its chart made of them. Terraform itself compares only a release's
 * values, and so would not see that somebody has edited an object.
 */
export async function liveDrift(kubectl: Kubectl): Promise<Finding> {
  const secrets = await kubectl.run([
    "get",
    "secrets",
    "--all-namespaces",
    "--selector=owner=helm,status=deployed",
    "--output=json",
  ]);
  if (secrets.status !== 0)
    return { kind: "not-compared", reason: `the cluster cannot be reached: ${firstLine(secrets.errors)}` };
  const releases = secretsSchema.parse(JSON.parse(secrets.output)).items.map(({ data }) => decodeRelease(data.release));
  const differences: Difference[] = [];
  for (const { name, namespace, manifest } of releases) {
    const { status, output, errors } = await kubectl.run(["diff", `--namespace=${namespace}`, "--filename=-"], {
      input: manifest,
    });
    // https://kubernetes.io/docs/reference/kubectl/generated/kubectl_diff/: 0 none, 1 differences, above 1 an error.
    if (status > 1) return { kind: "failed", reason: `release ${name}: ${firstLine(errors)}` };
    for (const { object, missing } of changedObjects(output)) {
      differences.push({ address: `${name}: ${object}`, action: missing ? "create" : "update", attributes: [] });
    }
  }
  return differences.length === 0 ? { kind: "clean" } : { kind: "drifted", differences };
}

/** Helm keeps a release as gzipped JSON in base64, in a Secret, which adds base64 of its own. */
function decodeRelease(data: string): z.output<typeof releaseSchema> {
  const gzipped = Buffer.from(Buffer.from(data, "base64").toString("ascii"), "base64");
  const result = releaseSchema.safeParse(JSON.parse(gunzipSync(gzipped).toString("utf8")));
  if (!result.success) throw new OperationError("A Helm release in the cluster has a form that is not known here");
  return result.data;
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

function firstLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
