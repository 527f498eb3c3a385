import { useState } from "react";
import { language } from "../messages/language";
import { getToken } from "../shared/session";
import { SignIn } from "../shared/sign-in";
import { leave, showPage, signIn } from "../shared/sign-in-state";
import { useStore } from "../shared/store";
import { api } from "./ask";
import { ConsumerPanel } from "./consumer-panel";
import { Flow, statesOf } from "./flow";
import { Platform, Promises, Services } from "./platform-panels";
import type { Picture } from "./types";
import { usePolled } from "./use-polled";
import { stateWords } from "./words";

/** Milliseconds between two pictures. */
const pictureMs = 1_000;

/** The platform as it is now, for operators. */
export function OpsPage() {
  const { isAsked } = useStore(signIn);
  if (!isAsked) return <Operations />;
  return (
    <main lang={language}>
      <SignIn onEnter={showPage} />
    </main>
  );
}

function Operations() {
  const { value: picture, refusal } = usePolled(api.picture, pictureMs);
  const [chosen, setChosen] = useState<string>();
  const consumer = picture?.consumers.find(({ name }) => name === chosen);
  const close = () => {
    setChosen(undefined);
    document.querySelector<SVGGElement>(`[role=button][data-node="${chosen}"]`)?.focus();
  };
  return (
    <>
      <header className="top">
        <h1>
          <a href="/">Freehold</a> operations
        </h1>
        <a href="/api/docs">API</a>
        <p className="connection" role="status" data-state={refusal ? "offline" : picture ? "live" : "connecting"}>
          {refusal ? "No answer" : picture ? "Live" : "Connecting…"}
        </p>
        <button className="quiet" type="button" hidden={getToken() === null} onClick={leave}>
          Sign out
        </button>
      </header>
      <main>
        {refusal && (
          <p className="card error" role="alert">
            {refusal}
          </p>
        )}
        {picture && (
          <>
            <p className="visually-hidden" role="status">
              {summary(picture)}
            </p>
            <section className="card" aria-labelledby="flow-title">
              <h2 id="flow-title">Events on their way</h2>
              <Flow
                picture={picture}
                chosen={chosen}
                choose={(name) => setChosen(name === chosen ? undefined : name)}
              />
              <p className="hint">
                {picture.source === "process"
                  ? "Figures of this process. Choose a consumer to see more."
                  : "Figures of all replicas, by Prometheus. Choose a consumer to see more."}
              </p>
            </section>
            {consumer && <ConsumerPanel consumer={consumer} at={picture.at} close={close} />}
            <div className="panels">
              <Promises promises={picture.promises} />
              <Platform picture={picture} />
              <Services services={picture.services} />
            </div>
          </>
        )}
      </main>
    </>
  );
}

/** What is the matter, for a screen reader: it is read when it changes. */
function summary({ consumers }: Picture): string {
  const unwell = consumers.filter((consumer) => statesOf(consumer).length > 0);
  if (unwell.length === 0) return "All consumers are well.";
  return unwell
    .map(
      (consumer) =>
        `${consumer.name}: ${statesOf(consumer)
          .map((state) => stateWords[state])
          .join(", ")}.`,
    )
    .join(" ");
}
