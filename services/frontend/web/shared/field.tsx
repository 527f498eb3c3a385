import type { ReactNode } from "react";
import { ErrorWords } from "./error-words";
import type { FormErrors } from "./form-errors";

/** What a field's control says of itself. */
export interface ControlProps {
  id: string;
  "aria-invalid"?: true;
  "aria-describedby"?: string;
}

interface FieldProps {
  /** The field of the API that a refusal names; none for one that no refusal is about. */
  name?: string;
  id: string;
  label: string;
  className?: string;
  /** Whether the label is for screen readers alone. */
  hidesLabel?: boolean;
  isHidden?: boolean;
  /** Of a text that describes the control. */
  hint?: string;
  errors: FormErrors;
  children: (control: ControlProps) => ReactNode;
}

/** A control with its label, and with what is wrong with it. */
export function Field({
  name,
  id,
  label,
  className = "field",
  isHidden = false,
  hidesLabel = false,
  hint,
  errors,
  children,
}: FieldProps) {
  const error = name === undefined ? undefined : errors.fields[name];
  const described = [error && `${id}-error`, hint].filter(Boolean).join(" ");
  return (
    <div className={className} data-field={name} hidden={isHidden}>
      <label className={hidesLabel ? "visually-hidden" : undefined} htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        ...(error !== undefined && { "aria-invalid": true }),
        ...(described && { "aria-describedby": described }),
      })}
      {error !== undefined && (
        <p className="error" role="alert" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

/** What a form as a whole is refused for. */
export const FormError = ({ errors: { form } }: { errors: FormErrors }) => <ErrorWords>{form}</ErrorWords>;
