import type { Logger } from "pino";
import type { FreeholdEvent } from "../contracts/envelope";
import type { Consumer, OutsideHandlers } from "./consumer";
import { FreeholdError, isPermanent, messageOf } from "./errors";
import { failpoint } from "./failpoint";
import { type Idempotency, keyOf } from "./idempotency/port";
import { GiveBack, isOutage } from "./outage";

export interface OutsideOptions {
  consumer: Consumer;
  idempotency: Idempotency;
  logger: Logger;
}

/**
 * Has the effects of an event that leave the database, each once under its own name: one that fails stops no other.
 * @throws the failure that leaves most hope: an outage, then what may pass, then what is permanent
 */
export async function haveOutside(event: FreeholdEvent, { consumer, idempotency, logger }: OutsideOptions) {
  // The compiler can't see that the handlers under a type take events of that type.
  const handlers = (consumer.outside?.[event.type] ?? {}) as OutsideHandlers<FreeholdEvent["type"]>;
  const failures: unknown[] = [];
  for (const [name, handler] of Object.entries(handlers)) {
    const id = { consumer: `${consumer.name}/${name}`, eventId: event.id };
    const context = { idempotencyKey: keyOf(id), logger };
    try {
      await idempotency.once(id, async () => {
        failpoint("effect");
        await handler(event, context).catch(refuseAsHandler);
        failpoint("effected");
      });
    } catch (error) {
      logger.warn({ err: error, effect: name }, `The effect ${name} was not had: ${messageOf(error)}`);
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw failures.find(isOutage) ?? failures.find((error) => !isPermanent(error)) ?? failures[0];
}

/** A receiver that is away (ECONNREFUSED) must not be taken for a database that is. */
function refuseAsHandler(cause: unknown): never {
  if (cause instanceof FreeholdError || cause instanceof GiveBack) throw cause;
  throw new FreeholdError("HANDLER_FAILED", messageOf(cause), { cause });
}
