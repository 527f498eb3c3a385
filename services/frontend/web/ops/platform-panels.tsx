import { useState } from "react";
import { messageOf } from "../shared/problem";
import { api } from "./ask";
import { Fact } from "./consumer-panel";
import type { Counts, Picture } from "./types";
import { duration, megabytes, plural, serviceWords, since, until } from "./words";

/** What the platform promises, and whether it holds now. */
export const Promises = ({ promises }: Pick<Picture, "promises">) => (
  <section className="card" aria-labelledby="promises-title">
    <h2 id="promises-title">What holds now</h2>
    <ul className="promises">
      {promises.map(({ promise, holds, says }) => (
        <li key={promise} data-holds={String(holds)}>
          <strong>
            <span aria-hidden="true">{holds === null ? "–" : holds ? "✓" : "✗"}</span>
            <span className="visually-hidden">
              {holds === null ? "Not tested: " : holds ? "Holds: " : "Does not hold: "}
            </span>{" "}
            {promise}
          </strong>
          <p className="hint">{says}</p>
        </li>
      ))}
    </ul>
  </section>
);

/** Database, scheduler and what is free. */
export function Platform({ picture }: { picture: Picture }) {
  const { database, scheduler, freeTier, source, at } = picture;
  const { idle = 0, active = 0, waiting = 0 } = database.connections;
  return (
    <section className="card" aria-labelledby="platform-title">
      <h2 id="platform-title">Database and schedulers</h2>
      <dl className="figures">
        <Fact what="Database">{`${database.state}, used ${since(database.lastUsedAt, at)}`}</Fact>
        <Fact what="Round trip p50, p99">
          {`${duration(database.roundTripP50Seconds)}, ${duration(database.roundTripP99Seconds)}`}
        </Fact>
        <Fact what="Connections">{`${active} active, ${idle} idle, ${waiting} waited for`}</Fact>
        <Fact what="Next reminder">{until(scheduler.nextReminderAt, at)}</Fact>
        <Fact what="Reminders late by, p99">{duration(scheduler.latenessP99Seconds)}</Fact>
      </dl>
      <AskDatabase at={at} />
      <h3>Free tier</h3>
      {freeTier.length === 0 ? (
        <p className="hint">
          {source === "process"
            ? "Your own machine has no free tier."
            : "No figures yet: they come every five minutes."}
        </p>
      ) : (
        <ul className="ledger">
          {freeTier.map(({ resource, used }) => (
            <li key={resource}>
              <span>{resource}</span> <meter aria-label={resource} min={0} max={1} high={0.8} value={used} />{" "}
              <span>{Math.round(used * 100)} %</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What only the database knows, read on a click. */
function AskDatabase({ at }: { at: string }) {
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
          Ask the database
        </button>
        <span className="hint">Size, outbox, parked, dead letters. It wakes, if it sleeps.</span>
      </p>
      {counts && (
        <dl className="figures" data-slot="counts">
          <Fact what="Size">{`${megabytes(counts.database.bytes)} of ${megabytes(counts.database.planBytes)}`}</Fact>
          <Fact what="Outbox">{counts.outbox}</Fact>
          <Fact what="Parked">
            {counts.parked.map(({ consumer, count }) => `${consumer} ${count}`).join(", ") || "none"}
          </Fact>
          <Fact what="Dead letters">
            {counts.deadLetters.map(({ consumer, count }) => `${consumer} ${count}`).join(", ") || "none"}
          </Fact>
          <Fact what="Next reminder">{until(counts.nextReminderAt, at)}</Fact>
          {!counts.complete && <Fact what="Counted">the first 10,000 of each</Fact>}
        </dl>
      )}
      <p className="error" role="status" hidden={!refusal}>
        {refusal}
      </p>
    </>
  );
}

/** Each service with its version and its health. */
export const Services = ({ services }: Pick<Picture, "services">) => (
  <section className="card" aria-labelledby="services-title">
    <h2 id="services-title">Services</h2>
    <ul className="services">
      {services.map(({ name, state, replicas, versions }) => (
        <li key={name} data-service={name} data-state={state}>
          <strong>{name}</strong>
          <span className="state">{serviceWords[state]}</span>
          <span className="hint">{`${plural(replicas, "replica")}${versions.length > 0 ? `, ${versions.join(" and ")}` : ""}`}</span>
        </li>
      ))}
    </ul>
  </section>
);
