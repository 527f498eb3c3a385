import { serviceNames } from "../../services/definitions";
import { jobs } from "../jobs";
import { ofUsers, requests } from "../requests";
import { alert, type RuleGroup } from "./rule";

/** Dapr's Kubernetes Services with metrics, as its chart names them. */
const daprServices = ["dapr-api", "dapr-sentry", "dapr-sidecar-injector"];

/**
 * What is down, or not there at all: an absent target has no `up` to be 0. A query that finds nothing has no labels, so
 * that each alert brings its own.
 * @param sidecars the services with a Dapr sidecar; without any there is no Dapr
 */
export const availability = (sidecars: readonly string[]): RuleGroup => ({
  name: "availability",
  rules: [
    ...serviceNames.map((service) =>
      alert({
        name: "ServiceDown",
        severity: "critical",
        expr: `absent(up{job="${jobs.services}", service="${service}"} == 1)`,
        lasting: "5m",
        summary: `No replica of ${service} has answered for 5 minutes`,
        labels: { service },
      }),
    ),
    ...sidecars.map((service) =>
      alert({
        name: "SidecarDown",
        severity: "critical",
        expr: `absent(up{job="${jobs.sidecars}", service="${service}"} == 1)`,
        lasting: "5m",
        summary: `No Dapr sidecar of ${service} has answered for 5 minutes: it gets no events`,
        labels: { service },
      }),
    ),
    ...(sidecars.length > 0 ? daprServices : []).map((service) =>
      alert({
        name: "DaprControlPlaneDown",
        severity: "warning",
        expr: `absent(up{job="${jobs.daprControlPlane}", service="${service}"} == 1)`,
        lasting: "10m",
        summary: `${service} is down: sidecars that run go on, new ones can't start`,
        labels: { service },
      }),
    ),
    alert({
      name: "TraefikDown",
      severity: "critical",
      expr: `absent(up{job="${jobs.traefik}"} == 1)`,
      lasting: "5m",
      summary: "Traefik has not answered for 5 minutes: no user reaches the platform",
    }),
    alert({
      name: "NodeDown",
      severity: "critical",
      // Two nodes make the cluster; a node whose exporter is not even listed counts as down too.
      expr: `count(up{job="${jobs.nodes}"} == 1) < 2 or absent(up{job="${jobs.nodes}"} == 1)`,
      lasting: "5m",
      summary: "A node of the two has not answered for 5 minutes",
    }),
    alert({
      name: "ApiErrors",
      severity: "critical",
      expr:
        `sum(rate(${requests}_count{status=~"5..", ${ofUsers}}[5m]))` +
        ` / sum(rate(${requests}_count{${ofUsers}}[5m])) > 0.05`,
      lasting: "5m",
      summary: "{{ $value | humanizePercentage }} of all requests fail",
    }),
  ],
});
