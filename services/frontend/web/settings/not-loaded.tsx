import { words } from "../messages/settings/words";
import { ErrorWords } from "../shared/error-words";

/** Stands for a section that is being read, or that could not be. */
export function NotLoaded({ failure, onRetry }: { failure: string | undefined; onRetry: () => void }) {
  if (failure === undefined) return <p className="hint">{words.loading}</p>;
  return (
    <div className="line">
      <ErrorWords>{failure}</ErrorWords>
      <button type="button" onClick={onRetry}>
        {words.tryAgain}
      </button>
    </div>
  );
}
