import { timeBudgets as t } from "../../../services/contracts/time-budgets";

const seconds = 1_000;

test("a process that stops has drained and run its stop steps before it ends in any case", () => {
  expect(t.maxDrainSeconds * seconds + t.stopStepsMs).toBeLessThan(t.stopMs);
});

test("a pod is not killed before its service and its sidecar have ended by themselves", () => {
  expect(t.stopMs).toBeLessThan(t.podGraceSeconds * seconds);
  expect(t.sidecarDrainSeconds + t.sidecarApiSeconds + t.sidecarCloseSeconds).toBeLessThan(t.podGraceSeconds);
});

test("a routed service answers until Traefik has learned that it stops", () => {
  expect(t.routeDrainSeconds * seconds + t.routeQuietMs).toBeLessThan(t.maxDrainSeconds * seconds);
});

test("a service that stops has time to notice that its sidecar has ceased to deliver", () => {
  expect(t.sidecarNoticeMs + t.sidecarQuietMs).toBeLessThan(t.maxDrainSeconds * seconds);
});

test("the sidecar publishes until the service has handled what is in hand and relayed what came of it", () => {
  const afterLastDelivery = t.sidecarNoticeMs + t.sidecarQuietMs + t.relayMs;
  expect(afterLastDelivery).toBeLessThan(t.sidecarApiSeconds * seconds);
  expect(t.routeDrainSeconds * seconds + t.relayMs).toBeLessThan(t.sidecarApiSeconds * seconds);
});

test("no single stop step takes the time of all", () => {
  for (const step of [t.inHandMs, t.requestsMs, t.relayMs, t.closeMs]) expect(step).toBeLessThan(t.stopStepsMs);
  expect(t.inHandMs + t.requestsMs + t.closeMs).toBeLessThan(t.stopStepsMs);
});

test("a worker looks a second time when the process that it replaces has ended", () => {
  expect(t.startupRecheckMs).toBeGreaterThan(t.podGraceSeconds * seconds);
});

test("a statement may wait for a lock for as long as the delivery that holds it may take", () => {
  expect(t.statementMs).toBeGreaterThanOrEqual(t.deliveryMs);
  expect(t.databaseConnectMs + t.databaseSuspectMs * 2).toBeLessThan(t.deliveryMs);
});

test("a connection is not cut while a delivery on it waits for a lock", () => {
  expect(t.httpSilenceMs).toBeGreaterThan(t.deliveryMs);
});

test("a request's headers may take no longer than the request", () => {
  expect(t.httpHeadersMs).toBeLessThan(t.httpRequestMs);
  expect(t.httpRequestMs).toBeLessThan(t.httpKeepAliveMs);
});

test("an idle connection is not closed before Traefik and Dapr would, whose clients keep it for 90 s", () => {
  for (const limit of [t.httpKeepAliveMs, t.httpSilenceMs]) expect(limit).toBeGreaterThan(90 * seconds);
});

test("the server ends a silent transaction after every wait that is right in one", () => {
  for (const wait of [t.brokerRequestMs, t.sidecarRequestMs, t.deliveryMs]) {
    expect(wait).toBeLessThan(t.idleTransactionMs);
  }
});

test("a lease outlives the side effect under it, and the side effect each wait for its receiver", () => {
  expect(t.receiverAnswerMs).toBeLessThan(t.sideEffectMs);
  expect(t.sideEffectMs + t.sidecarRequestMs * 2).toBeLessThan(t.leaseMs);
});

test("a missing predecessor is waited for longer than a replica that died keeps it back", () => {
  expect(t.heartbeatMs * 3).toBeLessThan(t.sessionTimeoutMs);
  expect(t.sessionTimeoutMs + t.deliveryMs).toBeLessThan(t.gapTimeoutMs);
  expect(t.podGraceSeconds * seconds).toBeLessThan(t.gapTimeoutMs);
});
