import { useState } from "react";
import { t } from "../messages/language";
import { hasSignedIn } from "../shared/session";
import { SignIn } from "../shared/sign-in";
import { leave, showPage, signIn } from "../shared/sign-in-state";
import { useStore } from "../shared/store";
import { api } from "./ask";
import { ConsumerPanel } from "./consumer-panel";
import { DeadLetters } from "./dead-letters/dead-letters";
import { Flow, statesOf } from "./flow";
import { clock } from "./format";
import { w } from "./messages/words";
import { Platform, Promises, Services } from "./platform-panels";
import type { Picture } from "./types";
import { usePolled } from "./use-polled";
import { startedNews } from "./words";

/** Milliseconds between two pictures. */
const pictureMs = 1_000;

/** The platform as it is now, for operators. */
export function OpsPage() {
  const { isAsked } = useStore(signIn);
  if (!isAsked) return <Operations />;
  return (
    <main>
      <SignIn onEnter={showPage} />
    </main>
  );
}

function Operations() {
  const { value: picture, refusal } = usePolled(api.picture, pictureMs);
  const [chosen, setChosen] = useState<string>();
  const consumer = picture?.consumers.find(({ name }) => name === chosen);
  const state = refusal ? "offline" : picture ? "live" : "connecting";
  const close = () => {
    setChosen(undefined);
    document.querySelector<SVGGElement>(`[role=button][data-node="${chosen}"]`)?.focus();
  };
  return (
    <>
      <header className="top">
        <h1>
          <a href="/">Freehold</a> {w.operations}
        </h1>
        <a href="/api/docs">API</a>
        <p className="connection" role="status" data-state={state}>
          {w.connection[state]}
        </p>
        <button className="quiet" type="button" hidden={!hasSignedIn()} onClick={leave}>
          {t.signIn.signOut}
        </button>
      </header>
      <main data-stale={refusal ? "" : undefined}>
        {refusal && (
          <p className="card error" role="alert">
            {refusal} {picture && w.stale(clock(picture.at))}
          </p>
        )}
        {picture && (
          <>
            <p className="visually-hidden" role="status">
              {summary(picture)}
            </p>
            <section className="card" aria-labelledby="flow-title">
              <h2 id="flow-title">{w.flow.title}</h2>
              <Flow
                picture={picture}
                chosen={chosen}
                choose={(name) => setChosen(name === chosen ? undefined : name)}
              />
              <p className="hint">{w.flow.hint[picture.source]}</p>
            </section>
            {consumer && <ConsumerPanel consumer={consumer} at={picture.at} close={close} />}
            <DeadLetters />
            <div className="panels">
              <Promises promises={picture.promises} services={picture.services} />
              <Platform picture={picture} />
              <Services services={picture.services} at={picture.at} />
            </div>
          </>
        )}
      </main>
    </>
  );
}

/** What is the matter, for a screen reader: it is read when it changes. */
function summary({ consumers, services, at }: Picture): string {
  const news = consumers.flatMap((consumer) => {
    const isNew = services.some((service) => service.name === consumer.name && startedNews(service, at));
    // Without the seconds, which would be read each second.
    const words = [...statesOf(consumer).map((state) => w.states[state]), ...(isNew ? [w.services.justStarted] : [])];
    return words.length > 0 ? [w.summary(consumer.name, words)] : [];
  });
  return news.length > 0 ? news.join(" ") : w.allWell;
}
