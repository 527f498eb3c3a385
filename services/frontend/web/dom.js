/**
 * The first element below `root` that a selector names.
 * @template {Element} T
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} type what the element is, as HTMLButtonElement
 * @returns {T}
 * @throws {Error} when index.html has none, or another kind of element there
 */
export function find(root, selector, type) {
  const found = root.querySelector(selector);
  if (found instanceof type) return found;
  throw new Error(`index.html has no ${type.name} for "${selector}"`);
}

/**
 * A copy of what a template of index.html holds.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function fromTemplate(id) {
  const { content } = find(document, `#${id}`, HTMLTemplateElement);
  const first = content.firstElementChild?.cloneNode(true);
  if (first instanceof HTMLElement) return first;
  throw new Error(`The template "${id}" is empty`);
}

/**
 * The element that a template keeps free for `name`.
 * @param {ParentNode} root
 * @param {string} name
 */
export const slot = (root, name) => find(root, `[data-slot="${name}"]`, HTMLElement);

/**
 * A new element that holds text. Data enters the page as text only, here and by `textContent`: it can't become markup.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} text
 * @param {string} [className]
 */
export function textElement(tag, text, className = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}
