import type { FoundEvent } from "./find";
import { handlingSteps } from "./handling-steps";
import { type Known, type Step, step } from "./step";

/** The way of an event, in the order in which it went: request, outbox, topic, each consumer with what followed there. */
export function stepsOf(found: FoundEvent, known: Known): Step[] {
  const { summary, envelope, recordedAt } = found;
  const { topic, handlings, broadcasts, consequences } = known;
  const source = envelope ? (envelope.source.split("/").at(-1) ?? envelope.source) : summary.actor;
  const facts = [
    `written by ${summary.actor}`,
    `trace ${summary.traceId ?? "not known"}`,
    ...(envelope ? [`sequence ${envelope.sequence}`] : []),
    summary.causedBy ? `because of event ${summary.causedBy}` : "no event caused it, or none is recorded",
  ];
  const steps = [step(source, summary.at, facts.join(", ")), ...onTheWay(found, known)];
  for (const handling of handlings) {
    steps.push(...handlingSteps(handling, found, known));
    const { consumer } = handling;
    if (recordedAt && consumer === "audit-consumer") steps.push(step(consumer, recordedAt, "wrote the history"));
    for (const { at, type, id, actor } of consequences) {
      if (actor === consumer) steps.push(step(consumer, at, `emitted ${type} (${id})`));
    }
  }
  for (const { at, type, id, actor } of consequences) {
    if (!handlings.some(({ consumer }) => consumer === actor)) steps.push(step(actor, at, `emitted ${type} (${id})`));
  }
  if (topic) for (const name of broadcasts) steps.push(step(name, null, "every replica gets it; none records that"));
  return steps;
}

function onTheWay({ outbox, log }: FoundEvent, { topic = "topic", handlings, hasLog }: Known): Step[] {
  if (outbox) return [step("outbox", outbox.at, `waits for the relay, position ${outbox.position}`)];
  const left = step("outbox", null, "left; the row goes with its publication, whose time is not recorded");
  if (log) return [step(topic, log.at, `moved from the outbox to the log, position ${log.position}`)];
  const arrived = handlings.some(({ claim, givenUp, waiting }) => claim ?? givenUp ?? waiting);
  if (hasLog) return [left, step(topic, null, "no longer in the log, or beyond what was searched")];
  return [
    left,
    step(topic, null, arrived ? "published: a consumer has it" : "published, or lost from the broker: not known here"),
  ];
}
