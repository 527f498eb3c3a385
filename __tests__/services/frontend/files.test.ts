import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { service } from "../../../services/frontend/service";
import { createHttp } from "../../../services/runtime/http/http";
import { readSettings } from "../../../services/runtime/settings/settings";
import { Metrics } from "../../../services/runtime/telemetry/metrics";
import { silent } from "../../helpers/database";

const folder = path.join(__dirname, "../../../services/frontend/web");
const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
  (name) => !name.startsWith("node_modules") && /\.(tsx?|js|css|html)$/.test(name),
);
const modules = sources.filter((name) => /\.(tsx?|js)$/.test(name));
const textOf = (name: string) => readFileSync(path.join(folder, name), "utf8");

let http: FastifyInstance;
beforeAll(async () => {
  http = createHttp(silent, new Metrics(), () => true);
  const missing = () => {
    throw new Error("The page needs nothing but files");
  };
  await service.create({
    settings: readSettings({}),
    own: {},
    http,
    logger: silent,
    metrics: new Metrics(),
    authenticate: missing,
    forgetCredentials: missing,
    database: missing,
    emit: missing,
    relay: missing,
  });
});
afterAll(() => http.close());

/** What the page at the root names. */
const namedFiles = async () => {
  const { body } = await http.inject("/");
  return [...body.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, name]) => String(name));
};

test("the page is served at the root, and lets in nothing but its own files and sockets", async () => {
  const { statusCode, headers, body } = await http.inject("/");
  expect(statusCode).toBe(200);
  expect(body).toContain("<title>Freehold</title>");
  expect(headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(headers["content-security-policy"]).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  expect(headers["content-security-policy"]).toContain("worker-src 'self'; manifest-src 'self';");
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect(headers["x-content-type-options"]).toBe("nosniff");
});

test("the operators' view is served at /ops, under the same policy, with one script and one style sheet of its own", async () => {
  const { statusCode, headers, body } = await http.inject("/ops");
  expect(statusCode).toBe(200);
  expect(headers["content-security-policy"]).toBe((await http.inject("/")).headers["content-security-policy"]);
  expect(body).not.toMatch(/<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=/i);
  const named = [...body.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, name]) => String(name));
  const types = await Promise.all(named.map(async (url) => (await http.inject(url)).headers["content-type"]));
  expect(types.sort()).toEqual(["text/css; charset=utf-8", "text/javascript; charset=utf-8"]);
});

test("the page is one script and one style sheet, each with a type that browsers accept under nosniff", async () => {
  const named = await namedFiles();
  const types = await Promise.all(named.map(async (url) => (await http.inject(url)).headers["content-type"]));
  expect(types.sort()).toEqual(["text/css; charset=utf-8", "text/javascript; charset=utf-8"]);
  expect((await http.inject("/favicon.svg")).headers["content-type"]).toBe("image/svg+xml");
});

test.each([
  ["/service-worker.js", "text/javascript; charset=utf-8"],
  ["/manifest.webmanifest", "application/manifest+json; charset=utf-8"],
])("%s is served as %s, and asked for each time: its name never changes", async (url, type) => {
  const { statusCode, headers } = await http.inject(url);
  expect([statusCode, headers["content-type"], headers["cache-control"]]).toEqual([200, type, "no-cache"]);
});

test("the manifest names icons that are there, one of them for systems that cut their own shape", async () => {
  const { icons }: { icons: { src: string; type: string; purpose?: string }[] } = JSON.parse(
    (await http.inject("/manifest.webmanifest")).body,
  );
  for (const { src, type } of icons) expect((await http.inject(src)).headers["content-type"]).toBe(type);
  expect(icons.filter(({ purpose }) => purpose === "maskable")).toHaveLength(1);
});

