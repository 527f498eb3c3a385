import { useRef, useState } from "react";
import { words } from "../../messages/settings/words";
import { FormError } from "../../shared/field";
import { useFormErrors } from "../../shared/form-errors";
import { timeZone } from "../../shared/format";
import type { Preferences, Way } from "../types";
import { QuietHoursFields } from "./quiet-hours-fields";
import { Switch } from "./switch";
import { useSaving } from "./use-saving";

const said = words.preferences;
const hints: Record<Way, string> = {
  inApp: said.inAppHint,
  push: said.pushHint,
  email: said.channelHint,
  webhook: said.channelHint,
};
const ways: readonly Way[] = ["inApp", "push", "email", "webhook"];

/** The ways to be notified, and the quiet hours. Each change is saved at once. */
export function PreferencesForm({ preferences }: { preferences: Preferences }) {
  const [shown, setShown] = useState(preferences);
  const { form, errors, clear, refuse } = useFormErrors(false);
  const { saving, save } = useSaving(refuse);
  const lastQuiet = useRef(preferences.quietHours ?? { from: "22:00", until: "07:00", timeZone });
  const change = (changes: Partial<Preferences>) => {
    const changed = { ...shown, ...changes };
    if (changed.quietHours) lastQuiet.current = changed.quietHours;
    setShown(changed);
    clear();
    save(changed);
  };
  return (
    <form ref={form} onSubmit={(event) => event.preventDefault()}>
      <div className="rows">
        {ways.map((way) => (
          <Switch
            key={way}
            id={`way-${way}`}
            label={said[way]}
            hint={hints[way]}
            isOn={shown[way]}
            onChange={(isOn) => change({ [way]: isOn })}
          />
        ))}
        <Switch
          id="quiet"
          label={said.quiet}
          hint={said.quietHint}
          isOn={shown.quietHours !== null}
          onChange={(isOn) => change({ quietHours: isOn ? lastQuiet.current : null })}
        />
      </div>
      {shown.quietHours && (
        <QuietHoursFields hours={shown.quietHours} errors={errors} onChange={(quietHours) => change({ quietHours })} />
      )}
      <FormError errors={errors} />
      <p className="hint" role="status">
        {saving === "saving" && said.saving}
        {saving === "saved" && said.saved}
        {saving === "refused" && errors.form === undefined && said.refused}
      </p>
    </form>
  );
}
