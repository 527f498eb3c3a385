const tokenKey = "freehold.token";
const accountKey = "freehold.account";

/** The bearer token that the user has signed in with. It lives as long as the tab; `npm start` needs none. */
export const getToken = (): string | null => sessionStorage.getItem(tokenKey);

export const setToken = (token: string): void => sessionStorage.setItem(tokenKey, token);

/**
 * Name of the account that this browser has signed in to with a session. No script can read the cookie that does it: this only says that
 * there is one.
 */
export const getAccount = (): string | null => localStorage.getItem(accountKey);

/** Whether the user has signed in; `npm start` needs no sign-in. */
export const hasSignedIn = (): boolean => getToken() !== null || getAccount() !== null;

/** To be called when a session has begun. */
export function enterAccount(name: string): void {
  // A token that was used before would go first.
  forgetSignIn();
  localStorage.setItem(accountKey, name);
}

export function forgetSignIn(): void {
  sessionStorage.removeItem(tokenKey);
  localStorage.removeItem(accountKey);
}
