/**
 * Lets the second click of a double-click do nothing to any button that the first click has put in its place, as a
 * dialog or another task, was not what the user meant.
 */
export function ignoreSecondClicks(): void {
  document.addEventListener(
    "click",
    (event) => {
      if (event.detail < 2 || !(event.target instanceof Element) || !event.target.closest("button")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
}
