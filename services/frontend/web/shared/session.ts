const key = "freehold.token";

/** The bearer token that the user has signed in with. It lives as long as the tab; `npm start` needs none. */
export const getToken = (): string | null => sessionStorage.getItem(key);

export const setToken = (token: string): void => sessionStorage.setItem(key, token);

export const removeToken = (): void => sessionStorage.removeItem(key);
