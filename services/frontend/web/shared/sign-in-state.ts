import { t } from "../messages/language";
import { forgetKept } from "./kept";
import { person } from "./person";
import type { Problem } from "./problem";
import { unauthorized } from "./request";
import { getToken, removeToken, setToken } from "./session";
import { Store } from "./store";
import { waiting } from "./waiting";

export interface SignInState {
  /** Whether the sign-in takes the place of the page. */
  isAsked: boolean;
  /** Why the last token was refused. */
  refusal: string | undefined;
  isSignedIn: boolean;
}

export const signIn = new Store<SignInState>({ isAsked: false, refusal: undefined, isSignedIn: false });

/** Who was there before a token was asked for; undefined: nobody. */
let before: string | undefined;

/** Asks for a token in place of the page when the API wants one. */
export function askWhenUnauthorized(asked: () => void): void {
  document.addEventListener(unauthorized, (event) => {
    const { isAsked } = signIn.get();
    // Several requests are refused at once, and the first one says it all.
    if (isAsked && !getToken()) return;
    // Without a token there is nothing wrong yet.
    if (getToken()) before = person();
    const problem: Problem | undefined = getToken() && event instanceof CustomEvent ? event.detail : undefined;
    removeToken();
    asked();
    signIn.set({ isAsked: true, refusal: problem?.message, isSignedIn: false });
  });
}

/** Keeps the token; whether it is good, the API will say. */
export function enter(token: string): void {
  setToken(token.trim().replace(/^bearer\s+/i, ""));
  // What was on the page is not for another person.
  if (before !== undefined && before !== person()) location.reload();
}

/** The API has answered: the page is shown. */
export const showPage = (): void => signIn.set({ isAsked: false, refusal: undefined, isSignedIn: getToken() !== null });

/** Milliseconds that the user waits for the browser at most. */
const endPushTimeoutMs = 2_000;

/**
 * Reloading the page leaves nothing behind of what was on it. What the platform does not have yet would be lost. The next one
 * at this browser must not be shown what is pushed.
 */
export async function leave(): Promise<void> {
  const { count, refused } = waiting.get();
  const left = count + refused;
  if (left > 0 && !confirm(t.offline.leave(left))) return;
  await forgetKept();
  removeToken();
  await Promise.race([endPush().catch(() => {}), new Promise((resolve) => setTimeout(resolve, endPushTimeoutMs))]);
  location.reload();
}

/** The push service then tells the platform that the subscription is over. */
async function endPush(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  await (await registration?.pushManager?.getSubscription())?.unsubscribe();
}
