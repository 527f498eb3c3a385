import { useRef, useState } from "react";
import { settingsApi } from "../settings-api";
import type { Preferences } from "../types";

export type Saving = "no" | "saving" | "saved" | "refused";

/**
 * Sends each change at once, one after the other; of several that wait, the last.
 * @param refuse gets why the last one was refused
 */
export function useSaving(refuse: (error: unknown) => void) {
  const [saving, setSaving] = useState<Saving>("no");
  const last = useRef<Preferences>(undefined);
  const queue = useRef(Promise.resolve());
  const save = (preferences: Preferences): void => {
    last.current = preferences;
    setSaving("saving");
    queue.current = queue.current.then(async () => {
      if (last.current !== preferences) return;
      const outcome = await settingsApi.savePreferences(preferences).then(
        () => "saved" as const,
        (error: unknown) => ({ error }),
      );
      if (last.current !== preferences) return;
      setSaving(outcome === "saved" ? "saved" : "refused");
      if (outcome !== "saved") refuse(outcome.error);
    });
  };
  return { saving, save };
}
