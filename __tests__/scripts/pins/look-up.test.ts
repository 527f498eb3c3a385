import { lookUp } from "../../../scripts/pins/look-up";
import { readPins } from "../../../stacks/config/read-pins";

const pins = { ...readPins(), images: {} };
const sha256 = "ab".repeat(32);
const digest = `sha256:${"cd".repeat(32)}`;
const commit = "ef".repeat(20);
const k3sTag = encodeURIComponent(pins.k3s.version);
const index = (name: string, ...versions: string[]) =>
  new Response(JSON.stringify({ entries: { [name]: versions.map((version) => ({ version })) } }));
const manifest = (architecture: string) =>
  new Response(JSON.stringify({ manifests: [{ platform: { os: "linux", architecture } }] }), {
    headers: { "docker-content-digest": digest },
  });

/** What the internet answers, by address; anything else cannot be reached. */
let answers: Record<string, () => Response>;

beforeEach(() => {
  const { dapr, prometheus, grafana } = pins.charts;
  answers = {
    [`https://github.com/k3s-io/k3s/releases/download/${k3sTag}/sha256sum-arm64.txt`]: () =>
      new Response(`${"00".repeat(32)}  k3s-airgap-images-arm64.tar\n${sha256}  k3s-arm64\n`),
    [`${dapr.repository}/index.yaml`]: () => index("dapr", "2.0.0", "1.99.0", "1.100.0-rc.1", dapr.version),
    [`${prometheus.repository}/index.yaml`]: () => index("prometheus", prometheus.version),
    [`${grafana.repository}/index.yaml`]: () => index("grafana", grafana.version),
    "https://registry-1.docker.io/v2/": () =>
      new Response("", {
        status: 401,
        headers: { "www-authenticate": 'Bearer realm="https://auth.example/token",service="registry.example"' },
      }),
    "https://auth.example/token?service=registry.example&scope=repository%3Alibrary%2Fredis%3Apull": () =>
      new Response(JSON.stringify({ token: "anyone" })),
    "https://registry-1.docker.io/v2/library/redis/manifests/8": () => manifest("arm64"),
    ...Object.fromEntries(
      Object.entries(pins.actions).map(([name, { version }]) => [
        `https://api.github.com/repos/${name}/commits/${version}`,
        () => new Response(JSON.stringify({ sha: commit })),
      ]),
    ),
  };
  jest.spyOn(globalThis, "fetch").mockImplementation(async (input) => {
    const answer = answers[String(input)];
    if (!answer) throw new TypeError("fetch failed", { cause: new Error("getaddrinfo ENOTFOUND") });
    return answer();
  });
});
afterEach(() => jest.restoreAllMocks());

const images = { redis: "docker.io/library/redis:8" };

test("fills checksums and digests, and keeps the versions", async () => {
  const found = await lookUp(pins, { update: false, images });
  expect(found.k3s).toEqual({ ...pins.k3s, sha256 });
  expect(found.charts).toEqual(pins.charts);
  expect(found.images.redis).toMatchObject({ repository: "docker.io/library/redis", tag: "8", digest });
  expect(found.images.redis?.platforms).toEqual(["linux/arm64"]);
  for (const [name, { version }] of Object.entries(pins.actions)) {
    expect(found.actions[name]).toMatchObject({ version, commit });
  }
  const [, image] = jest.mocked(fetch).mock.calls.find(([address]) => String(address).includes("/manifests/")) ?? [];
  expect(image?.headers).toMatchObject({ authorization: "Bearer anyone" });
});

test("goes on to newer versions on request: a patch of k3s, a release of the same major version of a chart", async () => {
  const newer = pins.k3s.version.replace(/\.\d+\+/, ".99+");
  answers["https://update.k3s.io/v1-release/channels"] = () =>
    new Response(JSON.stringify({ data: [{ name: "stable" }, { name: "v1.36", latest: newer }] }));
  answers[`https://github.com/k3s-io/k3s/releases/download/${encodeURIComponent(newer)}/sha256sum-arm64.txt`] = () =>
    new Response(`${sha256}  k3s-arm64\n`);
  const actions = { "owner/action": { version: "v1.2.3", commit, source: "https://example.org" } };
  answers["https://api.github.com/repos/owner/action/tags?per_page=100"] = () =>
    new Response(JSON.stringify(["v2.0.0", "v1.9.0", "v1.10.0", "v1"].map((name) => ({ name }))));
  answers["https://api.github.com/repos/owner/action/commits/v1.10.0"] = () =>
    new Response(JSON.stringify({ sha: sha256.slice(0, 40) }));
  const found = await lookUp({ ...pins, actions }, { update: true, images: {} });
  expect(found.k3s.version).toBe(newer);
  expect(found.charts.dapr.version).toBe("1.99.0");
  expect(found.actions["owner/action"]).toMatchObject({ version: "v1.10.0", commit: sha256.slice(0, 40) });
});

test.each<[string, () => void, string]>([
  [
    "a host cannot be reached",
    () => delete answers[`${pins.charts.dapr.repository}/index.yaml`],
    "chart dapr: dapr.github.io cannot be reached (Error: getaddrinfo ENOTFOUND)",
  ],
  [
    "a chart's version is gone",
    () => {
      answers[`${pins.charts.grafana.repository}/index.yaml`] = () => index("grafana", "1.0.0");
    },
    `has no version ${pins.charts.grafana.version}`,
  ],
  [
    "an image is not made for arm64",
    () => {
      answers["https://registry-1.docker.io/v2/library/redis/manifests/8"] = () => manifest("amd64");
    },
    "is not made for linux/arm64",
  ],
  [
    "the checksums lack the binary",
    () => {
      answers[`https://github.com/k3s-io/k3s/releases/download/${k3sTag}/sha256sum-arm64.txt`] = () => new Response("");
    },
    "names no k3s-arm64",
  ],
])("fails when %s", async (_, breakIt, message) => {
  breakIt();
  await expect(lookUp(pins, { update: false, images })).rejects.toThrow(message);
});
