import { Store } from "./store";

/** What the user did that the platform does not know of yet. */
export interface Waiting {
  /** Acts that go as soon as the platform can be reached. */
  count: number;
  /** Acts that the platform refused: the user decides. */
  refused: number;
  isSending: boolean;
  /** The tasks that acts are about which wait. */
  ids: ReadonlySet<string>;
}

export const noneWaiting: Waiting = { count: 0, refused: 0, isSending: false, ids: new Set() };

export const waiting = new Store<Waiting>(noneWaiting);
