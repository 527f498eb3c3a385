import { useState } from "react";
import { t } from "../../messages/language";
import { toast } from "../../shared/toasts";
import { useBusy } from "../../shared/use-busy";

type Dialog = typeof import("./trash-dialog").TrashDialog;

/** The way to the deleted tasks, whose dialog is loaded when it is opened first. */
export function Trash() {
  const [isOpen, setOpen] = useState(false);
  const [Dialog, setDialog] = useState<Dialog>();
  const [isBusy, run] = useBusy();
  const open = () =>
    run(async () => {
      try {
        const { TrashDialog } = await import("./trash-dialog");
        setDialog(() => TrashDialog);
        setOpen(true);
      } catch {
        toast(t.trash.notLoaded);
      }
    });
  return (
    <>
      <p className="list-foot">
        <button
          id="open-trash"
          className="quiet"
          type="button"
          aria-haspopup="dialog"
          aria-busy={isBusy}
          onClick={open}
        >
          {t.trash.title}
        </button>
      </p>
      {isOpen && Dialog && <Dialog onClose={() => setOpen(false)} />}
    </>
  );
}
