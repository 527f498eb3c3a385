import { words } from "../../messages/settings/words";
import { OutcomeWords } from "../outcome-words";
import { useAttempt } from "../use-attempt";

const said = words.preferences.addresses;

interface OwnAddressProps {
  /** Null: none. */
  address: string | null;
  onRemove: (address: string) => Promise<void>;
}

/** An address of the user's own that is in use, and its removal. */
export function OwnAddress({ address, onRemove }: OwnAddressProps) {
  const { isBusy, attempt, outcome } = useAttempt();
  if (address === null) return null;
  const remove = () =>
    attempt(async () => {
      await onRemove(address);
      // The button that had the focus is gone.
      document.getElementById("addresses-title")?.focus();
      return "";
    });
  return (
    <>
      <div className="line">
        <p className="what">{said.goesTo(address)}</p>
        <button type="button" aria-label={said.removeNamed(address)} aria-busy={isBusy} onClick={remove}>
          {said.remove}
        </button>
      </div>
      <OutcomeWords outcome={outcome} />
    </>
  );
}
