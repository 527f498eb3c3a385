import { request } from "node:https";
import { z } from "zod";
import type { ClusterAccess } from "../operations/kubeconfig";

/** How far a cluster has come. Only the last is the goal; each other says what to look at. */
export type ClusterState =
  | { kind: "unreachable"; reason: string }
  | { kind: "wrong-certificate"; reason: string }
  /** The server's, by this machine's clock. */
  | { kind: "expired-certificate"; reason: string }
  | { kind: "refused"; reason: string }
  | { kind: "starting"; reason: string }
  | { kind: "nodes"; reason: string }
  | { kind: "ready" };

/** Answers a GET of a path of the API. */
export type Get = (path: string) => Promise<{ status: number; body: string }>;

const nodesSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string() }),
      status: z.object({
        conditions: z
          .array(z.object({ type: z.string(), status: z.string(), lastHeartbeatTime: z.string().optional() }))
          .default([]),
      }),
    }),
  ),
});

// https://nodejs.org/docs/latest-v20.x/api/tls.html#x509-certificate-error-codes
const certificateErrors =
  /^(CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|ERR_TLS_CERT_ALTNAME_INVALID|ERR_SSL_)/;

/** A node that is waited for. */
export interface ExpectedNode {
  readonly name: string;
  /** When its machine was made, in milliseconds since 1970. Default: not known, and then what the API says of it counts. */
  readonly madeAt?: number;
}

/** By then Kubernetes no longer calls Ready what has not reported; it does so after 50 s (node-monitor-grace-period). */
const oldNewsMilliseconds = 2 * 60_000;

/**
 * Asks the API whether it is ready and whether these nodes are. A machine that has just taken the place of another is not
 * Ready by what the other has last reported.
 */
export async function checkCluster(get: Get, nodes: readonly ExpectedNode[], now: number): Promise<ClusterState> {
  try {
    const ready = await get("/readyz");
    if (ready.status === 401 || ready.status === 403) {
      return { kind: "refused", reason: `it answers ${ready.status} to the administrator's certificate` };
    }
    if (ready.status !== 200) return { kind: "starting", reason: `/readyz answers ${ready.status}` };
    const { items } = nodesSchema.parse(JSON.parse((await get("/api/v1/nodes")).body));
    const waiting = nodes.flatMap(({ name, madeAt }) => {
      const node = items.find(({ metadata }) => metadata.name === name);
      if (!node) return [`${name} has not joined`];
      const ready = node.status.conditions.find(({ type, status }) => type === "Ready" && status === "True");
      if (!ready) return [`${name} is not Ready`];
      const isNew = madeAt !== undefined && now - madeAt < oldNewsMilliseconds;
      const isOldNews = isNew && Date.parse(ready.lastHeartbeatTime ?? "") < madeAt;
      return isOldNews ? [`${name} has not reported since its machine was made`] : [];
    });
    return waiting.length === 0 ? { kind: "ready" } : { kind: "nodes", reason: waiting.join(", ") };
  } catch (error) {
    const reason = error instanceof Error ? error.message || String(error) : String(error);
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (/^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/.test(code)) return { kind: "expired-certificate", reason };
    return { kind: certificateErrors.test(code) ? "wrong-certificate" : "unreachable", reason };
  }
}

/** GET with the administrator's certificate, from a server that the cluster's own authority has signed. 10 s at most. */
export function getFrom({ server, ...tls }: ClusterAccess): Get {
  return (path) =>
    new Promise((resolve, reject) => {
      const signal = AbortSignal.timeout(10_000);
      const outgoing = request(new URL(path, server), { ...tls, agent: false, signal }, (answer) => {
        let body = "";
        answer.setEncoding("utf8");
        answer.on("data", (text: string) => {
          body += text;
        });
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body }));
        answer.on("error", reject);
      });
      outgoing.on("error", reject);
      outgoing.end();
    });
}
