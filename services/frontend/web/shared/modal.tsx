import { type ReactNode, useLayoutEffect, useRef } from "react";
import { unauthorized } from "./request";

interface ModalProps {
  id: string;
  /** What has the focus at first, as a selector. */
  focus?: string | undefined;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog above the page, which keeps the focus until it is closed: by Escape, by a button, or for the user to sign in. */
export function Modal({ id, focus = "[data-autofocus]", onClose, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const first = useRef(focus);
  useLayoutEffect(() => {
    const shown = dialog.current;
    if (!shown) return;
    shown.showModal();
    shown.querySelector<HTMLElement>(first.current)?.focus();
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
