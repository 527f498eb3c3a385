import { t } from "../../messages/language";
import { Store, useStore } from "../../shared/store";
import { usePart } from "../../shared/use-part";

const isTrashOpen = new Store(false);
const open = () => isTrashOpen.set(true);
const close = () => isTrashOpen.set(false);
const load = () => import("./trash-dialog").then(({ TrashDialog }) => TrashDialog);

/** The way to the deleted tasks. */
export function Trash() {
  const isOpen = useStore(isTrashOpen);
  const Dialog = usePart(isOpen, load, close);
  return (
    <>
      <p className="list-foot">
        <button id="open-trash" className="quiet" type="button" aria-haspopup="dialog" onClick={open}>
          {t.trash.title}
        </button>
      </p>
      {isOpen && Dialog && <Dialog onClose={close} />}
    </>
  );
}
