import { readFileSync } from "node:fs";
import { baseImages, imageArguments } from "../../scripts/pins/base-images";
import { copiedFiles, finalStageOf, readDockerfile } from "../../scripts/rehearse/images/dockerfile";
import type { Pins } from "../../stacks/config/pins";
import { readPins } from "../../stacks/config/read-pins";

const instructions = readDockerfile();
const all = (keyword: string): string[] =>
  instructions.filter((one) => one.keyword === keyword).map(({ value }) => value);
const finalStage = finalStageOf(instructions);

const pinned = (digest: string | null): Pins => {
  const image = {
    repository: "registry.example/image",
    tag: "1",
    digest,
    platforms: [],
    source: "https://example.org",
  };
  return { ...readPins(), images: { node: image, runtime: image } };
};

describe("the base images", () => {
  test("have no default, so that a build without digests fails", () => {
    expect(all("ARG").sort()).toEqual(Object.keys(baseImages).sort());
    expect(all("FROM")).toEqual([`--platform=$BUILDPLATFORM \${NODE_IMAGE} AS build`, `\${RUNTIME_IMAGE}`]);
  });

  test("are those of pins.json, by digest", () => {
    const digest = `sha256:${"0".repeat(64)}`;
    expect(imageArguments(pinned(digest))).toEqual([
      `NODE_IMAGE=registry.example/image:1@${digest}`,
      `RUNTIME_IMAGE=registry.example/image:1@${digest}`,
    ]);
  });

  test("are asked for where their digest is not known", () => {
    expect(() => imageArguments(pinned(null))).toThrow("pins.json has no digest of the image node");
  });

  test("the one that runs is distroless, for a user that is not root", () => {
    expect(readPins().images.runtime).toMatchObject({
      repository: expect.stringMatching(/^gcr\.io\/distroless\/nodejs\d+-debian\d+$/),
      tag: "nonroot",
    });
  });
});

describe("the image", () => {
  test("runs nothing while it is put together: it has no shell", () => {
    expect(finalStage.map(({ keyword }) => keyword)).not.toContain("RUN");
  });

  test("holds the bundles and nothing of the checkout", () => {
    expect(finalStage.filter(({ keyword }) => /COPY|ADD/.test(keyword))).toEqual([
      { keyword: "COPY", value: "--from=build /src/dist ./" },
    ]);
  });

  test("runs as the number of a user that is not root", () => {
    expect(finalStage.filter(({ keyword }) => keyword === "USER")).toEqual([{ keyword: "USER", value: "65532:65532" }]);
  });

  test("keeps the entry point of its base, which is node, and is not given a shell", () => {
    expect(all("ENTRYPOINT")).toEqual([]);
    expect(all("CMD")).toEqual(['["--version"]']);
  });

  test("installs exactly what the lock file names, and runs no package's script", () => {
    expect(all("RUN")[0]).toContain("npm ci --ignore-scripts");
  });

  test("is made from an absolute folder, of named files only", () => {
    for (const folder of all("WORKDIR")) expect(folder).toMatch(/^\//);
    expect(all("ADD")).toEqual([]);
    for (const copy of all("COPY")) expect(copy).not.toMatch(/^\. /);
  });
});

describe(".dockerignore", () => {
  const lines = readFileSync(".dockerignore", "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));

  test("lets in what is named, and no file with secrets", () => {
    expect(lines[0]).toBe("*");
    expect(lines).toContain("**/.env*");
  });

  test("lets in everything that the Dockerfile copies", () => {
    const copied = copiedFiles(instructions);
    expect(copied.length).toBeGreaterThan(0);
    for (const file of copied) expect(lines).toContain(`!${file}`);
  });
});
