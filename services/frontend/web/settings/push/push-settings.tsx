import { useState } from "react";
import { words } from "../../messages/settings/words";
import { messageOf } from "../../shared/problem";
import { useBusy } from "../../shared/use-busy";
import { NotLoaded } from "../not-loaded";
import { Switch } from "../preferences/switch";
import { settingsApi } from "../settings-api";
import type { PushBrowser, PushBrowsers } from "../types";
import { useLoaded } from "../use-loaded";
import { OtherBrowsers } from "./other-browsers";
import { findThis, obstacleOf, remove, turnOff, turnOn } from "./this-browser";

const said = words.push;

interface Shown extends PushBrowsers {
  /** The one that the page is shown in, where it is on. */
  own: PushBrowser | undefined;
}

async function read(): Promise<Shown> {
  const browsers = await settingsApi.pushBrowsers();
  return { ...browsers, own: obstacleOf(browsers) === undefined ? await findThis(browsers) : undefined };
}

/** Whether this browser shows what is pushed, or why it can't, and the others that do. */
export function PushSettings() {
  const { value, setValue, failure, load } = useLoaded(read);
  const [outcome, setOutcome] = useState("");
  const [refusal, setRefusal] = useState<string>();
  const [isBusy, run] = useBusy();
  if (!value) return <NotLoaded failure={failure} onRetry={load} />;
  const { own, items, publicKey } = value;
  const obstacle = obstacleOf(value);
  const attempt = (act: () => Promise<void>) =>
    run(async () => {
      setOutcome("");
      setRefusal(undefined);
      await act().catch((error: unknown) => setRefusal(messageOf(error)));
    });
  const change = (isOn: boolean) =>
    attempt(async () => {
      const without = items.filter((each) => each !== own);
      if (own && !isOn) await turnOff(own.id);
      const added = isOn && publicKey !== null ? await turnOn(publicKey) : undefined;
      const others = without.filter(({ id }) => id !== added?.id);
      setValue({ publicKey, own: added, items: added ? [added, ...others] : others });
      if (isOn && !added) setOutcome(said.notAllowed);
    });
  const test = (id: string) =>
    attempt(async () => {
      await settingsApi.testPushBrowser(id);
      setOutcome(said.tested);
    });
  const removeOther = ({ id, name }: PushBrowser) =>
    attempt(async () => {
      await remove(id);
      setValue({ ...value, items: items.filter((each) => each.id !== id) });
      setOutcome(said.removed(name));
      // The button that had the focus is gone.
      document.querySelector<HTMLElement>("#push-title")?.focus();
    });
  return (
    <section className="section" aria-labelledby="push-title" aria-busy={isBusy}>
      <h3 id="push-title" tabIndex={-1}>
        {said.title}
      </h3>
      {obstacle ? (
        <p id="push-obstacle" className="hint">
          {said.obstacles[obstacle]}
        </p>
      ) : (
        <div className="rows">
          <Switch id="push-here" label={said.here} hint={said.hint} isOn={own !== undefined} onChange={change} />
        </div>
      )}
      {own && (
        <button type="button" onClick={() => test(own.id)}>
          {said.test}
        </button>
      )}
      <p className="hint" role="status">
        {outcome}
      </p>
      <p className="error" role="alert" hidden={refusal === undefined}>
        {refusal}
      </p>
      <OtherBrowsers browsers={items.filter((each) => each !== own)} onRemove={removeOther} />
    </section>
  );
}
