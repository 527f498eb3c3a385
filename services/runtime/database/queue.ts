import pg from "pg";

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: what every statement after a failed one gets. */
const inFailedTransaction = "25P02";

/** Statements of a transaction that are sent without a wait for their answers. */
export class Queue {
  private readonly sent: Promise<void>[] = [];
  private first: unknown;

  /** @param onError told why the statement failed, unless it was for one before it */
  add(statement: Promise<unknown>, onError: (error: unknown) => void = () => {}): void {
    this.sent.push(
      statement.then(
        () => {},
        (error: unknown) => {
          if (follows(error)) return;
          this.first ??= error;
          onError(error);
        },
      ),
    );
  }

  /**
   * Waits until the last statement has its answer.
   * @returns why the transaction failed: for the first statement in the queue that did, otherwise `thrown`
   */
  async failure(thrown: unknown): Promise<unknown> {
    await Promise.all(this.sent);
    return this.first ?? thrown;
  }
}

const follows = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === inFailedTransaction;
