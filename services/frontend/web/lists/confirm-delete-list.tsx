import { t } from "../messages/language";
import { navigation } from "../places/navigation";
import { countOf } from "../places/place-counts";
import { FormError } from "../shared/field";
import { useFormErrors } from "../shared/form-errors";
import { Modal } from "../shared/modal";
import { useStore } from "../shared/store";
import type { List } from "../shared/types";
import { useBusy } from "../shared/use-busy";
import { deleteList } from "./undo-list";

/** Asks before a list is deleted, and says what becomes of its tasks. */
export function ConfirmDeleteList({ list, onClose }: { list: List; onClose: () => void }) {
  const { errors, refuse } = useFormErrors();
  const [isBusy, run] = useBusy();
  const known = useStore(navigation);
  const words = t.lists.confirm;
  const open = known ? countOf({ list: list.id }, known.counts).open : 0;
  const confirm = () =>
    run(async () => {
      try {
        await deleteList(list);
        onClose();
      } catch (error) {
        refuse(error);
      }
    });
  return (
    <Modal id="confirm-delete-list" onClose={onClose}>
      <h2 id="confirm-delete-list-title">{words.title}</h2>
      <p>
        <strong>{list.name}</strong>
      </p>
      <p className="hint">{words.hint(open)}</p>
      <FormError errors={errors} />
      <div className="line end">
        <button className="quiet" type="button" data-autofocus onClick={onClose}>
          {t.confirm.keep}
        </button>
        <button className="danger" type="button" aria-busy={isBusy} onClick={confirm}>
          {words.delete}
        </button>
      </div>
    </Modal>
  );
}
