import { RedeliverError } from "../runtime/core/errors";
import { isOutage } from "../runtime/database/outage";

/** Does `work` in the database, whose outage says nothing about a receiver and must not use up the retries for it. */
export const unlessOutage = <Result>(work: Promise<Result>): Promise<Result> =>
  work.catch((cause) => {
    throw isOutage(cause) ? new RedeliverError("The database does not answer", { cause }) : cause;
  });
