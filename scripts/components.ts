import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";

/**
 * The real components that `npm run test:real` needs. What is on this machine is used; what is not is fetched by the
 * component's own public means into a cache outside of the checkout, by version. docs/testing.md says it to a reader.
 */
export const componentNames = [
  "kafka",
  "daprd",
  "redis",
  "promtool",
  "prometheus",
  "alertmanager",
  "chromium",
  "kube-apiserver",
  "kube-scheduler",
  "etcd",
  "dapr-injector",
  "dapr-crds",
  "traefik-crds",
  "cloud-init",
  "shellcheck",
] as const;
export type ComponentName = (typeof componentNames)[number];

interface Component {
  version: string;
  /** Where it is, if it is on this machine. */
  find(): string | undefined;
  /** Fetches it into `target`. Absent for what only the system's package manager brings. */
  obtain?: { needs: string[]; takes: string; run(target: string): void };
  /** How a user gets it. */
  how: string;
}

const root = path.join(__dirname, "..");
const cache = process.env.FREEHOLD_CACHE ?? path.join(homedir(), ".cache", "freehold");
const cached = (name: string): string => path.join(cache, name);

/** The first of `programs` that is on PATH. */
function onPath(...programs: string[]): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return programs.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file));
}

const existing = (...files: (string | undefined)[]): string | undefined =>
  files.find((file) => file !== undefined && existsSync(file));

function run(command: string, args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): void {
  const { status, error } = spawnSync(command, args, { stdio: "inherit", ...options });
  if (error || status !== 0) throw new Error(`${command} ${args.join(" ")} failed`, { cause: error });
}

/** Copies a file or a folder out of a Go module, whose checksum Go has compared with the public log. */
function copyFromModule(module: string, file: string, target: string): void {
  const { stdout, status } = spawnSync("go", ["mod", "download", "-json", module], { encoding: "utf8", cwd: tmpdir() });
  if (status !== 0) throw new Error(`go mod download ${module} failed`);
  const { Dir: folder }: { Dir: string } = JSON.parse(stdout);
  cpSync(path.join(folder, file), path.join(target, path.basename(file)), { recursive: true });
}

