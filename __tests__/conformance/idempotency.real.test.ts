import { DaprStateIdempotency } from "../../services/runtime/consumer/idempotency/dapr-state";
import { readSettings } from "../../services/runtime/settings/settings";
import { useDatabase } from "../helpers/database";
import { startNotificationSidecar } from "../helpers/notification-sidecar";
import { describeReal } from "../helpers/real";
import { idempotencyConformance } from "./idempotency";

describeReal("Idempotency by the Dapr state store on PostgreSQL", ["daprd"], ({ daprd }) => {
  const db = useDatabase();
  let environment: Record<string, string>;
  beforeAll(async () => {
    environment = await startNotificationSidecar(daprd, db, {});
  });
  idempotencyConformance({
    idempotency: () => new DaprStateIdempotency(readSettings(environment).dapr),
    environment: () => ({ ...environment, DATABASE_URL: db.url }),
  });
});