test("the service worker keeps what the page is made of, and nothing else", async () => {
  const { body } = await http.inject("/service-worker.js");
  const kept = [...body.matchAll(/url:`([^`]+)`/g)].map(([, url]) => String(url));
  expect(kept).toEqual(expect.arrayContaining(["/", ...(await namedFiles())]));
  for (const url of kept) expect((await http.inject(url)).statusCode).toBe(200);
  expect(kept.filter((url) => !/^\/$|^\/assets\/.*\.(js|css)$/.test(url))).toEqual([]);
});

test("the licences of the packages in the script are served beside it", async () => {
  const { headers, body } = await http.inject("/assets/licences.txt");
  expect(headers["content-type"]).toBe("text/plain; charset=utf-8");
  for (const name of ["react", "react-dom", "react-aria", "@tanstack/query-core"])
    expect(body).toContain(`## ${name} - `);
  expect((await http.inject("/assets/service-worker-licences.txt")).body).toContain("## workbox-precaching - ");
});

test("a browser keeps scripts and styles for a year, as their names change with their content, and asks for the page", async () => {
  for (const url of await namedFiles()) {
    expect(url).toMatch(/-[0-9a-z]{8}\.(js|css)$/);
    expect((await http.inject(url)).headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  }
  expect((await http.inject("/")).headers["cache-control"]).toBe("no-cache");
});

test("who has the page already gets 304 without a body", async () => {
  const { etag } = (await http.inject("/")).headers;
  const again = await http.inject({ url: "/", headers: { "if-none-match": `"other", ${etag}` } });
  expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, "", etag]);
  expect((await http.inject({ url: "/", headers: { "if-none-match": '"other"' } })).statusCode).toBe(200);
});

test.each([
  ["gzip, deflate, br, zstd", "br"],
  ["gzip, deflate", "gzip"],
  ["br;q=0, gzip", "gzip"],
  ["identity", undefined],
  ["br;q=0, gzip;q=0", undefined],
  ["", undefined],
])("with accept-encoding %s the files come as %s, and are the same", async (accepted, encoding) => {
  const decode = { br: brotliDecompressSync, gzip: gunzipSync };
  for (const url of ["/", ...(await namedFiles())]) {
    const plain = await http.inject(url);
    const { headers, rawPayload } = await http.inject({ url, headers: { "accept-encoding": accepted } });
    expect([headers["content-encoding"], headers.vary]).toEqual([encoding, "accept-encoding"]);
    const body = encoding === "br" || encoding === "gzip" ? decode[encoding](rawPayload) : rawPayload;
    expect(body.equals(plain.rawPayload)).toBe(true);
    if (encoding) expect(rawPayload.length).toBeLessThan(plain.rawPayload.length * 0.6);
  }
});

test.each(["/../service.ts", "/%2e%2e/service.ts", "/..%2fservice.ts", "/assets/..%2fservice.ts", "/assets/app.js"])(
  "%s is not reached",
  async (url) => {
    expect((await http.inject(url)).statusCode).toBeGreaterThanOrEqual(400);
  },
);

/** The files that a file names: those that it imports, and those that an entry links to. */
function namedBy(name: string): string[] {
  const pattern = name.endsWith(".html") ? /(?:src|href)="(\.[^"?]+)"/g : /(?:from |import[ (])"(\.[^"]+)"/g;
  return [...textOf(name).matchAll(pattern)].flatMap(([, relative]) => {
    const named = path.join(path.dirname(name), String(relative));
    return sources.filter((source) => source === named || source.replace(/\.tsx?$/, "") === named);
  });
}

test("every source file is part of what browsers get", () => {
  const entries = sources.filter((name) => path.basename(name) === "index.html");
  const reached = new Set([...entries, "service-worker/main.ts"]);
  for (const name of reached) for (const named of namedBy(name)) reached.add(named);
  expect([...reached].sort()).toEqual([...sources].sort());
});

test("no script or style is in the page itself, where the content security policy forbids it", async () => {
  expect((await http.inject("/")).body).not.toMatch(/<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=/i);
});

test.each(modules)("%s makes no markup out of text", (name) => {
  expect(textOf(name)).not.toMatch(/[iI]nnerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/);
});
