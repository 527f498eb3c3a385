import { t } from "../messages/language";
import { currentPlace, goTo } from "../places/current-place";
import { navigation, removeList } from "../places/navigation";
import { inbox } from "../places/place";
import { countOf } from "../places/place-counts";
import { api } from "../shared/api";
import { FormError } from "../shared/field";
import { useFormErrors } from "../shared/form-errors";
import { Modal } from "../shared/modal";
import { isStatus } from "../shared/problem";
import { useStore } from "../shared/store";
import { toast } from "../shared/toasts";
import type { List } from "../shared/types";
import { useBusy } from "../shared/use-busy";

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
        await deleteList(list.id);
        onClose();
        toast(t.lists.deleted(list.name));
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

/** Each request moves some of the tasks; the list is deleted with the last of them. */
async function deleteList(id: string): Promise<void> {
  try {
    let left: { left: number } | undefined;
    do left = await api.deleteList(id);
    while (left);
  } catch (error) {
    // Somebody else was faster.
    if (!isStatus(error, 404)) throw error;
  }
  removeList(id);
  if (currentPlace.get().list === id) goTo(inbox, true);
}
