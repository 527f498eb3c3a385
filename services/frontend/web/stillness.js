/** Milliseconds after an action, and after each click or key that follows, during which everything stays in its place. */
const settleMs = 2_000;

/**
 * Keeps a list as it is while its user acts on it. Without it the second click of a double-click, or a second press of a
 * key, would hit what has moved into the place of the first.
 */
export class Stillness {
  /** Actions that are under way. */
  #acting = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {(() => void)[]} */
  #waiting = [];

  /** @param {HTMLElement} root what is kept still */
  constructor(root) {
    for (const type of ["pointerdown", "keydown"]) root.addEventListener(type, () => this.isStill && this.#settle());
  }

  get isStill() {
    return this.#acting > 0 || this.#timer !== undefined;
  }

  /**
   * Runs a change of what is where: now, or as soon as everything may move again.
   * @param {() => void} change
   */
  run(change) {
    if (this.isStill) this.#waiting.push(change);
    else change();
  }

  /**
   * @template T
   * @param {() => Promise<T>} action
   * @returns {Promise<T>}
   */
  async during(action) {
    this.#acting += 1;
    try {
      return await action();
    } finally {
      this.#acting -= 1;
      this.#settle();
    }
  }

  /** Runs what waits: the user looks at something else now. */
  end() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#acting > 0) return;
    for (const change of this.#waiting.splice(0)) change();
  }

  #settle() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.end(), settleMs);
  }
}
