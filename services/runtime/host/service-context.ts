import { eventTypes } from "../../contracts/events";
import type { ServiceDefinition } from "../../contracts/service-definition";
import type { Database } from "../database/database";
import { writeEvent } from "../outbox/outbox";
import { readDeclared } from "../settings/read-declared";
import type { ServiceContext } from "./service";

/** What all services of a process share. */
interface ServiceParts extends Omit<ServiceContext, "own" | "database" | "emit" | "relay"> {
  database: Database | undefined;
  wakeRelay: () => void;
}

/** What the runtime gives one service: no more than it declares that it needs. */
export const serviceContext = (
  definition: ServiceDefinition,
  { database, wakeRelay, ...parts }: ServiceParts,
): ServiceContext => ({
  ...parts,
  own: readDeclared(definition.settings, parts.settings.variables),
  database: () => {
    if (!database || definition.poolMax === 0) throw new Error(`${definition.name} declares that it needs no database`);
    return database;
  },
  emit: (tx, event) => {
    const quotas = definition.authenticates ? parts.settings.quotas : undefined;
    const id = writeEvent(tx, definition.name, event, quotas);
    parts.metrics.written.inc({ service: definition.name, topic: eventTypes[event.type].topic });
    return id;
  },
  relay: wakeRelay,
});
