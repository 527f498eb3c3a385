import type { Steps } from "../steps";
import type { Word } from "./words";

/** Reads words one after the other. Each look at a word is a step, so that the work of a whole text can be counted. */
export class Cursor {
  /** @param at index of the word that is read next */
  constructor(
    private readonly words: readonly Word[],
    private readonly steps: Steps,
    public at: number,
  ) {}

  /** The next word; empty at the end, and for one that no reader may take. */
  get next(): string {
    this.steps.take();
    return this.words[this.at]?.norm ?? "";
  }

  /** The next word as it is written; empty where `next` is. */
  get text(): string {
    return this.next === "" ? "" : (this.words[this.at]?.text ?? "");
  }

  /** The word before. */
  get before(): string {
    return this.words[this.at - 1]?.norm ?? "";
  }

  /** Whether a comma follows the word before. */
  get isAfterComma(): boolean {
    return this.words[this.at - 1]?.hasComma ?? false;
  }

  /** Takes the next word if it is one of these. */
  takes(list: ReadonlySet<string>): boolean {
    const isThere = list.has(this.next);
    if (isThere) this.at += 1;
    return isThere;
  }

  /** Takes words while they are in a list, up to four. */
  takeAll(list: ReadonlySet<string>): void {
    for (let count = 0; count < 4 && this.takes(list); count += 1);
  }

  /** Takes the next word if the list has it, and gives what it stands for. */
  lookUp<Value>(list: ReadonlyMap<string, Value>): Value | undefined {
    const found = list.get(this.next);
    if (found !== undefined) this.at += 1;
    return found;
  }

  /** Takes the next word if it matches. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    const found = pattern.exec(this.next) ?? undefined;
    if (found) this.at += 1;
    return found;
  }

  /** Reads, and goes back to where it was when that gives nothing. */
  attempt<Value>(read: () => Value | undefined): Value | undefined {
    const before = this.at;
    const value = read();
    if (value === undefined) this.at = before;
    return value;
  }
}
