import { oidcReturnPath } from "../contracts/oidc";
import type { Service } from "../runtime/host/service";
import { notFound } from "../runtime/http/problem";
import { definition } from "./definition";
import { pageFiles } from "./page-files";
import { ServedFile } from "./served-file";

/** Only files and sockets of this origin; no frame, no foreign script. */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const securityHeaders = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

/** The page's entries. */
const entries = {
  "/": "index.html",
  "/ops": "ops/index.html",
  "/invite": "invite/index.html",
  [oidcReturnPath]: "sign-in/index.html",
};
/** Files whose names never change: browsers know them by these. */
const wellKnown = [
  "favicon.svg",
  "manifest.webmanifest",
  "service-worker.js",
  "icons/192.png",
  "icons/512.png",
  "icons/maskable-512.png",
];
const named = { ...entries, ...Object.fromEntries(wellKnown.map((name) => [`/${name}`, name])) };

async function loadFiles(): Promise<Map<string, ServedFile>> {
  return new Map((await pageFiles()).map((file) => [file.name, new ServedFile(file)]));
}

/** Serves the page. Its files are read, or built, when the first browser asks for one. */
export const service: Service = {
  definition,
  create: async ({ http }) => {
    let loading: ReturnType<typeof loadFiles> | undefined;
    const find = async (name: string): Promise<ServedFile> => {
      loading ??= loadFiles();
      const file = (await loading).get(name);
      if (!file) throw notFound(`/${name}`);
      return file;
    };
    const hidden = { schema: { hide: true } };
    for (const [route, name] of Object.entries(named)) {
      http.get(route, hidden, async (request, reply) =>
        (await find(name)).send(request, reply.headers(securityHeaders)),
      );
    }
    http.get<{ Params: { name: string } }>("/assets/:name", hidden, async (request, reply) =>
      (await find(`assets/${request.params.name}`)).send(request, reply.headers(securityHeaders)),
    );
    return {};
  },
};
