import type { FastifyInstance } from "fastify";

/**
 * Remembers the routes of `app`, to tell which methods a path has when it is asked for another one. Routes with a wildcard
 * are left out: their existing paths are unknown.
 * @returns the methods of a path, sorted; none for one that there is not
 */
export function rememberMethods(app: FastifyInstance): (path: string) => string[] {
  const routes: { pattern: RegExp; methods: string[] }[] = [];
  app.addHook("onRoute", ({ url, method }) => {
    if (url.includes("*")) return;
    const parts = url.split("/").map((part) => (part.startsWith(":") ? "[^/]+" : part.replace(/[^\w-]/g, "\\$&")));
    routes.push({ pattern: new RegExp(`^${parts.join("/")}$`), methods: [method].flat() });
  });
  return (path) => [...new Set(routes.flatMap(({ pattern, methods }) => (pattern.test(path) ? methods : [])))].sort();
}
