import { parse } from "yaml";
import { z } from "zod";

const json = z.looseObject({});
const resources = z.looseObject({});
const container = z.looseObject({ resources });

/** The values of the stack for the chart of Prometheus, as far as a pod follows from them. */
export const prometheusValuesSchema = z.looseObject({
  server: z.looseObject({
    resources,
    affinity: json,
    retention: z.string(),
    retentionSize: z.string(),
    persistentVolume: z.looseObject({ size: z.string(), storageClass: z.string() }),
    global: json,
    securityContext: json,
    containerSecurityContext: json,
    alertmanagers: z.array(json),
  }),
  configmapReload: z.looseObject({ prometheus: container }),
  "prometheus-node-exporter": z.looseObject({
    resources,
    securityContext: json,
    containerSecurityContext: json,
    extraArgs: z.array(z.string()).default([]),
  }),
  alertmanager: z.looseObject({
    resources,
    affinity: json,
    podSecurityContext: json,
    securityContext: json,
    config: z.looseObject({ enabled: z.literal(true) }),
  }),
  extraScrapeConfigs: z.string().transform((text) => z.array(json).parse(parse(text))),
  serverFiles: z.object({ "alerting_rules.yml": json }),
});

export type PrometheusValues = z.output<typeof prometheusValuesSchema>;

export const grafanaValuesSchema = z.looseObject({ resources, affinity: json });
