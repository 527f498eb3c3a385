import { duration, rate } from "./format";
import { w } from "./messages/words";

const size = { width: 320, height: 72 } as const;

export interface Line {
  name: string;
  /** Null where nothing is known: the line has a gap. */
  values: readonly (number | null)[];
}

interface PlotProps {
  title: string;
  /** Of the values, in milliseconds, oldest first. */
  times: readonly number[];
  lines: readonly Line[];
  unit: "rate" | "duration";
}

/** Lines over the last hour, from 0 to the highest value. */
export function Plot({ title, times, lines, unit }: PlotProps) {
  const inWords = (value: number) => (unit === "rate" ? rate(value) : duration(value));
  const known = lines.flatMap(({ values }) => values.filter((value) => value !== null));
  const top = Math.max(...known, 0);
  const latest = lines.map(({ name, values }) => {
    const last = values.findLast((value) => value !== null);
    return `${name} ${last === undefined || last === null ? "–" : inWords(last)}`;
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
        aria-label={w.plot.label(title, inWords(top))}
      >
        {lines.map(({ name, values }) => (
          <path key={name} data-line={name} d={pathOf(times, values, top)} />
        ))}
      </svg>
      <p className="hint">{known.length === 0 ? w.plot.none : w.plot.most(inWords(top))}</p>
    </figure>
  );
}

/** Milliseconds that a plot shows at least. */
const leastMs = 10 * 60_000;

function pathOf(times: readonly number[], values: readonly (number | null)[], top: number): string {
  const last = times.at(-1) ?? 0;
  const span = Math.max(leastMs, last - (times[0] ?? 0));
  let isDrawing = false;
  return values
    .map((value, index) => {
      if (value === null) {
        isDrawing = false;
        return "";
      }
      const y = size.height - 2 - (top === 0 ? 0 : (value / top) * (size.height - 6));
      const x = size.width * (1 - (last - (times[index] ?? last)) / span);
      const point = `${isDrawing ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`;
      // A value between two gaps is a dot.
      const dot = !isDrawing && (values[index + 1] ?? null) === null ? "h0.1" : "";
      isDrawing = true;
      return point + dot;
    })
    .join("");
}
