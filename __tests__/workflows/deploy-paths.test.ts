import { build } from "esbuild";
import { z } from "zod";
import { bundleOptions, programs } from "../../scripts/build/bundle-options";
import { parseWorkflow, workflowText } from "./workflow";

const { paths } = z.object({ paths: z.array(z.string()) }).parse(parseWorkflow(workflowText("deploy.yml")).on.push);

/** The files of ours that the programs are made of. */
async function inputs(entryPoints: readonly string[]): Promise<string[]> {
  const { metafile } = await build({
    ...bundleOptions,
    entryPoints: [...entryPoints],
    outdir: "dist",
    packages: "external",
    write: false,
    metafile: true,
  });
  return Object.keys(metafile.inputs);
}

/** Whether a push that changes `file` is deployed; a path is a file's, or a folder's with all that is in it. */
const isDeployed = (file: string) =>
  paths.some((path) => (path.endsWith("/**") ? file.startsWith(path.slice(0, -2)) : file === path));
const left = (files: readonly string[]) => files.filter((file) => !isDeployed(file));

test("a change of any file that the image's programs are made of is deployed", async () => {
  const files = await inputs(programs);
  expect(files).toEqual(expect.arrayContaining(["services/backend/main.ts", "scripts/topics/reconcile.ts"]));
  expect(left([...files, "services/frontend/web/main.tsx", "Dockerfile", "package-lock.json"])).toEqual([]);
});

test("a change of any file that the stack apps is made of is deployed", async () => {
  const files = await inputs(["stacks/apps.ts"]);
  expect(files).toEqual(
    expect.arrayContaining(["dapr-components/configuration.ts", "stacks/constructs/apps/routes.ts"]),
  );
  // Dashboards come with the stack platform, which no workflow deploys.
  const own = files.filter((file) => !file.startsWith("dashboards/"));
  expect(left([...own, "charts/manifests/Chart.yaml", "pins.json", "freehold.config.ts"])).toEqual([]);
});
