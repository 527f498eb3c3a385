import { maxRequestBytes, maxUploadBytes } from "../../../services/contracts/limits";
import type { Manifest } from "../kubernetes/manifests";

/** Traefik's own kind of what happens to a request on its way. Source: https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/overview/ */
export interface Middleware extends Manifest {
  spec:
    | { rateLimit: { average: number; period: string; burst: number } }
    | { buffering: { maxRequestBodyBytes: number; memRequestBodyBytes: number } }
    | { headers: Record<string, string | number | boolean | Record<string, string>> };
}

/** The names that routes refer to. */
export const middlewareNames = {
  rateLimit: "rate-limit",
  connectionLimit: "connection-limit",
  bodyLimit: "body-limit",
  uploadLimit: "upload-limit",
  securityHeaders: "security-headers",
} as const;

/** Seconds for which a browser remembers to come by HTTPS only: a year, as https://hstspreload.org asks for. */
const httpsOnlySeconds = 31_536_000;

const middleware = (name: string, spec: Middleware["spec"]): Middleware => ({
  apiVersion: "traefik.io/v1alpha1",
  kind: "Middleware",
  metadata: { name },
  spec,
});

/**
 * What the routes are guarded by. Limits are for each client address, which the load balancer keeps.
 *
 * @param https whether the platform has a certificate
 */
export const middlewares = (https: boolean): Middleware[] => [
  // A page load takes six requests at once; a person then makes a few a second.
  middleware(middlewareNames.rateLimit, { rateLimit: { average: 20, period: "1s", burst: 60 } }),
  // A socket stays open, and files are few; a client that comes more often than this is broken.
  middleware(middlewareNames.connectionLimit, { rateLimit: { average: 1, period: "1s", burst: 10 } }),
  middleware(middlewareNames.bodyLimit, {
    buffering: { maxRequestBodyBytes: maxRequestBytes, memRequestBodyBytes: maxRequestBytes },
  }),
  // What is larger than an ordinary request waits in a file, and not in Traefik's memory.
  middleware(middlewareNames.uploadLimit, {
    buffering: { maxRequestBodyBytes: maxUploadBytes, memRequestBodyBytes: maxRequestBytes },
  }),
  // The page's content security policy is its own: services/frontend/service.ts.
  middleware(middlewareNames.securityHeaders, {
    headers: {
      contentTypeNosniff: true,
      frameDeny: true,
      referrerPolicy: "no-referrer",
      permissionsPolicy: "camera=(), geolocation=(), microphone=(), payment=()",
      customResponseHeaders: { Server: "" },
      ...(https && { stsSeconds: httpsOnlySeconds, stsIncludeSubdomains: false }),
    },
  }),
];
