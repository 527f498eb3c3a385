import type { ReactNode } from "react";
import { words } from "../../messages/settings/words";
import { NotLoaded } from "../not-loaded";

interface AccessSectionProps {
  id: string;
  title: string;
  hint: string;
  /** What became of the last act. */
  outcome: string;
  /** Its rows; undefined until they are read. */
  rows: readonly ReactNode[] | undefined;
  failure: string | undefined;
  onRetry: () => void;
  /** How to add one. */
  children?: ReactNode;
}

/** One kind of what signs in: how to add one, and all that there are. */
export function AccessSection({ id, title, hint, outcome, rows, failure, onRetry, children }: AccessSectionProps) {
  return (
    <section className="section" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`} tabIndex={-1}>
        {title}
      </h3>
      <p className="hint">{hint}</p>
      {rows ? (
        <>
          {children}
          <p className="hint" role="status">
            {outcome}
          </p>
          <ul id={id} className="rows">
            {rows}
          </ul>
          {rows.length === 0 && <p className="hint">{words.access.none}</p>}
        </>
      ) : (
        <NotLoaded failure={failure} onRetry={onRetry} />
      )}
    </section>
  );
}
