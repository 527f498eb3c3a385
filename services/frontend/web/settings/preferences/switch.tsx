interface SwitchProps {
  id: string;
  label: string;
  hint: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

/** Something that is on or off, with what it means. */
export const Switch = ({ id, label, hint, isOn, onChange }: SwitchProps) => (
  <div className="switch">
    <input
      id={id}
      type="checkbox"
      checked={isOn}
      aria-describedby={`${id}-hint`}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
    <label htmlFor={id}>{label}</label>
    <p className="hint" id={`${id}-hint`}>
      {hint}
    </p>
  </div>
);
