import { useMemo } from "react";
import { words } from "../../messages/settings/words";
import { Choices } from "../../shared/choices";
import { Field } from "../../shared/field";
import type { FormErrors } from "../../shared/form-errors";
import type { QuietHours } from "../types";
import { timeZones } from "./time-zones";

interface QuietHoursFieldsProps {
  hours: QuietHours;
  errors: FormErrors;
  onChange: (hours: QuietHours) => void;
}

const { from, until, timeZone } = words.preferences;
const times = { from, until };

/** From when until when, and where. */
export function QuietHoursFields({ hours, errors, onChange }: QuietHoursFieldsProps) {
  const zones = useMemo(
    () => Object.fromEntries(timeZones(hours.timeZone).map((zone) => [zone, zone.replaceAll("_", " ")])),
    [hours.timeZone],
  );
  return (
    <div className="fields">
      {Object.entries(times).map(([name, label]) => (
        <Field key={name} name={`quietHours.${name}`} id={`quiet-${name}`} label={label} errors={errors}>
          {(control) => (
            <input
              {...control}
              type="time"
              defaultValue={hours[name as keyof typeof times]}
              // A time is typed in parts: each of them would be one to save.
              onBlur={({ currentTarget: { value } }) => {
                if (value !== hours[name as keyof typeof times]) onChange({ ...hours, [name]: value });
              }}
            />
          )}
        </Field>
      ))}
      <Field name="quietHours.timeZone" id="quiet-zone" label={timeZone} className="field wide" errors={errors}>
        {(control) => (
          <Choices
            {...control}
            choices={zones}
            value={hours.timeZone}
            onChange={({ currentTarget: { value } }) => onChange({ ...hours, timeZone: value })}
          />
        )}
      </Field>
    </div>
  );
}
