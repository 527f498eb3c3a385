import { gunzipSync } from "node:zlib";
import { z } from "zod";
import type { Kubectl } from "../operations/kubectl";
import { OperationError } from "../operations/operation-error";

const secretsSchema = z.object({ items: z.array(z.object({ data: z.object({ release: z.base64() }) })) });
const releaseSchema = z.object({ name: z.string(), namespace: z.string(), manifest: z.string() });

/** A release of a chart, with the objects that the chart made. */
export type HelmRelease = z.output<typeof releaseSchema>;

/** The releases in service, or why they cannot be told. */
export async function helmReleases(kubectl: Kubectl): Promise<HelmRelease[] | { reason: string }> {
  const selectors = ["--all-namespaces", "--selector=owner=helm,status=deployed", "--output=json"];
  const { status, output, errors } = await kubectl.run(["get", "secrets", ...selectors]);
  if (status !== 0) return { reason: errors.trim().split("\n").at(-1) ?? "" };
  return secretsSchema.parse(JSON.parse(output)).items.map(({ data }) => decodeRelease(data.release));
}

/** Helm keeps a release as gzipped JSON in base64, in a Secret, which adds base64 of its own. */
function decodeRelease(data: string): HelmRelease {
  const gzipped = Buffer.from(Buffer.from(data, "base64").toString("ascii"), "base64");
  const result = releaseSchema.safeParse(JSON.parse(gunzipSync(gzipped).toString("utf8")));
  if (!result.success) throw new OperationError("A Helm release in the cluster has a form that is not known here");
  return result.data;
}
