import path from "node:path";
import fastifyStatic from "@fastify/static";
import type { Service } from "../runtime/service";
import { needs } from "./needs";

/** Nothing but our own files and sockets; no frame, no foreign script. */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** The page: static files, without a build step. */
export const service: Service = {
  needs,
  create: async ({ http }) => {
    await http.register(fastifyStatic, {
      root: path.join(__dirname, "public"),
      cacheControl: false,
      setHeaders: (response) => {
        response.setHeader("cache-control", "no-cache");
        response.setHeader("content-security-policy", contentSecurityPolicy);
        response.setHeader("x-content-type-options", "nosniff");
        response.setHeader("referrer-policy", "no-referrer");
      },
    });
    return {};
  },
};
