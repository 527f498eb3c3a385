import type { Identity } from "../runtime/http/auth";

/** Who hears updates. */
export type Listener = Pick<Identity, "ownerId" | "operator">;

/** Whom an update is for: an owner; undefined: operators. */
export type Receiver = string | undefined;

/** A listener hears the updates of its owner, and an operator those for operators, too. */
export const receiversOf = ({ ownerId, operator }: Listener): readonly Receiver[] =>
  operator ? [ownerId, undefined] : [ownerId];
