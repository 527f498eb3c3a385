import { useCallback, useEffect, useRef } from "react";
import { api } from "./ask";
import { count, duration, rate } from "./format";
import { w } from "./messages/words";
import { ParkedList } from "./parked-list";
import { Plot } from "./plot";
import type { Consumer, Queue } from "./types";
import { usePolled } from "./use-polled";
import { explain } from "./words";

/** Milliseconds between two looks at the plots. */
const plotMs = 15_000;

interface ConsumerPanelProps {
  consumer: Consumer;
  at: string;
  close: () => void;
}

/** All that is known of a consumer. */
export function ConsumerPanel({ consumer, at, close }: ConsumerPanelProps) {
  const { name } = consumer;
  const heading = useRef<HTMLHeadingElement>(null);
  const { value, refusal } = usePolled(
    useCallback(() => api.history(name), [name]),
    plotMs,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heading of another consumer is focused, too.
  useEffect(() => heading.current?.focus(), [name]);
  const points = value?.points ?? [];
  const words = w.consumer;
  const times = points.map(({ at }) => Date.parse(at));
  return (
    <section className="card consumer-panel" aria-labelledby="consumer-title">
      <div className="line">
        <h2 id="consumer-title" ref={heading} tabIndex={-1}>
          {name}
        </h2>
        <button className="quiet" type="button" onClick={close}>
          {words.close}
        </button>
      </div>
      <States queue={consumer} at={at} />
      <dl className="figures">
        <Fact what={words.throughput}>{rate(consumer.appliedPerSecond)}</Fact>
        <Fact what={words.inFlight}>{count(consumer.inFlight)}</Fact>
        <Fact what={words.oldest}>{consumer.lagSeconds === 0 ? w.none : duration(consumer.lagSeconds)}</Fact>
        <Fact what={words.lag}>{consumer.lagEvents === null ? "–" : count(consumer.lagEvents)}</Fact>
        <Fact what={words.parked}>{count(consumer.parked)}</Fact>
        <Fact what={words.newDeadLetters}>
          {consumer.newDeadLetters > 0 ? (
            <a className="alarm" href="#dead-letters">
              {count(consumer.newDeadLetters)}
            </a>
          ) : (
            count(0)
          )}
        </Fact>
        <Fact what={words.p50}>{duration(consumer.p50Seconds)}</Fact>
        <Fact what={words.p99}>{duration(consumer.p99Seconds)}</Fact>
      </dl>
      <div className="plots">
        <Plot
          title={words.rate}
          unit="rate"
          times={times}
          lines={[{ name: words.applied, values: points.map(({ appliedPerSecond }) => appliedPerSecond) }]}
        />
        <Plot
          title={words.latency}
          unit="duration"
          times={times}
          lines={[
            { name: "p50", values: points.map(({ p50Seconds }) => p50Seconds) },
            { name: "p99", values: points.map(({ p99Seconds }) => p99Seconds) },
          ]}
        />
      </div>
      <p className="error" role="status" hidden={!refusal}>
        {refusal}
      </p>
      <ParkedList key={name} queue={consumer} at={at} />
      {consumer.sideEffects.map((effect) => (
        <SideEffect key={effect.name} effect={effect} at={at} />
      ))}
    </section>
  );
}

function SideEffect({ effect, at }: { effect: Queue; at: string }) {
  return (
    <section className="side-effect" aria-label={w.consumer.sideEffect(effect.name)}>
      <h3>{effect.name}</h3>
      <States queue={effect} at={at} />
      <p className="hint">{w.consumer.effectCounts(effect.inFlight, effect.parked)}</p>
      <ParkedList queue={effect} at={at} />
    </section>
  );
}

const States = ({ queue, at }: { queue: Queue | Consumer; at: string }) => (
  <ul className="states">
    {queue.states.map((state) => (
      <li key={state} data-state={state}>
        <strong>{w.states[state]}.</strong> {explain(state, queue, at)}
      </li>
    ))}
  </ul>
);

export const Fact = ({ what, children }: { what: string; children: React.ReactNode }) => (
  <div>
    <dt>{what}</dt>
    <dd>{children}</dd>
  </div>
);
