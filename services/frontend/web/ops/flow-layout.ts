import type { Consumer, Picture, Service } from "./types";

export const box = { width: 212, height: 46 } as const;
const columns = { services: 4, outbox: 304, topics: 560, consumers: 884 } as const;
const outboxWidth = 110;
const topicWidth = 168;
const gap = 18;
const top = 34;
export const width = columns.consumers + box.width + 4;

export interface Place {
  x: number;
  y: number;
  width: number;
}

export interface Edge {
  key: string;
  path: string;
  perSecond: number;
}

export interface Flow {
  height: number;
  columns: typeof columns;
  services: { service: Service; place: Place }[];
  outbox: Place;
  topics: { name: string; perSecond: number; place: Place }[];
  consumers: { consumer: Consumer; place: Place }[];
  edges: Edge[];
}

/** Where things are: services, outbox, topics and consumers from left to right, and the ways between them. */
export function layOut({ services, topics, consumers }: Picture): Flow {
  const writers = services.filter(({ publishes }) => publishes.length > 0);
  const rows = Math.max(writers.length, topics.length, consumers.length);
  const height = top + rows * (box.height + gap);
  const place = (x: number, width: number, index: number, of: number): Place => {
    const free = height - top - of * box.height;
    return { x, width, y: top + (free / of) * (index + 0.5) + index * box.height };
  };
  const outboxPlace = place(columns.outbox, outboxWidth, 0, 1);
  const servicePlaces = writers.map((service, index) => ({
    service,
    place: place(columns.services, box.width, index, writers.length),
  }));
  const topicPlaces = topics.map(({ name, relayedPerSecond }, index) => ({
    ...{ name, perSecond: relayedPerSecond },
    place: place(columns.topics, topicWidth, index, topics.length),
  }));
  const consumerPlaces = consumers.map((consumer, index) => ({
    consumer,
    place: place(columns.consumers, box.width, index, consumers.length),
  }));
  const edges: Edge[] = [
    ...servicePlaces.map(({ service, place: from }) => ({
      ...{ key: `write ${service.name}`, path: way(from, outboxPlace), perSecond: service.writtenPerSecond },
    })),
    ...topicPlaces.map(({ name, perSecond, place: to }) => ({
      ...{ key: `relay ${name}`, path: way(outboxPlace, to), perSecond },
    })),
    ...consumerPlaces.flatMap(({ consumer, place: to }) =>
      topicPlaces
        .filter(({ name }) => consumer.topics.some((topic) => topic.name === name))
        .map(({ name, perSecond, place: from }) => ({
          ...{ key: `take ${name} ${consumer.name}`, path: way(from, to) },
          // How many of them were of which topic is not counted.
          perSecond: perSecond > 0 ? consumer.appliedPerSecond : 0,
        })),
    ),
  ];
  return {
    height,
    columns,
    services: servicePlaces,
    outbox: outboxPlace,
    topics: topicPlaces,
    consumers: consumerPlaces,
    edges,
  };
}

/** A curve from the right side of one place to the left side of another. */
function way(from: Place, to: Place): string {
  const [x1, y1] = [from.x + from.width, from.y + box.height / 2];
  const [x2, y2] = [to.x, to.y + box.height / 2];
  const bend = (x2 - x1) / 2;
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

/** How fast an edge moves, 0 (not at all) to 5. There are few steps: with each change an edge begins again. */
export const pace = (perSecond: number): number =>
  perSecond < 0.005 ? 0 : Math.min(5, Math.max(1, 2 + Math.round(Math.log10(perSecond))));
