import { mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runProgram } from "../../scripts/operations/program";
import { rolledOut, undo } from "../../scripts/pipeline/cluster";
import { type ReleaseSteps, release } from "../../scripts/pipeline/release";
import { nodeFiles } from "../../scripts/rehearse/images/freehold-image";
import { type WrittenImage, writeImage } from "../../scripts/rehearse/images/write-image";
import { addresses, hostNames } from "../../scripts/rehearse/machine/addresses";
import { serviceNames } from "../../services/definitions";
import { namespace, perSecond, refused } from "./recovered";
import type { Rehearsed } from "./rehearsed";
import { underLoad } from "./under-load";

/** The pipeline's own steps on the cluster: what does not work is taken back. */
export function releases(rehearsed: () => Rehearsed): void {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-release-"));
  const environment = { ...process.env };

  beforeAll(() => {
    // As in the workflow: kubectl on PATH, and its kubeconfig in the environment.
    const { programs, cluster } = rehearsed();
    symlinkSync(programs.kubectl, path.join(folder, "kubectl"));
    process.env.PATH = `${folder}:${process.env.PATH}`;
    process.env.KUBECONFIG = cluster.kubeconfig;
  });
  afterAll(() => {
    process.env = environment;
  });

  test("an image whose services end is taken back: users notice nothing, and the one before is in service", async () => {
    const { cluster } = rehearsed();
    const broken = await brokenImage(folder);
    for (const node of Object.values(cluster.nodes)) importImage(node, broken);
    const steps = await releaseSteps(rehearsed(), folder);
    const before = await steps.current();
    const log: string[] = [];
    const result = await underLoad(rehearsed(), perSecond, async () => {
      const released = release(broken.reference, { ...steps, log: (line) => void log.push(line) });
      await expect(released).rejects.toThrow(`${broken.reference} does not work; ${before} is in service again`);
    });
    expect(log.join("\n")).toContain("Not rolled out");
    expect(refused(result)).toEqual([]);
    expect(result.sent.filter(({ error }) => error)).toEqual([]);
    expect(await steps.current()).toBe(before);
  });

  test("an image that works is in service by its digest, and answers from outside", async () => {
    const steps = await releaseSteps(rehearsed(), folder);
    const image = await steps.current();
    if (!image) throw new Error("No image is in service");
    expect(image).toMatch(/@sha256:[0-9a-f]{64}$/);
    const log: string[] = [];
    await release(image, { ...steps, log: (line) => void log.push(line) });
    expect(log).toEqual([`${image} is in service`]);
  });
}

/** Migrates, and ends at once as anything else. */
async function brokenImage(folder: string): Promise<WrittenImage> {
  const program = "process.exit(process.argv.some((part) => part.includes('migrate')) ? 0 : 1)";
  return writeImage(
    {
      name: "docker.io/rehearsal/freehold:broken",
      base: nodeFiles(),
      files: [],
      entrypoint: ["/nodejs/bin/node", "-e", program],
      user: "65532",
    },
    path.join(folder, "broken.tar"),
  );
}

/** Gives a node an image while it runs. */
export function importImage(node: Rehearsed["cluster"]["nodes"]["server"], { archive }: WrittenImage): void {
  node.run("ctr", ["--address=/run/containerd/containerd.sock", "--namespace=k8s.io", "images", "import", archive]);
}

async function releaseSteps(rehearsed: Rehearsed, folder: string): Promise<ReleaseSteps> {
  const { kubectl, platform } = rehearsed;
  const images = async () => {
    const path = "jsonpath={.items[*].spec.template.spec.containers[0].image}";
    const all = await kubectl.read(["get", "deployments", "-n", namespace, "-l", services, "-o", path]);
    return [...new Set(all.split(" "))];
  };
  return {
    current: async () => {
      const [image, ...others] = await images();
      return others.length === 0 ? image : undefined;
    },
    // What follows waits for the pods, as it does after Terraform.
    apply: async (image) => {
      platform.use(platform.stacks.withVariables({ freehold_image: image }));
      await platform.deploy("apps", { awaits: ({ kind }) => kind === "Job" });
    },
    rolledOut,
    undo: () => undo(serviceNames),
    smoke: () => smokeFromOutside(rehearsed, folder),
    planIsEmpty: async (image) => (await images()).join() === image,
    log: console.log,
  };
}

const services = `app.kubernetes.io/name in (${serviceNames.join(",")})`;

/** Runs the pipeline's smoke test where the domain leads to the load balancer, and its certificate is trusted. */
async function smokeFromOutside({ acme }: Rehearsed, folder: string): Promise<void> {
  const [hosts, root] = [path.join(folder, "hosts"), path.join(folder, "root.pem")];
  writeFileSync(hosts, `${addresses.loadBalancer} ${hostNames.domain}\n`);
  writeFileSync(root, await acme.root());
  const program = `import("${path.resolve("scripts/pipeline/smoke.ts")}").then(({ default: made, smoke = made.smoke }) =>
    smoke("https://${hostNames.domain}", () => new Promise((resolve) => setTimeout(resolve, 1000))));`;
  const { status, errors } = await runProgram(
    "unshare",
    [
      ...["--mount", "bash", "-c", 'mount --bind "$0" /etc/hosts && exec "$@"', hosts],
      ...[process.execPath, "--import", require.resolve("tsx"), "--eval", program],
    ],
    { input: "", env: { NODE_EXTRA_CA_CERTS: root } },
  );
  if (status !== 0) throw new Error(errors);
}
