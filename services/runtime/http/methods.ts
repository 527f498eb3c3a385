import type { FastifyInstance } from "fastify";

/** What is known of the routes of a server. */
export interface KnownMethods {
  /** The methods of a path, sorted; none for one that there is not. */
  of(path: string): string[];
  /** Whether a route without parameters has this path: one with a parameter that would match it, too, is not meant. */
  isFixed(path: string): boolean;
}

/**
 * Remembers the routes of `app`, to tell which methods a path has when it is asked for another one. Routes with a wildcard
 * are left out: their existing paths are unknown.
 */
export function rememberMethods(app: FastifyInstance): KnownMethods {
  const fixed = new Map<string, string[]>();
  const routes: { pattern: RegExp; methods: string[] }[] = [];
  app.addHook("onRoute", ({ url, method }) => {
    if (url.includes("*")) return;
    const methods = [method].flat();
    if (!url.includes(":")) {
      fixed.set(url, [...(fixed.get(url) ?? []), ...methods]);
      return;
    }
    const parts = url.split("/").map((part) => (part.startsWith(":") ? "[^/]+" : part.replace(/[^\w-]/g, "\\$&")));
    routes.push({ pattern: new RegExp(`^${parts.join("/")}$`), methods });
  });
  const ofParameters = (path: string) => routes.flatMap(({ pattern, methods }) => (pattern.test(path) ? methods : []));
  return {
    of: (path) => [...new Set(fixed.get(path) ?? ofParameters(path))].sort(),
    isFixed: (path) => fixed.has(path),
  };
}
