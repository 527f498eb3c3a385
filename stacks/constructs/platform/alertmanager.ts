import type { Config } from "../../config";
import { quantities } from "../../ledger/resources";
import type { HelmValues } from "../kubernetes/helm-values";
import { namespaces } from "../kubernetes/namespaces";
import { preferNode } from "../kubernetes/node-preference";
import { restrictedContainer, seccompProfile } from "../kubernetes/pod-security";

/** The Service that the chart makes in a release named `prometheus`. */
export const alertmanagerAddress = `prometheus-alertmanager.${namespaces.monitoring}.svc.cluster.local:9093`;

/** The Secret with the address that alerts are sent to, and where Alertmanager finds it. */
export const webhookSecret = { name: "alertmanager-webhook", key: "url" };
const webhookFolder = "/etc/alertmanager-webhook";

/**
 * Alertmanager's own configuration: one message for all alerts of a name, repeated twice a day.
 * Source: https://prometheus.io/docs/alerting/latest/configuration/
 *
 * @param webhook where alerts go, as Alertmanager takes it (`url` or `url_file`). Default: they are shown and go nowhere
 */
export const alertmanagerConfig = (webhook?: { url: string } | { url_file: string }): HelmValues => ({
  route: {
    receiver: webhook ? "webhook" : "nowhere",
    group_by: ["alertname"],
    group_wait: "30s",
    group_interval: "5m",
    repeat_interval: "12h",
  },
  receivers: [
    webhook ? { name: "webhook", webhook_configs: [{ ...webhook, send_resolved: true }] } : { name: "nowhere" },
  ],
  // What is critical says it all: the warnings about the same thing stay quiet.
  inhibit_rules: [
    {
      source_matchers: ['alertname="NodeDown"'],
      target_matchers: ['alertname=~"ServiceDown|SidecarDown|DaprControlPlaneDown|TraefikDown|TargetMissing"'],
    },
  ],
});

/**
 * Values of the subchart `alertmanager`. It keeps nothing but silences, and so needs no volume.
 * Source of the keys: https://github.com/prometheus-community/helm-charts/tree/main/charts/alertmanager
 */
export function alertmanagerValues({ platform }: Config): HelmValues {
  const { webhook, requests, limits } = platform.alertmanager;
  return {
    enabled: true,
    resources: { requests: quantities(requests), limits: quantities(limits) },
    affinity: preferNode("agent"),
    automountServiceAccountToken: false,
    podSecurityContext: { seccompProfile },
    securityContext: restrictedContainer,
    persistence: { enabled: false },
    configmapReload: { enabled: false },
    config: {
      enabled: true,
      ...alertmanagerConfig(webhook ? { url_file: `${webhookFolder}/${webhookSecret.key}` } : undefined),
    },
    ...(webhook && {
      extraSecretMounts: [
        { name: "webhook", mountPath: webhookFolder, secretName: webhookSecret.name, readOnly: true },
      ],
    }),
  };
}
