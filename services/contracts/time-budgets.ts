/**
 * Times that depend on one another: how long an event may be in hand, how a pod stops, and who waits for whom meanwhile. The
 * stacks and the services both read them here; __tests__/services/contracts/time-budgets.test.ts checks their order.
 *
 * A delivery may wait for a lock behind another one, which Dapr ends after `deliveryMs`. So a statement may take as long, a
 * connection may be silent for longer, and the server ends a transaction of a process that vanished only after that.
 *
 * When a pod stops, Kubernetes tells its service and its sidecar at the same moment. The sidecar stops its subscriptions,
 * finishes the delivery in hand, and keeps its API open for `sidecarApiSeconds`. The service goes on answering until
 * Traefik has learned of the stop and the sidecar has ceased to deliver. Then it runs its stop steps, and publishes what
 * is left in the outbox while the API is still there.
 */
export const timeBudgets = {
  /** For a connection to the database, or a free one of its pool: one that sleeps takes seconds to wake. */
  databaseConnectMs: 10_000,
  /** For one statement: the longest that is right waits for a lock behind another delivery. */
  statementMs: 60_000,
  /** For which a transaction may be silent before the server ends it, and with it the locks of a process that vanished. */
  idleTransactionMs: 120_000,
  /** For which the server waits until a process takes what was sent to it: one that has vanished never does. */
  databaseUnreadMs: 20_000,
  /** After a process gave up a statement, until the server does: it may wait for a lock, or for a process that vanished. */
  statementEndMs: 5_000,
  /** For which the database may be silent before it is probed, and which the probe may take. */
  databaseSuspectMs: 5_000,
  /** After which a commit that had no answer is surely done or undone. */
  unknownCommitDelayMs: 5_000,
  /** For a request to a broker: longer than the broker takes for a batch, shorter than a transaction may be silent. */
  brokerRequestMs: 30_000,
  /** For a request to the sidecar. */
  sidecarRequestMs: 10_000,
  /** For a delivery by Dapr, its wait for its turn included. */
  deliveryMs: 60_000,
  /** Without a byte in either direction while a request, or a delivery, is answered. */
  httpSilenceMs: 100_000,
  /**
   * For the next request on a connection, or the first: longer than Traefik and Dapr keep one that is idle, so that none
   * is closed as a request comes on it.
   */
  httpKeepAliveMs: 100_000,
  /** For a request to arrive whole, and before that its headers: Node swaps the two when headers may take longer. */
  httpRequestMs: 15_000,
  httpHeadersMs: 10_000,
  /** After which a broker gives the partitions of a replica that died to another one. */
  sessionTimeoutMs: 10_000,
  /** Between two signs of life of a replica. */
  heartbeatMs: 3_000,
  /** For which an event waits for a missing predecessor: longer than any broker keeps back what a dead replica had in hand. */
  gapTimeoutMs: 120_000,
  /** For one side effect, as a handler must keep it. */
  sideEffectMs: 30_000,
  /** For a webhook to answer, and for each step with a mail server. */
  receiverAnswerMs: 10_000,
  /** For each answer of the OpenID provider: a sign-in takes four at most, while a browser waits. */
  oidcAnswerMs: 3_000,
  /** After which another process may try a side effect: the one that had it is surely over. */
  leaseMs: 60_000,
  /** For which a routed service goes on answering requests; then until Traefik has sent none for `routeQuietMs`. */
  routeDrainSeconds: 5,
  /** Without a request: Traefik has learned of the stop. It takes changes in every two seconds at most. */
  routeQuietMs: 2_500,
  /** The most of that, and of the time in which the sidecar ceases to deliver. */
  maxDrainSeconds: 15,
  /** Without a delivery: the sidecar has ceased to deliver. */
  sidecarQuietMs: 1_000,
  /** Before which a sidecar may not have learned yet that it stops. */
  sidecarNoticeMs: 2_000,
  /** For a batch in hand, and for parked events that fall due. */
  inHandMs: 10_000,
  /** For requests in hand, before their connections are cut. */
  requestsMs: 10_000,
  /** For the outbox, whose events another replica relays otherwise. */
  relayMs: 5_000,
  /** For what holds nothing that could be lost, such as the pool of connections. */
  closeMs: 2_000,
  /** For a batch of spans to reach the collector, tries included. */
  traceExportMs: 10_000,
  /** For the last spans of a process that stops; the rest is dropped. */
  traceFlushMs: 2_000,
  /** For all stop steps of a process together; one that takes longer is left behind. */
  stopStepsMs: 25_000,
  /** After which a process that stops ends in any case. */
  stopMs: 45_000,
  /** For which a sidecar finishes deliveries. Dapr's own: `drainMaxDuration` in pkg/runtime/subscription. */
  sidecarDrainSeconds: 30,
  /** For which a sidecar without subscriptions still publishes. */
  sidecarApiSeconds: 15,
  /** For which a sidecar closes its components. */
  sidecarCloseSeconds: 5,
  /** After which Kubernetes kills what is left of a pod. */
  podGraceSeconds: 60,
  /**
   * After its start a worker looks a second time for what other processes left behind: the process that it replaces goes on
   * until this one is ready, and then has `podGraceSeconds`.
   */
  startupRecheckMs: 90_000,
} as const;
