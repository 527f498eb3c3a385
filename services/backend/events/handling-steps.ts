import { claimDays } from "../../contracts/topics";
import type { FoundEvent } from "./find";
import type { GivenUp, Handling, Waiting } from "./handling";
import { type Known, type Step, step } from "./step";

/** What happened to an event at a consumer, or to a side effect of it, which is named `<consumer>/<effect>`. */
export function handlingSteps(handling: Handling, found: FoundEvent, known: Known): Step[] {
  const { consumer, claim, waiting, givenUp } = handling;
  if (!claim && !waiting && !givenUp) {
    return known.readers.includes(consumer) ? [step(consumer, null, withoutClaim(handling, found, known))] : [];
  }
  const steps: Step[] = [];
  if (claim && waiting?.reason !== "predecessor") steps.push(step(consumer, claim.claimedAt, claimed(handling)));
  if (waiting) steps.push(...waitingSteps(handling, waiting));
  if (givenUp) steps.push(...givenUpSteps(consumer, givenUp));
  return steps;
}

function claimed({ consumer, claim, waiting, givenUp }: Handling): string {
  if (claim?.replay) return "claim opened for a replay: the next delivery is handled";
  if (consumer.includes("/")) {
    if (claim?.leaseUntil) return `runs, or its process died; its lease ends at ${claim.leaseUntil.toISOString()}`;
    return waiting ? "ran before; it waits to run again" : "ran and is done";
  }
  return waiting || givenUp ? "claimed" : "claimed and applied; retries before that are not recorded";
}

function waitingSteps(handling: Handling, { reason, failures, errorCode, errorMessage, ...times }: Waiting): Step[] {
  const { consumer } = handling;
  if (reason === "predecessor") {
    const until = `until then or ${times.dueAt.toISOString()}, when it no longer waits for one that is missing`;
    return [step(consumer, handling.claim?.claimedAt, `parked behind ${predecessorOf(handling)}; ${until}`)];
  }
  if (failures === 0) return [step(consumer, times.dueAt, "waits for its first run, or runs now")];
  const often = `${failures} ${failures === 1 ? "time" : "times"}`;
  return [
    step(consumer, times.firstFailedAt, `first failure; failed ${often}, last ${errorCode}: ${errorMessage}`),
    step(consumer, times.dueAt, `parked; retry ${failures} is due`),
  ];
}

/** The event of the task that an event waits for. */
function predecessorOf({ predecessors, progress = 0, waiting }: Handling): string {
  const parked = predecessors.map(({ id, sequence, reason }) => `${sequence} (${id}, parked for ${reason})`);
  const first = progress + 1;
  if (predecessors.some(({ sequence }) => sequence === first)) return `sequence ${parked.join(", ")}`;
  const missing = `sequence ${first}, which has not arrived`;
  if (waiting && first >= waiting.sequence) return "a predecessor that is done: its turn has come";
  return parked.length > 0 ? `${missing}, and ${parked.join(", ")}` : missing;
}

function givenUpSteps(consumer: string, letter: GivenUp): Step[] {
  const { id, code, reason, retries, status, firstFailedAt, deadAt, replayedAt } = letter;
  const after = `${retries} ${retries === 1 ? "retry" : "retries"}`;
  const steps = [
    step(consumer, firstFailedAt, "first failure"),
    step(consumer, deadAt, `dead letter ${id} after ${after}, ${code}: ${reason}`),
  ];
  if (status === "replaying") steps.push(step(consumer, null, "replay asked for; the event is on its way again"));
  if (status === "replayed") steps.push(step(consumer, replayedAt, "replayed and applied"));
  return steps;
}

/** What can be said where a consumer has no claim. */
function withoutClaim({ progress, readTo }: Handling, { envelope, log, outbox, summary }: FoundEvent, { now }: Known) {
  if (outbox) return "not delivered yet: it is in the outbox";
  if (log && readTo !== undefined && readTo < log.position) {
    return `not read yet: the consumer has read to position ${readTo}, the event has ${log.position}`;
  }
  if (envelope && progress !== undefined && progress >= envelope.sequence) {
    return `done with it: the consumer is at sequence ${progress} of the task; its claim is forgotten`;
  }
  const days = (now.getTime() - Date.parse(summary.at)) / 86_400_000;
  if (days > claimDays) return `not known: claims are kept ${claimDays} days`;
  return "not delivered: the consumer has no claim";
}
