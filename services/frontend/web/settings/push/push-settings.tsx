import { words } from "../../messages/settings/words";
import { NotLoaded } from "../not-loaded";
import { OutcomeWords } from "../outcome-words";
import { Switch } from "../preferences/switch";
import { settingsApi } from "../settings-api";
import type { PushBrowser, PushBrowsers } from "../types";
import { useAttempt } from "../use-attempt";
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
  const { isBusy, attempt, outcome } = useAttempt();
  if (!value) return <NotLoaded failure={failure} onRetry={load} />;
  const { own, items, publicKey } = value;
  const obstacle = obstacleOf(value);
  const change = (isOn: boolean) =>
    attempt(async () => {
      const without = items.filter((each) => each !== own);
      if (own && !isOn) await turnOff(own.id);
      const added = isOn && publicKey !== null ? await turnOn(publicKey) : undefined;
      const others = without.filter(({ id }) => id !== added?.id);
      setValue({ publicKey, own: added, items: added ? [added, ...others] : others });
      return isOn && !added ? said.notAllowed : "";
    });
  const test = (id: string) =>
    attempt(async () => {
      await settingsApi.testPushBrowser(id);
      return said.tested;
    });
  const removeOther = ({ id, name }: PushBrowser) =>
    attempt(async () => {
      await remove(id);
      setValue({ ...value, items: items.filter((each) => each.id !== id) });
      // The button that had the focus is gone.
      document.querySelector<HTMLElement>("#push-title")?.focus();
      return said.removed(name);
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
      <OutcomeWords outcome={outcome} />
      <OtherBrowsers browsers={items.filter((each) => each !== own)} onRemove={removeOther} />
    </section>
  );
}
