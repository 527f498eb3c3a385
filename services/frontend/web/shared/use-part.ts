import { useEffect, useState } from "react";
import { t } from "../messages/language";
import { toast } from "./toasts";

/**
 * A part of the page whose script is loaded when it is wanted first.
 * @param load always the same function
 * @param giveUp called when the script can't be loaded, which a message says; always the same function
 * @returns undefined until it is there
 */
export function usePart<Part>(isWanted: boolean, load: () => Promise<Part>, giveUp: () => void): Part | undefined {
  const [part, setPart] = useState<Part>();
  useEffect(() => {
    if (!isWanted || part) return;
    load().then(
      (loaded) => setPart(() => loaded),
      () => {
        giveUp();
        toast(t.undo.notLoaded);
      },
    );
  }, [isWanted, part, load, giveUp]);
  return part;
}
