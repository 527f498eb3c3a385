import type { ComponentProps } from "react";

interface ChoicesProps extends ComponentProps<"select"> {
  choices: Record<string, string>;
  /** In which order. Default: that of the choices, which is another one for numbers. */
  order?: readonly string[];
}

/** A choice of one of several values, each with its words. */
export const Choices = ({ choices, order = Object.keys(choices), ...select }: ChoicesProps) => (
  <select {...select}>
    {order.map((value) => (
      <option key={value} value={value}>
        {choices[value]}
      </option>
    ))}
  </select>
);
