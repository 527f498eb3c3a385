import { useEffect, useRef, useState } from "react";
import { ErrorWords } from "../../shared/error-words";
import { useStore } from "../../shared/store";
import { Fact } from "../consumer-panel";
import { count } from "../format";
import { w } from "../messages/words";
import { DryRun } from "./dry-run";
import type { Plan } from "./plan";
import { ReplayRun, type ReplayState } from "./replay-run";

interface ReplayPanelProps {
  plan: Plan;
  /** Told when the replay has come to an end, whichever. */
  onEnd: () => void;
  close: () => void;
}

/** A replay of many dead letters: the dry run first, then how far it is. */
export function ReplayPanel({ plan, onEnd, close }: ReplayPanelProps) {
  const [replay] = useState(() => new ReplayRun(plan.filter));
  const state = useStore(replay.state);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    return () => replay.cancel();
  }, [replay]);
  const words = w.replay;
  const { phase, sent, waiting } = state;
  const isRunning = phase === "running" || phase === "cancelling";
  const run = async () => {
    heading.current?.focus();
    await replay.run();
    onEnd();
  };
  const start = {
    planned: words.start(plan.replayable),
    stopped: words.goOn,
    waiting: words.lookAgain,
    cancelled: words.lookAgain,
  };
  const canStart = phase === "planned" ? plan.replayable > 0 : phase === "stopped" || (!isRunning && waiting > 0);
  return (
    <section className="replay" aria-labelledby="replay-title" data-phase={phase}>
      <h3 id="replay-title" ref={heading} tabIndex={-1}>
        {phase === "planned" ? words.dryRun : words.title}
      </h3>
      {phase === "planned" ? <DryRun plan={plan} /> : <ReplayProgress state={state} total={plan.total} />}
      <p className="hint" role="status">
        {statusOf(state, plan.total)}
      </p>
      <ErrorWords>{state.refusal}</ErrorWords>
      <div className="line end">
        <button
          type="button"
          className="quiet"
          disabled={phase === "cancelling" || (phase === "running" && sent + state.refused >= plan.total)}
          onClick={isRunning ? () => replay.cancel() : close}
        >
          {isRunning || phase === "planned" ? words.cancel : words.close}
        </button>
        {canStart && phase in start && (
          <button type="button" className="primary" onClick={run}>
            {start[phase as keyof typeof start]}
          </button>
        )}
      </div>
    </section>
  );
}

function ReplayProgress({ state, total }: { state: ReplayState; total: number }) {
  const { applied, failed, refused, waiting } = state;
  const words = w.replay;
  const done = applied + failed + refused;
  const all = Math.max(total, done);
  return (
    <>
      <div className="line bar">
        <progress aria-label={words.bar} value={done} max={all} />
        <span>{words.done(done, all)}</span>
      </div>
      <dl className="figures">
        <Fact what={words.applied}>{count(applied)}</Fact>
        <Fact what={words.failed}>{count(failed)}</Fact>
        <Fact what={words.waiting}>{count(waiting)}</Fact>
        {refused > 0 && <Fact what={words.refused}>{count(refused)}</Fact>}
      </dl>
    </>
  );
}

/** What a screen reader reads: each phase once, and not each batch. */
function statusOf({ phase, sent, applied, failed, waiting }: ReplayState, total: number): string {
  const words = w.replay;
  switch (phase) {
    case "planned":
      return "";
    case "running":
      return words.running;
    case "cancelling":
      return words.cancelling;
    case "cancelled":
      return words.cancelled(sent, Math.max(total, sent));
    case "stopped":
      return words.stopped;
    case "waiting":
      return words.wait(waiting);
    case "over":
      return words.over(applied, failed);
  }
}
