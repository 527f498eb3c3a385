import type { KeyboardEvent, ReactNode } from "react";
import { box, layOut, type Place, pace, width } from "./flow-layout";
import { rate } from "./format";
import { w } from "./messages/words";
import type { Consumer, Picture, Service } from "./types";
import { startedNews } from "./words";

const looks: Record<Service["state"], string> = {
  ...{ ready: "well", "partly ready": "partly-down", "not ready": "down", down: "down", elsewhere: "well" },
};

interface FlowProps {
  picture: Picture;
  /** The consumer whose panel is open. */
  chosen: string | undefined;
  choose: (consumer: string) => void;
}

/** The way of events from services to consumers. Edges move with the rates; a consumer opens its panel. */
export function Flow({ picture, chosen, choose }: FlowProps) {
  const flow = layOut(picture);
  const { columns } = flow;
  const words = w.flow;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section className="flow" aria-label={words.label} tabIndex={0}>
      {/* biome-ignore lint/a11y/useSemanticElements: SVG has no fieldset. */}
      <svg viewBox={`0 0 ${width} ${flow.height}`} role="group" aria-label={words.parts}>
        {flow.edges.map(({ key, path, perSecond }) => (
          <g key={key} className="edge" data-edge={key} data-pace={pace(perSecond)}>
            <path className="way" d={path} />
            {pace(perSecond) > 0 && <path className="moving" d={path} />}
          </g>
        ))}
        <g className="heads">
          <text x={columns.services} y={16}>
            {words.services}
          </text>
          <text x={columns.outbox} y={16}>
            {words.outbox}
          </text>
          <text x={columns.topics} y={16}>
            {words.topics}
          </text>
          <text x={columns.consumers} y={16}>
            {words.consumers}
          </text>
        </g>
        {flow.services.map(({ service, place }) => (
          <Node key={service.name} place={place} state={looks[service.state]} name={service.name}>
            {service.state === "ready"
              ? (startedNews(service, picture.at) ?? words.writes(rate(service.writtenPerSecond)))
              : w.services[service.state]}
          </Node>
        ))}
        <Node place={flow.outbox} state={picture.outbox.refused > 0 ? "retrying" : "well"} name="outbox">
          {rate(picture.outbox.relayedPerSecond)}
        </Node>
        {flow.topics.map(({ name, perSecond, place }) => (
          <Node key={name} place={place} state="well" name={name}>
            {rate(perSecond)}
          </Node>
        ))}
        {flow.consumers.map(({ consumer, place }) => (
          <ConsumerNode
            key={consumer.name}
            {...{ consumer, place }}
            news={newsOf(picture, consumer.name)}
            isChosen={chosen === consumer.name}
            choose={() => choose(consumer.name)}
          />
        ))}
      </svg>
    </section>
  );
}

/** That a replica of a consumer has just started. */
function newsOf({ services, at }: Picture, name: string): string | undefined {
  const service = services.find((one) => one.name === name);
  return service && startedNews(service, at);
}

interface NodeProps {
  place: Place;
  name: string;
  /** The worst that is the matter; `well` for nothing. */
  state: string;
  children: ReactNode;
}

const Shape = ({ place: { x, y, width }, name, children }: Omit<NodeProps, "state">) => (
  <>
    <rect x={x} y={y} width={width} height={box.height} rx={10} />
    <text className="name" x={x + 14} y={y + 20}>
      {`${name} `}
    </text>
    <text className="figure" x={x + 14} y={y + 36}>
      {children}
    </text>
  </>
);

const Node = ({ state, ...shape }: NodeProps) => (
  <g className="node" data-node={shape.name} data-state={state}>
    <Shape {...shape} />
  </g>
);

/** The states of a consumer and of its side effects, the worst first. */
export const statesOf = ({ states, sideEffects }: Consumer) => [
  ...new Set([...states, ...sideEffects.flatMap((effect) => effect.states)]),
];

interface ConsumerNodeProps {
  consumer: Consumer;
  place: Place;
  news: string | undefined;
  isChosen: boolean;
  choose: () => void;
}

function ConsumerNode({ consumer, place, news, isChosen, choose }: ConsumerNodeProps) {
  const states = statesOf(consumer);
  const words = states.map((state) => w.states[state].toLowerCase());
  const figure = words.length > 0 ? words.join(", ") : (news ?? rate(consumer.appliedPerSecond));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button.
    <g
      className="node consumer"
      role="button"
      tabIndex={0}
      aria-expanded={isChosen}
      data-node={consumer.name}
      data-state={states[0] ?? "well"}
      data-states={states.join(" ")}
      onClick={choose}
      onKeyDown={onKeyDown}
    >
      <Shape {...{ place, name: consumer.name }}>{figure}</Shape>
    </g>
  );
}
