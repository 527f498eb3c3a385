import { useState } from "react";
import { messageOf } from "../shared/problem";
import { api } from "./ask";
import { Fact } from "./consumer-panel";
import { count, duration, megabytes, percent } from "./format";
import { w } from "./messages/words";
import type { Counts, Picture } from "./types";
import { promiseWords, replicaWords, since, until } from "./words";

/** What the platform promises, and whether it holds now. */
export const Promises = ({ promises, services }: Pick<Picture, "promises" | "services">) => (
  <section className="card" aria-labelledby="promises-title">
    <h2 id="promises-title">{w.promises.title}</h2>
    <ul className="promises">
      {promises.map((each) => {
        const { id, holds } = each;
        const [promise, says] = promiseWords(each, services);
        return (
          <li key={id} data-holds={String(holds)}>
            <strong>
              <span aria-hidden="true">{holds === null ? "–" : holds ? "✓" : "✗"}</span>
              <span className="visually-hidden">{w.promises.holds[`${holds}`]}</span> {promise}
            </strong>
            <p className="hint">{says}</p>
          </li>
        );
      })}
    </ul>
  </section>
);

/** Database, scheduler and what is free. */
export function Platform({ picture }: { picture: Picture }) {
  const { database, scheduler, freeTier, source, at } = picture;
  const words = w.platform;
  const { idle = 0, active = 0, waiting = 0 } = database.connections;
  return (
    <section className="card" aria-labelledby="platform-title">
      <h2 id="platform-title">{words.title}</h2>
      <dl className="figures">
        <Fact what={words.database}>
          {words.used(words.state[database.state] ?? database.state, since(database.lastUsedAt, at))}
        </Fact>
        <Fact what={words.roundTrip}>
          {`${duration(database.roundTripP50Seconds)}, ${duration(database.roundTripP99Seconds)}`}
        </Fact>
        <Fact what={words.connections}>{words.connectionCounts(active, idle, waiting)}</Fact>
        <Fact what={words.nextReminder}>{until(scheduler.nextReminderAt, at)}</Fact>
        <Fact what={words.lateness}>{duration(scheduler.latenessP99Seconds)}</Fact>
      </dl>
      <AskDatabase at={at} />
      <h3>{words.freeTier}</h3>
      {freeTier.length === 0 ? (
        <p className="hint">{source === "process" ? words.ownMachine : words.noFigures}</p>
      ) : (
        <ul className="ledger">
          {freeTier.map(({ resource, used }) => (
            <li key={resource}>
              <span>{words.resources[resource] ?? resource}</span>{" "}
              <meter aria-label={words.resources[resource] ?? resource} min={0} max={1} high={0.8} value={used} />{" "}
              <span>{percent(used)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const perConsumer = (counted: readonly { consumer: string; count: number }[]): string =>
  counted.map((each) => `${each.consumer} ${count(each.count)}`).join(", ") || w.none;

/** What only the database knows, read on a click. */
function AskDatabase({ at }: { at: string }) {
  const words = w.counts;
  const [counts, setCounts] = useState<Counts>();
  const [refusal, setRefusal] = useState("");
  const read = async () => {
    try {
      setCounts(await api.counts());
      setRefusal("");
    } catch (error) {
      setRefusal(messageOf(error));
    }
  };
  return (
    <>
      <p className="line ask">
        <button type="button" onClick={read}>
          {words.ask}
        </button>
        <span className="hint">{words.hint}</span>
      </p>
      {counts && (
        <dl className="figures" data-slot="counts">
          <Fact what={words.size}>
            {words.of(megabytes(counts.database.bytes), megabytes(counts.database.planBytes))}
          </Fact>
          <Fact what={words.outbox}>{count(counts.outbox)}</Fact>
          <Fact what={words.parked}>{perConsumer(counts.parked)}</Fact>
          <Fact what={words.deadLetters}>{perConsumer(counts.deadLetters)}</Fact>
          <Fact what={words.nextReminder}>{until(counts.nextReminderAt, at)}</Fact>
          {!counts.complete && <Fact what={words.counted}>{words.first(10_000)}</Fact>}
        </dl>
      )}
      <p className="error" role="status" hidden={!refusal}>
        {refusal}
      </p>
    </>
  );
}

/** Each service with its version and its health. */
export const Services = ({ services, at }: Pick<Picture, "services" | "at">) => (
  <section className="card" aria-labelledby="services-title">
    <h2 id="services-title">{w.services.title}</h2>
    <ul className="services">
      {services.map((service) => (
        <li key={service.name} data-service={service.name} data-state={service.state}>
          <strong>{service.name}</strong>
          <span className="state">{w.services[service.state]}</span>
          <span className="hint">{replicaWords(service, at)}</span>
        </li>
      ))}
    </ul>
  </section>
);
