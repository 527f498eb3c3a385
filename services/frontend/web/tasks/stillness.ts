/** Milliseconds after an action, and after each click or key that follows, during which everything stays in its place. */
const settleMs = 2_000;

/**
 * Keeps a list as it is while its user acts on it. Without it the second click of a double-click, or a second press of a
 * key, would hit what has moved into the place of the first.
 */
export class Stillness {
  /** Actions that are under way. */
  #acting = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: (() => void)[] = [];

  get isStill(): boolean {
    return this.#acting > 0 || this.#timer !== undefined;
  }

  /** Runs a change of what is where: now, or as soon as everything may move again. */
  run(change: () => void): void {
    if (this.isStill) this.#waiting.push(change);
    else change();
  }

  async during<Result>(action: () => Promise<Result>): Promise<Result> {
    this.#acting += 1;
    try {
      return await action();
    } finally {
      this.#acting -= 1;
      this.#settle();
    }
  }

  /** The user goes on with what is kept still. */
  touch(): void {
    if (this.isStill) this.#settle();
  }

  /** Runs what waits: the user looks at something else now. */
  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#acting > 0) return;
    for (const change of this.#waiting.splice(0)) change();
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.end(), settleMs);
  }
}
