/** What the page says where the platform's own answer says nothing to people. @type {Record<number, string>} */
const words = {
  403: "You may not do this.",
  404: "This is not there any more.",
  408: "The request took too long to arrive. Try again.",
  413: "This is too long to be stored. Shorten it.",
  429: "Too many requests. Wait a moment, then try again.",
  500: "Something went wrong on the platform. Try again in a moment.",
  502: "The platform does not answer right now. Try again in a moment.",
  503: "The platform is not available right now. Try again in a moment.",
  504: "The platform does not answer right now. Try again in a moment.",
};

/** Answers whose detail is about a request and not for people. */
const technical = [404, 413, 500, 502, 503, 504];

/** No answer came back; the browser does not say why. */
export const unreachable = "The platform can't be reached. Check your connection, then try again.";
/** No answer came back in time. */
export const noAnswer = "The platform does not answer. Try again in a moment.";

/**
 * What a refusal says to people.
 * @param {number} status
 * @param {string | undefined} detail what the platform says
 * @param {number | undefined} retryAfterSeconds
 */
export function wordsOf(status, detail, retryAfterSeconds) {
  const own = words[status] ?? (status >= 500 ? words[500] : `The platform refused this (${status}).`);
  const said = detail && !technical.includes(status) ? detail : own;
  if (!retryAfterSeconds || retryAfterSeconds < 60) return said ?? "";
  return `${said} You can try again in ${duration(retryAfterSeconds)}.`;
}

/** @param {number} seconds a minute or more */
function duration(seconds) {
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 100) return `${minutes} minute${minutes === 1 ? "" : "s"}`;
  const hours = Math.ceil(minutes / 60);
  return `${hours} hours`;
}

/**
 * What is wrong with a control of a form that the user has filled in, as far as the browser can tell.
 * @param {HTMLInputElement | HTMLSelectElement} control
 * @returns {string | undefined} undefined when nothing is
 */
export function wordsAt(control) {
  const { validity, name, value } = control;
  // Marks, joiners and spaces of every width show nothing.
  if (["title", "text"].includes(name) && !/[^\s\p{C}\p{M}\u115F\u1160\u3164\uFFA0\u2800]/u.test(value))
    return "Give the task a title.";
  if (validity.badInput) return "Complete the date and the time, or clear both.";
  if (validity.rangeOverflow || validity.rangeUnderflow) return "Choose a year from 1970 to 9999.";
  if (validity.tooLong) return "This is too long.";
  return undefined;
}
