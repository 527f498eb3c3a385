import createOpenapiClient, { type Client, type ClientOptions } from "openapi-fetch";
import type { paths } from "./schema";

export type { Address, Answer, Body } from "./routes";
export type { components, paths } from "./schema";

export interface FreeholdOptions extends ClientOptions {
  /** Where Freehold answers, such as http://localhost:8080. */
  baseUrl: string;
  /** Bearer token, or what gets one for each request. Default: none, for `npm start` on this machine. */
  token?: string | (() => string | Promise<string>);
}

/** A client of Freehold's API. Paths, parameters, bodies and answers have the types of the OpenAPI document. */
export function createClient({ token, ...options }: FreeholdOptions): Client<paths> {
  const client = createOpenapiClient<paths>(options);
  if (token === undefined) return client;
  client.use({
    onRequest: async ({ request }) => {
      request.headers.set("authorization", `Bearer ${typeof token === "string" ? token : await token()}`);
      return request;
    },
  });
  return client;
}
