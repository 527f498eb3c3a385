import { readFileSync } from "node:fs";
import path from "node:path";
import { transformSync } from "@swc/core";
import { createClient } from "../../../packages/client";
import { apiDocument } from "../../../packages/client/document";
import { schemaText } from "../../../packages/client/schema-text";
import { tokenFor, useBackend } from "../../helpers/backend";

const folder = path.join(__dirname, "../../../packages/client");
const api = useBackend();

test("schema.ts is what the OpenAPI document says today", async () => {
  const document = await apiDocument();
  expect(document).toBe(await (await fetch(`${api.url}/api/docs/json`)).text());
  expect(readFileSync(path.join(folder, "schema.ts"), "utf8")).toBe(schemaText(document));
});

test("the example of the README runs", async () => {
  const [, code = ""] = /```ts\n(.*?)```/s.exec(readFileSync(path.join(folder, "README.md"), "utf8")) ?? [];
  const body = code.replace(/^import .*$/m, "").replace("http://localhost:8080", api.url);
  const options = { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, isModule: true } as const;
  const printed: unknown[] = [];
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  const run = new AsyncFunction("createClient", "process", "console", transformSync(body, options).code);
  const environment = { env: { FREEHOLD_TOKEN: await tokenFor("reader") } };
  await run(createClient, environment, { log: (value: unknown) => printed.push(value) });
  expect(printed).toEqual([["Water the plants"]]);
});

test("a refusal is an error with its fields, and the token is asked for at each request", async () => {
  let asked = 0;
  const freehold = createClient({
    baseUrl: api.url,
    token: async () => {
      asked += 1;
      return tokenFor("ann");
    },
  });
  const { data, error, response } = await freehold.POST("/api/tasks", { body: { title: "" } });
  expect([response.status, data, error?.errors?.map(({ field }) => field)]).toEqual([400, undefined, ["title"]]);
  expect((await freehold.GET("/api/tasks", {})).data?.items).toEqual([]);
  expect(asked).toBe(2);
});
