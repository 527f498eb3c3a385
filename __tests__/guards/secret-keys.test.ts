import { secretKeyProblems } from "../../stacks/guards/secret-keys";
import type { SynthesizedResource } from "../../stacks/ledger/synthesized";
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
  [
    "the notification service through Dapr",
    deployment({ env: [{ name: "NOTIFICATION_CHANNELS", value: "webhook" }] }),
    "notification",
    "webhook-url",
  ],
  ["an app token", deployment({ annotations: { "dapr.io/app-token-secret": "a" } }), "a", "token"],
];

describe.each(readers)("a key that %s reads", (_, reader, name, key) => {
  test("passes when it is made", () => {
    expect(secretKeyProblems([secret(name, key), reader])).toEqual([]);
  });

  test("is refused when it is made nowhere", () => {
    expect(secretKeyProblems([reader])).toEqual([
      `Secret key ${name}/${key} is read by ${reader.path} and made nowhere in the namespace default: add it to a Secret there.`,
    ]);
  });
});

test("a Secret that Alertmanager mounts is read whole, and must be there", () => {
  const reader = release({
    alertmanager: { extraSecretMounts: [{ secretName: "webhook", mountPath: "/etc/webhook" }] },
  });
  expect(secretKeyProblems([secret("webhook", "url"), reader])).toEqual([]);
  expect(secretKeyProblems([reader])).toEqual([
    "Secret key webhook/* is read by platform/release and made nowhere in the namespace default: add it to a Secret there.",
  ]);
});

test("a channel reads all of its keys, and the Secret holds no other channel's", () => {
  const reader = deployment({ env: [{ name: "NOTIFICATION_CHANNELS", value: "email" }] });
  expect(secretKeyProblems([reader, secret("notification", "smtp-username", "webhook-url")])).toEqual([
    "Secret key notification/smtp-password is read by apps/deployment and made nowhere in the namespace default: add it to a Secret there.",
    "Secret key notification/webhook-url of platform/notification is read nowhere: remove it, or read it.",
  ]);
});

test("Grafana reads both keys of its administrator", () => {
  const grafana = release({ admin: { existingSecret: "grafana", userKey: "user", passwordKey: "password" } });
  expect(secretKeyProblems([grafana, secret("grafana", "user", "password")])).toEqual([]);
  expect(secretKeyProblems([grafana, secret("grafana", "user")])).toEqual([
    "Secret key grafana/password is read by platform/release and made nowhere in the namespace default: add it to a Secret there.",
  ]);
});

test("a key without a reader is refused", () => {
  expect(secretKeyProblems([secret("left", "over")])).toEqual([
    "Secret key left/over of platform/left is read nowhere: remove it, or read it.",
  ]);
});
