import type { Outcome } from "./use-attempt";

/** Says what came of an act, to screen readers, too. */
export const OutcomeWords = ({ outcome: { said, refusal } }: { outcome: Outcome }) => (
  <>
    <p className="hint" role="status">
      {said}
    </p>
    <p className="error" role="alert" hidden={refusal === undefined}>
      {refusal}
    </p>
  </>
);
