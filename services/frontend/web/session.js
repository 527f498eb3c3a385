const key = "freehold.token";

/** The bearer token that the user has signed in with. It lives as long as the tab; `npm start` needs none. */
export const getToken = () => sessionStorage.getItem(key);

/** @param {string} token */
export const setToken = (token) => sessionStorage.setItem(key, token);

export const removeToken = () => sessionStorage.removeItem(key);
