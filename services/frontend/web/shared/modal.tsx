import { type ReactNode, useLayoutEffect, useRef } from "react";
import { unauthorized } from "./request";

/** A dialog above the page, which keeps the focus until it is closed: by Escape, by a button, or for the user to sign in. */
export function Modal({ id, onClose, children }: { id: string; onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current;
    if (!shown) return;
    shown.showModal();
    shown.querySelector<HTMLElement>("[data-autofocus]")?.focus();
    const close = () => shown.close();
    // Before the form for signing in takes the focus, which it can't get below a dialog.
    document.addEventListener(unauthorized, close, { capture: true });
    return () => {
      document.removeEventListener(unauthorized, close, { capture: true });
      shown.close();
    };
  }, []);
  return (
    <dialog ref={dialog} id={id} aria-labelledby={`${id}-title`} onClose={onClose}>
      {children}
    </dialog>
  );
}
