import { InboxIdempotency } from "../../services/runtime/consumer/idempotency/inbox";
import { useDatabase } from "../helpers/database";
import { idempotencyConformance } from "./idempotency";

const db = useDatabase();

describe("idempotency by the inbox", () =>
  idempotencyConformance({
    idempotency: () => new InboxIdempotency(db.database),
    environment: () => ({ DATABASE_URL: db.url, FREEHOLD_IDEMPOTENCY: "inbox" }),
  }));
