import { duration, rate } from "./words";

const size = { width: 320, height: 72 } as const;

export interface Line {
  name: string;
  /** Null where nothing is known: the line has a gap. */
  values: readonly (number | null)[];
}

interface PlotProps {
  title: string;
  lines: readonly Line[];
  unit: "rate" | "duration";
}

/** Lines over the last hour, from 0 to the highest value. */
export function Plot({ title, lines, unit }: PlotProps) {
  const words = (value: number) => (unit === "rate" ? rate(value) : duration(value));
  const known = lines.flatMap(({ values }) => values.filter((value) => value !== null));
  const top = Math.max(...known, 0);
  const latest = lines.map(({ name, values }) => {
    const last = values.findLast((value) => value !== null);
    return `${name} ${last === undefined || last === null ? "–" : words(last)}`;
  });
  return (
    <figure className="plot">
      <figcaption>
        {title} <span className="hint">{latest.join(" · ")}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${size.width} ${size.height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${title} over the last hour, at most ${words(top)}`}
      >
        {lines.map(({ name, values }) => (
          <path key={name} data-line={name} d={pathOf(values, top)} />
        ))}
      </svg>
      <p className="hint">{known.length === 0 ? "Nothing in the last hour." : `at most ${words(top)}`}</p>
    </figure>
  );
}

function pathOf(values: readonly (number | null)[], top: number): string {
  const step = size.width / Math.max(1, values.length - 1);
  let isDrawing = false;
  return values
    .map((value, index) => {
      if (value === null) {
        isDrawing = false;
        return "";
      }
      const y = size.height - 2 - (top === 0 ? 0 : (value / top) * (size.height - 6));
      const point = `${isDrawing ? "L" : "M"}${(index * step).toFixed(1)} ${y.toFixed(1)}`;
      // A value between two gaps is a dot.
      const dot = !isDrawing && (values[index + 1] ?? null) === null ? "h0.1" : "";
      isDrawing = true;
      return point + dot;
    })
    .join("");
}
