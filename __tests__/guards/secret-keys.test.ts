import { secretKeyProblems } from "../../stacks/guards/secret-keys";
import type { SynthesizedResource } from "../../stacks/guards/synthesized";
import { ref } from "../stacks/synthesise";

const secret = (name: string, ...keys: string[]): SynthesizedResource => ({
  path: `platform/${name}`,
  type: "kubernetes_secret_v1",
  attributes: { metadata: { name }, data: Object.fromEntries(keys.map((key) => [key, ref("var.value")])) },
});
const release = (values: object): SynthesizedResource => ({
  path: "platform/release",
  type: "helm_release",
  attributes: { values: [JSON.stringify(values)] },
});
const deployment = (attributes: object): SynthesizedResource => ({
  path: "apps/deployment",
  type: "kubernetes_deployment_v1",
  attributes: { spec: attributes },
});

const readers: [string, SynthesizedResource, string, string][] = [
  ["a container", deployment({ env: [{ value_from: { secret_key_ref: { name: "a", key: "b" } } }] }), "a", "b"],
  ["a Dapr component", release({ manifests: [{ spec: [{ secretKeyRef: { name: "a", key: "b" } }] }] }), "a", "b"],
  ["a sidecar", deployment({ annotations: { "dapr.io/api-token-secret": "a" } }), "a", "token"],
  ["an app token", deployment({ annotations: { "dapr.io/app-token-secret": "a" } }), "a", "token"],
];

describe.each(readers)("a key that %s reads", (_, reader, name, key) => {
  test("passes when it is made", () => {
    expect(secretKeyProblems([secret(name, key), reader])).toEqual([]);
  });

  test("is refused when it is made nowhere", () => {
    expect(secretKeyProblems([reader])).toEqual([
      `Secret key ${name}/${key} is read by ${reader.path} and made nowhere: add it to a SecretV1.`,
    ]);
  });
});

test("a Secret that Alertmanager mounts is read whole, and must be there", () => {
  const reader = release({
    alertmanager: { extraSecretMounts: [{ secretName: "webhook", mountPath: "/etc/webhook" }] },
  });
  expect(secretKeyProblems([secret("webhook", "url"), reader])).toEqual([]);
  expect(secretKeyProblems([reader])).toEqual([
    "Secret key webhook/* is read by platform/release and made nowhere: add it to a SecretV1.",
  ]);
});

test("Grafana reads both keys of its administrator", () => {
  const grafana = release({ admin: { existingSecret: "grafana", userKey: "user", passwordKey: "password" } });
  expect(secretKeyProblems([grafana, secret("grafana", "user", "password")])).toEqual([]);
  expect(secretKeyProblems([grafana, secret("grafana", "user")])).toEqual([
    "Secret key grafana/password is read by platform/release and made nowhere: add it to a SecretV1.",
  ]);
});

test("a key that nobody reads is refused", () => {
  expect(secretKeyProblems([secret("left", "over")])).toEqual([
    "Secret key left/over of platform/left is read nowhere: remove it, or read it.",
  ]);
});