const kafkaVersion = "4.1.0";
const traefikVersion = "3.6.12";
const traefikCrds = "kubernetes-crd-definition-v1.yml";
const daprVersion = "1.18.1";
const kubernetesVersion = "1.36.3";
const kubernetesFlags = [
  ...["-s", "-w"],
  // Without its version clients take the server for one of no version at all.
  ...Object.entries({ gitVersion: `v${kubernetesVersion}`, gitMajor: "1", gitMinor: "36" }).map(
    ([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`,
  ),
];

/** A program of Kubernetes' control plane, built from its module. */
function kubernetesProgram(name: string): Component {
  return {
    version: kubernetesVersion,
    find: () => onPath(name) ?? existing(path.join(cached(`${name}-${kubernetesVersion}`), name)),
    obtain: {
      needs: ["go"],
      takes: "up to ten minutes the first time",
      run: (target) =>
        run(
          "go",
          [
            ...["build", "-ldflags", kubernetesFlags.join(" ")],
            ...["-o", path.join(target, name), `k8s.io/kubernetes/cmd/${name}`],
          ],
          { cwd: path.join(root, "tools", "kubernetes"), env: { ...process.env, CGO_ENABLED: "0" } },
        ),
    },
    how: "install Go 1.26",
  };
}

const components: Record<ComponentName, Component> = {
  kafka: {
    version: kafkaVersion,
    find: () =>
      onPath("java") &&
      existing(process.env.KAFKA_HOME && path.join(process.env.KAFKA_HOME, "libs"), cached(`kafka-${kafkaVersion}`)),
    obtain: {
      needs: ["java", "mvn"],
      takes: "half a minute, 60 MB",
      run: (target) =>
        run("mvn", ["-q", "-B", "dependency:copy-dependencies", `-DoutputDirectory=${target}`], {
          cwd: path.join(root, "tools", "kafka"),
        }),
    },
    how: "install Java 17 and Maven, or set KAFKA_HOME to an unpacked Apache Kafka 4",
  },
  daprd: {
    version: daprVersion,
    find: () =>
      onPath("daprd") ??
      existing(path.join(homedir(), ".dapr", "bin", "daprd"), path.join(cached(`daprd-${daprVersion}`), "daprd")),
    obtain: {
      needs: ["go"],
      takes: "up to ten minutes the first time",
      run: (target) =>
        run(
          "go",
          [
            ...["build", "-tags", "stablecomponents", "-ldflags", "-s -w"],
            ...["-o", path.join(target, "daprd"), "github.com/dapr/dapr/cmd/daprd"],
          ],
          { cwd: path.join(root, "tools", "dapr"), env: { ...process.env, CGO_ENABLED: "0" } },
        ),
    },
    how: "install Go 1.26, or the Dapr CLI and run `dapr init --slim`",
  },
  redis: {
    version: "7 or newer",
    find: () => onPath("redis-server"),
    how: "apt-get install redis-server, or brew install redis",
  },
  promtool: {
    version: "2.42 or newer",
    find: () => onPath("promtool"),
    how: "apt-get install prometheus, or brew install prometheus",
  },
  prometheus: {
    version: "2.42 or newer",
    find: () => onPath("prometheus"),
    how: "apt-get install prometheus, or brew install prometheus",
  },
  alertmanager: {
    version: "0.25 or newer",
    find: () => onPath("alertmanager", "prometheus-alertmanager"),
    how: "apt-get install prometheus-alertmanager, or brew install alertmanager",
  },
  chromium: {
    version: "any",
    find: () => onPath("chromium", "chromium-browser", "google-chrome"),
    how: "apt-get install chromium, or install Google Chrome",
  },
  "kube-apiserver": kubernetesProgram("kube-apiserver"),
  "kube-scheduler": kubernetesProgram("kube-scheduler"),
  etcd: {
    version: "3.4 or newer",
    find: () => onPath("etcd"),
    how: "apt-get install etcd-server, or brew install etcd",
  },
  "dapr-injector": {
    version: daprVersion,
    find: () => existing(path.join(cached(`dapr-injector-${daprVersion}`), "injector")),
    obtain: {
      needs: ["go"],
      takes: "some minutes the first time",
      run: (target) =>
        run("go", ["build", "-ldflags", "-s -w", "-o", path.join(target, "injector"), "./injector"], {
          cwd: path.join(root, "tools", "dapr"),
          env: { ...process.env, CGO_ENABLED: "0" },
        }),
    },
    how: "install Go 1.26",
  },
  "dapr-crds": {
    version: daprVersion,
    find: () => existing(path.join(cached(`dapr-crds-${daprVersion}`), "crds")),
    obtain: {
      needs: ["go"],
      takes: "a moment",
      run: (target) => copyFromModule(`github.com/dapr/dapr@v${daprVersion}`, "charts/dapr/crds", target),
    },
    how: "install Go 1.26",
  },
  "traefik-crds": {
    version: traefikVersion,
    find: () => existing(path.join(cached(`traefik-crds-${traefikVersion}`), traefikCrds)),
    obtain: {
      needs: ["go"],
      takes: "a moment",
      run: (target) => {
        const folder = "docs/content/reference/dynamic-configuration";
        copyFromModule(`github.com/traefik/traefik/v3@v${traefikVersion}`, `${folder}/${traefikCrds}`, target);
      },
    },
    how: "install Go 1.26",
  },
  "cloud-init": {
    version: "22.4 or newer",
    find: () => onPath("cloud-init"),
    how: "apt-get install cloud-init",
  },
  shellcheck: {
    version: "0.9 or newer",
    find: () => onPath("shellcheck"),
    how: "apt-get install shellcheck, or brew install shellcheck",
  },
};

/** Where a component is: a program, or for Kafka the folder of its libraries. Undefined when it is not here. */
export const findComponent = (name: ComponentName): string | undefined => components[name].find();

/** How a user gets a component that is missing. */
export const howToGet = (name: ComponentName): string => components[name].how;

/** Fetches a component aside and moves it into place when it is whole. */
function obtain(name: ComponentName, { run: fetch }: NonNullable<Component["obtain"]>): void {
  const target = cached(`${name}-${components[name].version}`);
  const partial = `${target}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  fetch(partial);
  rmSync(target, { recursive: true, force: true });
  renameSync(partial, target);
}

function main(): void {
  for (const name of componentNames) {
    const component = components[name];
    const missing = component.obtain?.needs.filter((program) => !onPath(program)) ?? ["the package manager"];
    if (!component.find() && component.obtain && missing.length === 0) {
      console.log(`${name} ${component.version}: fetching (${component.obtain.takes}) …`);
      try {
        obtain(name, component.obtain);
      } catch (error) {
        console.log(`${name} ${component.version}: ${error instanceof Error ? error.message : error}`);
      }
    }
    const place = component.find();
    console.log(
      `${name} (${component.version}): ${place ?? `missing; its tests are skipped. To have them: ${component.how}`}`,
    );
  }
}

if (require.main === module) main();
