import { ErrorWords } from "../shared/error-words";
import type { Outcome } from "./use-attempt";

/** Says what came of an act, to screen readers, too. */
export const OutcomeWords = ({ outcome: { said, refusal } }: { outcome: Outcome }) => (
  <>
    <p className="hint" role="status">
      {said}
    </p>
    <ErrorWords>{refusal}</ErrorWords>
  </>
);
