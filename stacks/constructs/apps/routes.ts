import { internalPaths, type ServiceDefinition } from "../../../services/contracts/service-definition";
import type { Config } from "../../config";
import type { Manifest } from "../kubernetes/manifests";
import { certificateResolver, certificateSource } from "../platform/traefik-config";
import { middlewareNames } from "./middlewares";

/** Traefik's own kind of route. Source: https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/ingressroute/ */
export interface IngressRoute extends Manifest {
  spec: {
    entryPoints: ("web" | "websecure")[];
    routes: {
      kind: "Rule";
      match: string;
      priority: number;
      middlewares: { name: string }[];
      services: { name: string; port: number }[];
    }[];
    /** Without a resolver, the default certificate. */
    tls?: { certResolver?: string };
  };
}

const notInternal = internalPaths.map((path) => `!PathPrefix(\`${path}\`)`);

/**
 * The route to each service that is called from outside. The longer of two paths wins. Without a certificate everything is
 * plain HTTP, without a domain on the load balancer's address.
 */
export function routes(definitions: readonly ServiceDefinition[], config: Config): IngressRoute[] {
  const { domain } = config.cluster;
  const source = certificateSource(config);
  return definitions
    .filter((service) => service.routes.length > 0)
    .map(({ name, routes: paths, uploads = [], subscribes }) => ({
      apiVersion: "traefik.io/v1alpha1",
      kind: "IngressRoute",
      metadata: { name },
      spec: {
        entryPoints: [source === "none" ? "web" : "websecure"],
        routes: [...paths, ...uploads].map((path) => ({
          kind: "Rule",
          match: [
            ...(domain ? [`Host(\`${domain}\`)`] : []),
            `PathPrefix(\`${path}\`)`,
            ...(path === "/" ? notInternal : []),
          ].join(" && "),
          // Left to itself, Traefik takes the rule that is the longest as text.
          priority: path.length,
          middlewares: (uploads.includes(path) ? uploadGuards : guards(subscribes)).map((guard) => ({ name: guard })),
          services: [{ name, port: 80 }],
        })),
        ...(source !== "none" && { tls: source === "manual" ? {} : { certResolver: certificateResolver } }),
      },
    }));
}

/** Those of a route that takes files: fewer requests, which may be larger. */
const uploadGuards = [middlewareNames.securityHeaders, middlewareNames.connectionLimit, middlewareNames.uploadLimit];

/**
 * The middlewares of a route, in this order: the headers first, so that refusals have them too. A socket is not buffered:
 * it would never be handed on. A service that broadcasts is reached by sockets only.
 */
function guards(subscribes: ServiceDefinition["subscribes"]): string[] {
  const { rateLimit, connectionLimit, bodyLimit, securityHeaders } = middlewareNames;
  const sockets = subscribes.some(({ delivery }) => delivery === "broadcast");
  return sockets ? [securityHeaders, connectionLimit] : [securityHeaders, rateLimit, bodyLimit];
}
