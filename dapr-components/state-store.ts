import { sideEffectServices } from "../services/definitions";
import { componentMetadata } from "./component-metadata";
import type { Component, SecretKeyRef } from "./resources";

/** Name of the component, which services read as FREEHOLD_DAPR_STATESTORE. */
export const stateStoreName = "statestore";

/** Schema of Dapr's own tables. The migrations make it: Dapr makes tables, but no schema. */
const stateSchema = "dapr_state";

/** The services whose effects leave the database, and which claim an event in the state store before they act. */
export const stateStoreUsers = sideEffectServices;

/** Connections of each sidecar: the least that Dapr takes as a limit; it needs a second one while it makes its tables. */
export const stateStoreConnections = 2;

/**
 * The state store on PostgreSQL.
 *
 * @param connectionString postgres:// URL that bypasses a pooler: Dapr makes its tables at first start
 */
export const stateStore = (connectionString: SecretKeyRef): Component => ({
  apiVersion: "dapr.io/v1alpha1",
  kind: "Component",
  metadata: { name: stateStoreName },
  spec: {
    type: "state.postgresql",
    version: "v2",
    metadata: componentMetadata({
      connectionString,
      tablePrefix: `${stateSchema}.`,
      metadataTableName: `${stateSchema}.metadata`,
      // Each sidecar would run a statement every hour and wake a database that sleeps. The writer sets ttlInSeconds,
      // an expired row is not read, and a weekly job deletes it.
      cleanupInterval: "-1",
      maxConns: String(stateStoreConnections),
    }),
  },
  scopes: [...stateStoreUsers],
});
