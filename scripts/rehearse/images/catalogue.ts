import path from "node:path";
import { components } from "../../components/catalogue";
import { existing, onPath } from "../../components/component";
import { type ComponentName, programOf } from "../../components/find";
import { baseFiles } from "./base-files";
import { nodeFiles } from "./freehold-image";
import type { ImageFile, ImageSpec } from "./image-spec";
import { filesOfPrograms, programFiles } from "./program-files";

/** An image of the platform, made of a program of this machine. */
export interface PlatformImage {
  /** Every repository that the stacks, the charts or k3s take it from. The first one names it. */
  repositories: readonly [string, ...string[]];
  tag: string;
  /** @throws Error that says how to get the program when it is missing */
  spec(): Omit<ImageSpec, "name">;
}

const nonroot = "65532:65532";
const nobody = "65534:65534";

/** A program alone on the base files. Its image has no entry point where the pods give the whole command. */
const program = (
  component: ComponentName,
  to: string,
  settings: Partial<Omit<ImageSpec, "name" | "base" | "files">> = {},
): Omit<ImageSpec, "name"> => ({
  base: baseFiles(),
  files: programFiles(programOf(component), to),
  entrypoint: [to],
  user: nonroot,
  ...settings,
});

/** One of Dapr's own images: the program in the root, no entry point (https://github.com/dapr/dapr/tree/master/docker). */
const dapr = (name: string, component: ComponentName): PlatformImage => ({
  repositories: [`ghcr.io/dapr/${name}`, `docker.io/daprio/${name}`],
  tag: components.daprd.version,
  // The injector gives /daprd as the first argument and no command, so that an entry point would run twice.
  spec: () => program(component, `/${name}`, { entrypoint: [] }),
});

/** Programs beside the shell in the image of Redis: what the construct Redis runs, and what helps to look around. */
export const shellPrograms = [
  ...[
    "cat",
    "cut",
    "date",
    "env",
    "expr",
    "grep",
    "head",
    "id",
    "kill",
    "ls",
    "mkdir",
    "mv",
    "rm",
    "sed",
    "sleep",
    "sort",
  ],
  ...["tail", "timeout", "tr", "wc"],
];

/** A small shell, its usual programs, and their libraries. */
function shellFiles(): ImageFile[] {
  const found = (name: string): string => {
    const file = onPath(name);
    if (!file) throw new Error(`The image of Redis needs the program ${name}: install it.`);
    return file;
  };
  return filesOfPrograms([
    { from: onPath("dash") ?? found("sh"), to: "/bin/sh" },
    ...shellPrograms.map((name) => ({ from: found(name), to: `/bin/${name}` })),
  ]);
}

function redis(): Omit<ImageSpec, "name"> {
  const server = programOf("redis");
  const client = onPath("redis-cli");
  if (!client) throw new Error("redis-cli is missing: apt-get install redis-tools, or brew install redis");
  return {
    base: shellFiles(),
    files: [
      ...filesOfPrograms([
        { from: server, to: "/usr/local/bin/redis-server" },
        { from: client, to: "/usr/local/bin/redis-cli" },
      ]),
      { to: "/data", emptyFolder: true, mode: 0o777 },
    ],
    entrypoint: [],
    cmd: ["redis-server"],
    user: "999:999",
    workdir: "/data",
    exposedPorts: [6379],
  };
}

/** One of Prometheus' family, with a folder that its user may write to. */
const prometheusProgram = (
  component: ComponentName,
  name: string,
  port: number,
  { folder, cmd }: { folder?: string; cmd?: string[] } = {},
): PlatformImage => ({
  repositories: [`quay.io/prometheus/${name.replace("_", "-")}`, `docker.io/prom/${name.replace("_", "-")}`],
  tag: "rehearsal",
  spec: () => {
    const made = program(component, `/bin/${name}`, { user: nobody, cmd, workdir: folder, exposedPorts: [port] });
    // Debian's programs read what others have within them.
    const shared = `/usr/share/prometheus/${name}`;
    const spec = existing(shared) ? { ...made, files: [...made.files, { from: shared, to: shared }] } : made;
    return folder ? { ...spec, files: [...spec.files, { to: folder, emptyFolder: true, mode: 0o777 }] } : spec;
  },
});

/** The images of a rehearsal beside Freehold's own, with the paths, users and entry points of the official ones. */
export const platformImages = {
  daprd: dapr("daprd", "daprd"),
  injector: dapr("injector", "dapr-injector-control-plane"),
  operator: dapr("operator", "dapr-operator-control-plane"),
  sentry: dapr("sentry", "dapr-sentry-control-plane"),
  coredns: {
    repositories: [
      "docker.io/rancher/mirrored-coredns-coredns",
      "docker.io/coredns/coredns",
      "registry.k8s.io/coredns/coredns",
    ],
    tag: components.coredns.version,
    spec: () => program("coredns", "/coredns", { exposedPorts: [53] }),
  },
  "metrics-server": {
    repositories: ["docker.io/rancher/mirrored-metrics-server", "registry.k8s.io/metrics-server/metrics-server"],
    tag: `v${components["metrics-server"].version}`,
    spec: () => program("metrics-server", "/metrics-server", { user: nobody }),
  },
  traefik: {
    repositories: ["docker.io/rancher/mirrored-library-traefik", "docker.io/library/traefik"],
    tag: components.traefik.version,
    spec: () => program("traefik", "/usr/local/bin/traefik", { exposedPorts: [80] }),
  },
  redis: { repositories: ["docker.io/library/redis"], tag: "rehearsal", spec: redis },
  prometheus: prometheusProgram("prometheus-kubernetes", "prometheus", 9090, {
    folder: "/prometheus",
    cmd: ["--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus"],
  }),
  alertmanager: prometheusProgram("alertmanager", "alertmanager", 9093, {
    folder: "/alertmanager",
    cmd: ["--config.file=/etc/alertmanager/alertmanager.yml", "--storage.path=/alertmanager"],
  }),
  "node-exporter": prometheusProgram("node-exporter", "node_exporter", 9100),
  pebble: {
    repositories: ["ghcr.io/letsencrypt/pebble"],
    tag: components.pebble.version,
    spec: () => program("pebble", "/app", { exposedPorts: [14000, 15000] }),
  },
  pause: {
    repositories: ["registry.k8s.io/pause", "docker.io/rancher/mirrored-pause"],
    tag: "rehearsal",
    spec: () => ({ files: [{ from: programOf("pause"), to: "/pause" }], entrypoint: ["/pause"], user: "65535:65535" }),
  },
  grafana: {
    repositories: ["docker.io/grafana/grafana"],
    tag: "placeholder",
    spec: () => ({
      base: nodeFiles(),
      files: [{ from: path.join(__dirname, "grafana-placeholder.mjs"), to: "/placeholder.mjs" }],
      entrypoint: ["/nodejs/bin/node", "/placeholder.mjs"],
      user: "472:0",
      exposedPorts: [3000],
    }),
  },
} satisfies Record<string, PlatformImage>;

export type PlatformImageName = keyof typeof platformImages;
