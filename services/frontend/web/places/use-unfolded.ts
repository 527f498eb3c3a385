import { type RefObject, useEffect, useState } from "react";
import { currentPlace } from "./current-place";

/**
 * Whether what a button unfolds is open. It closes by Escape, where the user goes on elsewhere, and with the place.
 * @param area what belongs to it, the button among it; dialogs that it opens leave it open
 * @param button gets the focus back
 */
export function useUnfolded(area: RefObject<HTMLElement | null>, button: RefObject<HTMLElement | null>) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => currentPlace.subscribe(() => setOpen(false)), []);
  useEffect(() => {
    if (!isOpen) return;
    const leave = ({ target }: Event) => {
      const isElsewhere = target instanceof Element && !area.current?.contains(target) && !target.closest("dialog");
      if (isElsewhere) setOpen(false);
    };
    const closeByKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
      button.current?.focus();
      setOpen(false);
    };
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", leave);
    document.addEventListener("keydown", closeByKey);
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("focusin", leave);
      document.removeEventListener("keydown", closeByKey);
    };
  }, [isOpen, area, button]);
  return {
    isOpen,
    toggle: () => setOpen(!isOpen),
    close: () => {
      if (isOpen) button.current?.focus();
      setOpen(false);
    },
  };
}
