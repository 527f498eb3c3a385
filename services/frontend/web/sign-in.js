import { unauthorized } from "./api.js";
import { find } from "./dom.js";
import { clearError, showError } from "./field-errors.js";
import { getToken, removeToken, setToken } from "./session.js";

const section = find(document, "#sign-in", HTMLElement);
const form = find(section, "form", HTMLFormElement);
const input = find(form, "#token", HTMLInputElement);
const workspace = find(document, "#workspace", HTMLElement);
const signOut = find(document, "#sign-out", HTMLButtonElement);

/**
 * Asks for a token in place of the page when the API wants one, and hides the page's data meanwhile.
 * @param {{ asked(): void, signedIn(): void }} on `signedIn`: there is a token; whether it is good, the API will say
 */
export function setUpSignIn(on) {
  document.addEventListener(unauthorized, (event) => {
    // Several requests are refused at once, and the first one says it all.
    if (!section.hidden && !getToken()) return;
    clearError(section);
    // Without a token there is nothing wrong yet.
    if (getToken() && event instanceof CustomEvent) showError(section, event.detail);
    removeToken();
    on.asked();
    if (!section.hidden) return;
    section.hidden = false;
    workspace.hidden = true;
    signOut.hidden = true;
    input.focus();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    setToken(input.value.trim().replace(/^bearer\s+/i, ""));
    form.reset();
    on.signedIn();
  });
  // Reloading the page leaves nothing behind of what was on it.
  signOut.addEventListener("click", () => {
    removeToken();
    location.reload();
  });
}

/** Shows the page: the API has answered. */
export function showWorkspace() {
  section.hidden = true;
  workspace.hidden = false;
  signOut.hidden = getToken() === null;
}
