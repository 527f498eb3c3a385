import { signIn } from "../shared/sign-in-state";
import { Store } from "../shared/store";

export const isSettingsOpen = new Store(false);

/** Opens the settings, unless the user has to sign in first. */
export function openSettings(): void {
  if (!signIn.get().isAsked) isSettingsOpen.set(true);
}
