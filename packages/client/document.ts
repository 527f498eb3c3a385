import { pino } from "pino";
import { service } from "../../services/backend/service";
import { Database } from "../../services/runtime/database/database";
import { createHttp } from "../../services/runtime/http/http";
import { readDeclared } from "../../services/runtime/settings/read-declared";
import { readSettings } from "../../services/runtime/settings/settings";
import { Metrics } from "../../services/runtime/telemetry/metrics";

/** The OpenAPI document as /api/docs/json answers it. No server listens, and no database is asked. */
export async function apiDocument(): Promise<string> {
  const logger = pino({ level: "silent" });
  const metrics = new Metrics();
  const http = createHttp(logger, metrics, () => true);
  const database = new Database({ url: "postgres://127.0.0.1/none", logger });
  await service.create({
    ...{ http, logger, metrics, own: readDeclared(service.definition.settings, {}), settings: readSettings({}) },
    authenticate: () => Promise.reject(new Error("The document alone is asked for")),
    forgetCredentials: () => {},
    database: () => database,
    emit: () => "",
    relay: () => {},
  });
  const { body } = await http.inject("/api/docs/json");
  await http.close();
  await database.close();
  return body;
}
