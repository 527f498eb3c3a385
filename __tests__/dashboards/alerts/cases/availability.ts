import { serviceNames } from "../../../../services/definitions";
import type { AlertCase } from "./alert-case";

const allUp = (job: string, names: readonly string[], without: string): Record<string, string> =>
  Object.fromEntries(
    names.map((name) => [`up{job="${job}", service="${name}"}`, name === without ? "1x9 0x20" : "1x30"]),
  );

const sidecars = serviceNames.filter((name) => name !== "frontend");
const control = ["dapr-api", "dapr-sentry", "dapr-sidecar-injector"];
const others = (job: string, names: readonly string[], gone: string): Record<string, string> =>
  Object.fromEntries(
    names.filter((name) => name !== gone).map((name) => [`up{job="${job}", service="${name}"}`, "1x60"]),
  );

/** The series of a platform of which nothing is missing. */
export const everythingUp: string[] = [
  ...serviceNames.map((name) => `up{job="services", service="${name}"}`),
  ...sidecars.map((name) => `up{job="dapr-sidecars", service="${name}"}`),
  ...control.map((name) => `up{job="dapr-control-plane", service="${name}"}`),
  ...["traefik", "k3s", "containers", "alertmanager"].map((job) => `up{job="${job}"}`),
  ...["server", "agent"].map((node) => `up{job="nodes", node="${node}"}`),
];

export const availabilityCases: AlertCase[] = [
  {
    alert: "ServiceDown",
    title: "a service that answers no more",
    series: allUp("services", serviceNames, "backend"),
    quiet: ["9m", "14m"],
    fires: "16m",
    labels: { service: "backend" },
    summary: "No replica of backend has answered for 5 minutes",
  },
  {
    alert: "ServiceDown",
    title: "a service that is not even listed",
    series: others("services", serviceNames, "audit-consumer"),
    quiet: ["4m"],
    fires: "6m",
    labels: { service: "audit-consumer" },
    summary: "No replica of audit-consumer has answered for 5 minutes",
  },
  {
    alert: "SidecarDown",
    title: "a pod that came up without its sidecar",
    series: others("dapr-sidecars", sidecars, "notification"),
    quiet: ["4m"],
    fires: "6m",
    labels: { service: "notification" },
    summary: "No Dapr sidecar of notification has answered for 5 minutes: it gets no events",
  },
  {
    alert: "DaprControlPlaneDown",
    title: "no sentry",
    series: others("dapr-control-plane", control, "dapr-sentry"),
    quiet: ["9m"],
    fires: "11m",
    labels: { service: "dapr-sentry" },
    summary: "dapr-sentry is down: sidecars that run go on, new ones can't start",
  },
  {
    alert: "TraefikDown",
    title: "it stops",
    series: { 'up{job="traefik", pod="traefik-1"}': "1x9 0x20" },
    quiet: ["9m", "14m"],
    fires: "16m",
    labels: {},
    summary: "Traefik has not answered for 5 minutes: no user reaches the platform",
  },
  {
    alert: "NodeDown",
    title: "one of two",
    series: { 'up{job="nodes", node="server"}': "1x30", 'up{job="nodes", node="agent"}': "1x9 0x20" },
    quiet: ["9m", "14m"],
    fires: "16m",
    labels: {},
    summary: "A node of the two has not answered for 5 minutes",
  },
  {
    alert: "ApiErrors",
    title: "one request in ten",
    series: {
      'freehold_http_request_seconds_count{route="/api/tasks", status="200"}': "0+100x9 900+90x30",
      'freehold_http_request_seconds_count{route="/api/tasks", status="500"}': "0+1x9 9+10x30",
      // No user waits for these, so they do not hide what users get.
      'freehold_http_request_seconds_count{route="/metrics", status="200"}': "0+1000x40",
    },
    quiet: ["9m"],
    fires: "25m",
    labels: {},
    summary: "10% of all requests fail",
  },
  {
    alert: "ApiErrors",
    title: "never for a service that says that it is not ready",
    series: {
      'freehold_http_request_seconds_count{route="/api/tasks", status="200"}': "0+10x40",
      'freehold_http_request_seconds_count{route="/readyz", status="503"}': "0+10x40",
      'freehold_http_request_seconds_count{route="/healthz", status="500"}': "0+10x40",
    },
    quiet: ["9m", "25m", "39m"],
    labels: {},
    summary: "",
  },
];
