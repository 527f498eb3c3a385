import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { previousRelease, type Release, withCheckout } from "../../scripts/migrations/previous-release";
import { type Synthesised, synthesiseAll } from "../../scripts/rehearse/stacks/synthesised";
import type { Config, ConfigInput } from "../../stacks/config";
import { readPins } from "../../stacks/config/read-pins";
import type { StackName } from "../../stacks/constructs/terraform/freehold-stack";
import { namespace, perSecond, recovered, refused } from "./recovered";
import type { Rehearsed } from "./rehearsed";
import { importImage } from "./releases";
import { underLoad } from "./under-load";

/** What a release synthesises its stacks by for a rehearsal, from the root of its checkout. */
const synthesis = "scripts/rehearse/stacks/synthesised";

/** The release before runs with data of its own, and this one is deployed over it. */
export function upgrade(rehearsed: () => Rehearsed): void {
  test("from the release before, under load: nothing is lost, and no request fails but with when to try again", async () => {
    const release = await releaseBefore();
    if (!release) return console.info("Not proven: this clone has no history. git fetch --unshallow brings it");
    console.info(`Upgraded from ${release.ref}`);
    await withCheckout(release, async (checkout) => {
      const { cluster, config, images, kubectl, platform, postgres, variables } = rehearsed();
      const present = await platform.stacks.changedTo(synthesiseAll(config, readPins()), variables());
      const image = await images.freehold("before", checkout);
      for (const node of Object.values(cluster.nodes)) importImage(node, image);

      await kubectl.read(["delete", "deployments", "--all", "-n", namespace, "--wait"]);
      const database = await postgres.connect();
      await database.query("drop schema freehold cascade; drop schema public cascade; create schema public");
      await database.end();
      const before = await present.changedTo(synthesisedIn(checkout, written(config)));
      platform.use(before.withVariables({ freehold_image: image.reference }));
      await platform.deploy("platform");
      await platform.deploy("apps");
      await recovered(rehearsed());

      const result = await underLoad(rehearsed(), perSecond, async () => {
        platform.use(present);
        await platform.deploy("platform");
        await platform.deploy("apps");
        await recovered(rehearsed());
      });
      expect(refused(result)).toEqual([]);
      expect(result.sent.filter(({ error }) => error)).toEqual([]);
      const place = "jsonpath={.spec.template.spec.containers[0].image}";
      const running = await kubectl.read(["get", "deployment", "backend", "-n", namespace, "-o", place]);
      expect(running).not.toBe(image.reference);
    });
  });
}

/**
 * The commit that `UPGRADE_FROM` names; else the last release: the last tag, or the last commit with another version. A
 * release without a rehearsal never ran on a cluster: the first commit that did stands for it.
 */
async function releaseBefore(): Promise<Release | undefined> {
  const asked = process.env.UPGRADE_FROM;
  const release = await previousRelease(asked);
  if (release && (asked || git("cat-file", "-e", `${release.commit}:${synthesis}.ts`).status === 0)) return release;
  const added = git("log", "--diff-filter=A", "--format=%H", "--", `${synthesis}.ts`).stdout.trim().split("\n").at(-1);
  // A clone without history has its newest commit alone, which seems to have added every file.
  return added && git("rev-parse", "HEAD").stdout.trim() !== added ? previousRelease(added) : undefined;
}

const git = (...args: string[]) => spawnSync("git", args, { encoding: "utf8" });

/** What a user writes for such a configuration: a release knows no settings that came after it. */
const written = ({ connections: { broker }, cluster: { domain }, platform: { certificate } }: Config): ConfigInput => ({
  cluster: { domain },
  connections: { broker, notifications: { webhook: true } },
  platform: { certificate },
});

/** The stacks of another checkout with the same configuration, synthesised by its own programs. */
function synthesisedIn(checkout: string, config: ConfigInput): Record<StackName, Synthesised> {
  const [input, output] = [path.join(checkout, "rehearsal-config.json"), path.join(checkout, "rehearsal-stacks.json")];
  writeFileSync(input, JSON.stringify(config));
  const program = path.join(checkout, "rehearsal-synth.ts");
  writeFileSync(
    program,
    `import { readFileSync, writeFileSync } from "node:fs";
import { synthesiseAll } from "./${synthesis}";
import { defineConfig } from "./stacks/config";
import { readPins } from "./stacks/config/read-pins";
const config = defineConfig(JSON.parse(readFileSync(${JSON.stringify(input)}, "utf8")));
writeFileSync(${JSON.stringify(output)}, JSON.stringify(synthesiseAll(config, readPins())));
`,
  );
  execFileSync(process.execPath, ["--import", require.resolve("tsx"), program], { cwd: checkout, stdio: "pipe" });
  return JSON.parse(readFileSync(output, "utf8"));
}
