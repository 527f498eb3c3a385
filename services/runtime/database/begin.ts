import { timeBudgets } from "../../contracts/time-budgets";

/**
 * Milliseconds for which the server bears with a transaction. A process that vanishes with its machine leaves its transaction
 * open, and with it the locks on tasks and outbox, until TCP notices: after a quarter of an hour, or after two hours.
 */
export interface TransactionBounds {
  /** Without a statement. Default: 120 000. */
  idleMs?: number;
  /**
   * While an answer is not taken: the bound of silence does not count then. Default: 20 000. Without effect on a socket
   * file, or where the server's system has no such bound.
   */
  unreadMs?: number;
  /** With one statement, before its process gives it up; the server does a moment later. */
  statementMs: number;
}

/**
 * Begins a transaction that the server ends when its process has vanished, so that its locks last no longer. One round trip:
 * a pooler refuses these settings as parameters of the connection, and forgets them after a transaction.
 * https://www.postgresql.org/docs/current/runtime-config-client.html and runtime-config-connection.html
 */
export const begin = ({
  idleMs = timeBudgets.idleTransactionMs,
  unreadMs = timeBudgets.databaseUnreadMs,
  statementMs,
}: TransactionBounds): string =>
  `begin; set local idle_in_transaction_session_timeout = ${idleMs}; set local tcp_user_timeout = ${unreadMs}; ` +
  `set local statement_timeout = ${statementMs + timeBudgets.statementEndMs}`;
