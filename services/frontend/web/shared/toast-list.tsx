import { useEffect, useRef, useState } from "react";
import { t } from "../messages/language";
import { announce } from "./announcer";
import { messageOf } from "./problem";
import { useStore } from "./store";
import { dismiss, type Toast, toasts } from "./toasts";
import { useBusy } from "./use-busy";

/** Milliseconds that a toast stays; what matters stays in the list of notifications as well. */
const toastMs = 8_000;
/** Milliseconds that a toast with a button stays. */
const undoMs = 12_000;
/** Milliseconds after an undo during which a click does not undo another act, whose button may have moved to that place. */
const settleMs = 1_000;
let undoneAt = Number.NEGATIVE_INFINITY;

/** The messages of the last moments. */
export function ToastList() {
  return (
    <div id="toasts" className="toasts" role="status">
      {useStore(toasts).map((each) => (
        <ToastItem key={each.id} toast={each} />
      ))}
    </div>
  );
}

function ToastItem({ toast: { id, title, detail, kind, undo } }: { toast: Toast }) {
  const item = useRef<HTMLDivElement>(null);
  const [refusal, setRefusal] = useState("");
  const [isBusy, run] = useBusy();
  // It stays while the pointer or the focus is on it.
  useEffect(() => {
    const stayMs = undo ? undoMs : toastMs;
    const timer = setInterval(() => item.current?.matches(":hover, :focus-within") || dismiss(id), stayMs);
    return () => clearInterval(timer);
  }, [id, undo]);
  const takeBack = () =>
    run(async () => {
      if (Date.now() - undoneAt < settleMs) return;
      try {
        await undo?.();
        undoneAt = Date.now();
        dismiss(id);
        // The message is gone: a screen reader would hear nothing.
        announce(`${t.undo.undone}: ${title}`);
      } catch (error) {
        setRefusal(messageOf(error));
      }
    });
  const small = refusal || detail;
  return (
    <div ref={item} className="toast" data-kind={kind}>
      <div>
        <p className="title">{title}</p>
        {small && <p className="hint">{small}</p>}
      </div>
      {undo && (
        <button type="button" aria-busy={isBusy} onClick={takeBack}>
          {t.toasts.undo}
        </button>
      )}
      <button className="quiet" type="button" aria-label={t.toasts.dismiss} onClick={() => dismiss(id)}>
        ×
      </button>
    </div>
  );
}
