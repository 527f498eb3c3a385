import { type PlatformImage, platformImages } from "../../../scripts/rehearse/images/catalogue";
import { parseReference, platformImage, platformImageOf } from "../../../scripts/rehearse/images/references";

const digest = `sha256:${"a".repeat(64)}`;

test.each([
  ["redis", { repository: "docker.io/library/redis" }],
  ["rancher/mirrored-pause:3.6", { repository: "docker.io/rancher/mirrored-pause", tag: "3.6" }],
  ["localhost:5000/app", { repository: "localhost:5000/app" }],
  [`ghcr.io/a/b:1.2-c_d@${digest}`, { repository: "ghcr.io/a/b", tag: "1.2-c_d", digest }],
])("%s is read in full", (reference, parts) => expect(parseReference(reference)).toEqual(parts));

test.each([
  ["redis:7", "redis"],
  [`docker.io/library/redis@${digest}`, "redis"],
  ["ghcr.io/dapr/daprd:edge", "daprd"],
  ["ghcr.io/dapr/injector:1.18.3", "injector"],
  ["rancher/mirrored-coredns-coredns:1.12.4", "coredns"],
  ["rancher/mirrored-library-traefik:3.6.12", "traefik"],
  ["quay.io/prometheus/node-exporter:v1.9.1", "node-exporter"],
  ["docker.io/grafana/grafana:12.3.0", "grafana"],
  ["docker.io/grafana/loki:3", undefined],
])("%s is the image %s", (reference, name) => expect(platformImageOf(reference)).toBe(name));

test("no repository belongs to two images", () => {
  const all = Object.values<PlatformImage>(platformImages).flatMap(({ repositories }) => repositories);
  expect(new Set(all).size).toBe(all.length);
});

test("an image takes the name that pods use, and keeps its own tag where they use a digest", () => {
  expect(platformImage("grafana", "grafana/grafana:12.3.0").name).toBe("docker.io/grafana/grafana:12.3.0");
  expect(platformImage("grafana", `docker.io/grafana/grafana@${digest}`).name).toBe(
    "docker.io/grafana/grafana:placeholder",
  );
  expect(platformImage("grafana").name).toBe("docker.io/grafana/grafana:placeholder");
});
