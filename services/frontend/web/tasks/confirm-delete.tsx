import { flushSync } from "react-dom";
import { t } from "../messages/language";
import { Modal } from "../shared/modal";

interface ConfirmDeleteProps {
  title: string;
  onClose: () => void;
  onConfirm: () => void;
}

/** Asks before a task is deleted. */
export function ConfirmDelete({ title, onClose, onConfirm }: ConfirmDeleteProps) {
  const confirm = () => {
    // The focus is back on the task before that leaves the list, and goes on to its neighbour.
    flushSync(onClose);
    onConfirm();
  };
  return (
    <Modal id="confirm-delete" onClose={onClose}>
      <h2 id="confirm-delete-title">{t.confirm.title}</h2>
      <p>
        <strong>{title}</strong>
      </p>
      <p className="hint">{t.confirm.hint}</p>
      <div className="line end">
        <button className="quiet" type="button" data-autofocus onClick={onClose}>
          {t.confirm.keep}
        </button>
        <button className="danger" type="button" onClick={confirm}>
          {t.confirm.delete}
        </button>
      </div>
    </Modal>
  );
}
