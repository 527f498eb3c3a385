import { SignJWT } from "jose";
import { service as backend } from "../../services/backend/service";
import { type RunningHost, startHost } from "../../services/runtime/host/host";
import type { Service } from "../../services/runtime/host/service";
import { readSettings } from "../../services/runtime/settings/settings";
import { silent, type TestDatabase, useDatabase } from "./database";
import { bePatient } from "./patience";

/** A secret of the tests alone. */
export const jwtSecret = "the-tests-sign-their-tokens-with-this";

/** A bearer token of a user, good for an hour. */
export const tokenFor = (user: string, roles: string[] = []): Promise<string> =>
  new SignJWT({ roles })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(user)
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode(jwtSecret));

export interface Answer {
  status: number;
  headers: Headers;
  /** The parsed JSON; undefined for an empty answer. */
  body: unknown;
}

/** Makes requests; a body that is a string is sent as it is, anything else as JSON. */
export type Call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;

/** The backend, and what else a test needs beside it, on a database of the test file's own. Users sign in by token. */
export const useBackend = (...others: Service[]) => useBackendWith({}, ...others);

/** The same, told more variables. */
export function useBackendWith(variables: Record<string, string>, ...others: Service[]) {
  const db: TestDatabase = useDatabase();
  let host: RunningHost;
  beforeAll(async () => {
    bePatient();
    host = await startHost({
      services: [backend, ...others],
      settings: readSettings({ DATABASE_URL: db.url, PORT: "0", JWT_SECRET: jwtSecret, ...variables }),
      logger: silent,
    });
  });
  db.closeFirst(() => host.stop());

  const as =
    (user: string, roles?: string[]): Call =>
    async (method, path, body, headers = {}) => {
      const response = await fetch(`${host.url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await tokenFor(user, roles)}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
    };
  return {
    db,
    as,
    get url() {
      return host.url;
    },
  };
}
