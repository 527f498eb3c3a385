import { request } from "./api.js";
import { slot, textElement } from "./dom.js";
import { formatExact } from "./format.js";

/**
 * Shows an event's way from its request to each consumer when `details` is opened. It is read each time: the event may go on.
 * @param {HTMLElement} details of the markup of a story, as templates.html has it
 * @param {string} eventId
 */
export function offerStory(details, eventId) {
  details.hidden = false;
  details.addEventListener("toggle", async () => {
    if (!details.hasAttribute("open")) return;
    const problem = slot(details, "problem");
    try {
      const { steps } = await request("GET", `/api/operator/events/${eventId}`);
      slot(details, "steps").replaceChildren(...steps.map(toElement));
      problem.hidden = true;
    } catch (error) {
      problem.textContent = error instanceof Error ? error.message : String(error);
      problem.hidden = false;
    }
  });
}

/** @param {{ at: string | null, where: string, what: string }} step */
function toElement({ at, where, what }) {
  const item = document.createElement("li");
  const when = textElement("time", at === null ? "time not recorded" : formatExact(at), "hint");
  if (at !== null) when.setAttribute("datetime", at);
  item.append(textElement("strong", where), " ", when, textElement("p", what));
  return item;
}
