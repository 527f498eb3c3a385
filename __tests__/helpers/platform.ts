import { z } from "zod";
import { allServices } from "../../services/all";
import { type RunningHost, startHost } from "../../services/runtime/host/host";
import { localAuthentication } from "../../services/runtime/http/auth";
import { readSettings } from "../../services/runtime/settings/settings";
import { silent } from "./database";
import { bePatient } from "./patience";

/**
 * All services in this process on a database of the test's own, at a free port; everybody is the local user.
 * @param environment further environment variables, as those of a transport
 */
export function startOn(databaseUrl: string, environment: Record<string, string> = {}): Promise<RunningHost> {
  bePatient();
  return startHost({
    services: allServices,
    settings: readSettings({ DATABASE_URL: databaseUrl, PORT: "0", ...environment }),
    logger: silent,
    authenticate: localAuthentication,
  });
}

const taskSchema = z.object({
  id: z.string(),
  title: z.string(),
  status: z.string(),
  dueAt: z.string().nullable(),
  completedAt: z.string().nullable(),
  version: z.number(),
  reminders: z.array(z.object({ minutesBefore: z.number(), remindAt: z.string().nullable(), status: z.string() })),
});
const entrySchema = z.object({ eventId: z.string(), type: z.string(), actor: z.string() });

/** A client of the API that fails the test when it is refused. */
export function apiClient(url: string, extraHeaders: Record<string, string> = {}) {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { ...extraHeaders, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? undefined : response.json();
  };
  return {
    create: async (task: object) => taskSchema.parse(await call("POST", "/api/tasks", task)),
    /** Returns the id of the list. */
    addList: async (name: string) => z.object({ id: z.string() }).parse(await call("POST", "/api/lists", { name })).id,
    change: async (id: string, changes: object) => taskSchema.parse(await call("PATCH", `/api/tasks/${id}`, changes)),
    complete: async (id: string) => taskSchema.parse(await call("POST", `/api/tasks/${id}/complete`)),
    reopen: async (id: string) => taskSchema.parse(await call("POST", `/api/tasks/${id}/reopen`)),
    remove: (id: string) => call("DELETE", `/api/tasks/${id}`),
    list: async (query = "") =>
      z.object({ items: z.array(taskSchema) }).parse(await call("GET", `/api/tasks?${query}`)).items,
    history: async (id: string) =>
      z.object({ items: z.array(entrySchema) }).parse(await call("GET", `/api/tasks/${id}/history`)).items,
  };
}
