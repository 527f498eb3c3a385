import { t } from "../messages/language";
import { forgetKept } from "./kept";
import { person } from "./person";
import type { Problem } from "./problem";
import { isStatus, messageOf } from "./problem";
import { forgetPush } from "./push-subscription";
import { request, unauthorized } from "./request";
import { forgetSignIn, getAccount, getToken, hasSignedIn, setToken } from "./session";
import { Store } from "./store";
import { toast } from "./toasts";
import { waiting } from "./waiting";

export interface SignInState {
  /** Whether the sign-in takes the place of the page. */
  isAsked: boolean;
  /** Why the last token or session was refused. */
  refusal: string | undefined;
  isSignedIn: boolean;
}

export const signIn = new Store<SignInState>({ isAsked: false, refusal: undefined, isSignedIn: false });

/** Who was there before the API asked who the user is; undefined: no user. */
let before: string | undefined;

/** Asks who the user is, in place of the page, when the API wants to know. */
export function askWhenUnauthorized(asked: () => void): void {
  document.addEventListener(unauthorized, (event) => {
    const { isAsked } = signIn.get();
    // Several requests are refused at once, and the first one says it all.
    if (isAsked && !hasSignedIn()) return;
    // Who has not signed in has done nothing wrong yet.
    if (hasSignedIn()) before = person();
    const problem: Problem | undefined = getToken() && event instanceof CustomEvent ? event.detail : undefined;
    const refusal = problem?.message ?? (getAccount() === null ? undefined : t.signIn.ended);
    forgetSignIn();
    asked();
    signIn.set({ isAsked: true, refusal, isSignedIn: false });
  });
}

/** What of an address asks for the sign-in. */
export const askingHash = "#sign-in";

/** Shows the sign-in although the API has not asked for it. */
export function askToSignIn(): void {
  history.replaceState(null, "", location.pathname + location.search);
  signIn.set({ isAsked: true, refusal: undefined, isSignedIn: false });
}

/** Keeps the token; whether it is good, the API will say. */
export function enter(token: string): void {
  setToken(token.trim().replace(/^bearer\s+/i, ""));
  reloadForAnother();
}

/** To be called after a sign-in: what was on the page is not for another person. */
export function reloadForAnother(): void {
  if (before !== undefined && before !== person()) location.reload();
}

/** The API has answered: the page is shown. */
export const showPage = (): void => signIn.set({ isAsked: false, refusal: undefined, isSignedIn: hasSignedIn() });

/** Milliseconds that the user waits for the browser at most. */
const endPushTimeoutMs = 2_000;

/**
 * Ends the session, if there is one. Reloading the page leaves nothing behind of what was on it. What the platform does not have yet
 * would be lost. The next one at this browser must not be shown what is pushed.
 */
export async function leave(): Promise<void> {
  const { count, refused } = waiting.get();
  const left = count + refused;
  if (left > 0 && !confirm(t.offline.leave(left))) return;
  try {
    if (getToken() === null && getAccount() !== null) await request("DELETE", "/api/sessions/current");
  } catch (error) {
    // One that has ended already is as good. In any other case the cookie is still there, and the user must know.
    if (!isStatus(error, 401) && !isStatus(error, 409)) {
      toast(messageOf(error));
      return;
    }
  }
  await forgetKept();
  forgetSignIn();
  await Promise.race([endPush().catch(() => {}), new Promise((resolve) => setTimeout(resolve, endPushTimeoutMs))]);
  location.reload();
}

/** The push service then tells the platform that the subscription is over. */
async function endPush(): Promise<void> {
  await forgetPush();
  const registration = await navigator.serviceWorker?.getRegistration();
  await (await registration?.pushManager?.getSubscription())?.unsubscribe();
}
