import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import { service } from "../../../services/frontend/service";
import { createHttp } from "../../../services/runtime/http";
import { Metrics } from "../../../services/runtime/metrics";
import { readSettings } from "../../../services/runtime/settings";
import { silent } from "../../helpers/database";

const folder = path.join(__dirname, "../../../services/frontend/public");
const files = readdirSync(folder);
const modules = files.filter((name) => name.endsWith(".js"));
const textOf = (name: string) => readFileSync(path.join(folder, name), "utf8");
const page = textOf("index.html");

let http: FastifyInstance;
beforeAll(async () => {
  http = createHttp(silent, new Metrics(), () => true);
  const missing = () => {
    throw new Error("The page needs nothing but files");
  };
  await service.create({
    settings: readSettings({}),
    http,
    logger: silent,
    metrics: new Metrics(),
    authenticate: missing,
    database: missing,
    emit: missing,
    relay: missing,
  });
});
afterAll(() => http.close());

test("the page is served at the root, and lets in nothing but its own files and sockets", async () => {
  const { statusCode, headers, body } = await http.inject("/");
  expect(statusCode).toBe(200);
  expect(body).toBe(page);
  expect(headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(headers["content-security-policy"]).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect(headers["x-content-type-options"]).toBe("nosniff");
});

test.each(files)("%s is served with a type that browsers accept under nosniff", async (name) => {
  const types: Record<string, RegExp> = {
    ".html": /^text\/html/,
    ".js": /^(text|application)\/javascript/,
    ".css": /^text\/css/,
    ".svg": /^image\/svg\+xml/,
  };
  const { statusCode, headers } = await http.inject(`/${name}`);
  expect(statusCode).toBe(200);
  expect(headers["content-type"]).toMatch(types[path.extname(name)] ?? /^$/);
});

test.each(["/../service.ts", "/%2e%2e/service.ts", "/..%2fservice.ts"])("%s is not reached", async (url) => {
  expect((await http.inject(url)).statusCode).toBeGreaterThanOrEqual(400);
});

test("every file that the page names exists, and every module is loaded ahead", () => {
  const named = [...page.matchAll(/(?:src|href)="([^"/#][^"]*)"/g)].map(([, name]) => name);
  expect(named.filter((name) => name !== undefined && !files.includes(name))).toEqual([]);
  expect(new Set(named)).toEqual(new Set(files.filter((name) => name !== "index.html")));
});

test("every import names a module of the page", () => {
  const imports = modules.flatMap((name) => [...textOf(name).matchAll(/from "\.\/([^"]+)"/g)].map(([, from]) => from));
  expect(imports.length).toBeGreaterThan(modules.length);
  expect(imports.filter((name) => name !== undefined && !modules.includes(name))).toEqual([]);
});

test("no script or style stands in the page itself, where the content security policy forbids it", () => {
  expect(page).not.toMatch(/<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=/i);
});

test.each(modules)("%s makes no markup out of text", (name) => {
  expect(textOf(name)).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/);
});
