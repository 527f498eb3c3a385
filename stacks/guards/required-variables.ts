import type { ExporterDefinition } from "../../services/contracts/exporter-definition";
import type { JobName } from "../../services/contracts/jobs";
import { type ServiceDefinition, usesDatabase, usesEvents } from "../../services/contracts/service-definition";
import { environment } from "../../services/runtime/definition";
import type { ClusterTransport } from "../config/transports";

/** Variables of which a program needs one to start, and why. */
export interface RequiredVariable {
  readonly anyOf: readonly string[];
  readonly because: string;
}

const one = (variable: string, because: string): RequiredVariable => ({ anyOf: [variable], because });

/** What a service must be told before it starts in a cluster, by what it declares and by the transport of its events. */
export const requiredOfService = (
  definition: ServiceDefinition,
  { requires }: ClusterTransport,
): RequiredVariable[] => [
  one(environment.host, "it listens for this machine only otherwise"),
  ...(usesDatabase(definition) ? [one(environment.databaseUrl, "it declares a pool of connections")] : []),
  ...(definition.authenticates
    ? [{ anyOf: [environment.auth.jwksUrl, environment.auth.secret], because: "it checks the tokens of users" }]
    : []),
  ...(usesEvents(definition) ? requires.map(({ variable, because }) => one(variable, because)) : []),
];

const database = "it opens a connection to the database";

/** The same of what runs to an end. */
export const requiredOfJob: Record<JobName, readonly RequiredVariable[]> = {
  migrate: [{ anyOf: [environment.databaseDirectUrl, environment.databaseUrl], because: database }],
  topics: [
    one(environment.kafka.brokers, "it asks the broker for its topics"),
    one(environment.kafka.username, "the broker wants a user"),
    one(environment.kafka.password, "the broker wants a user"),
  ],
  "clean-up": [one(environment.databaseUrl, database)],
};

/** The same of an exporter. */
export const requiredOfExporter = ({ requires }: ExporterDefinition): RequiredVariable[] => [
  one(environment.host, "Prometheus does not reach it otherwise"),
  ...requires.map(({ setting, because }) => one(setting.variable, because)),
];
