import { words } from "../../messages/settings/words";
import { NotLoaded } from "../not-loaded";
import { settingsApi } from "../settings-api";
import { useLoaded } from "../use-loaded";
import { OwnAddresses } from "./own-addresses";
import { PreferencesForm } from "./preferences-form";

/** How the user is notified. */
export function NotificationSettings() {
  const { value, failure, load } = useLoaded(settingsApi.preferences);
  return (
    <>
      <section className="section" aria-labelledby="preferences-title">
        <h3 id="preferences-title">{words.preferences.title}</h3>
        <p className="hint">{words.preferences.hint}</p>
        {value ? <PreferencesForm preferences={value} /> : <NotLoaded failure={failure} onRetry={load} />}
      </section>
      <OwnAddresses />
    </>
  );
}
