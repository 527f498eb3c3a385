export interface OperationErrorOptions {
  /** What to do about it, where the message does not say it already. */
  readonly fix?: string;
  /** What the command ends with. Default: 1. */
  readonly exitCode?: number;
}

/** Something that an operator can put right: the message says what is wrong and what to do. Shown without a stack trace. */
export class OperationError extends Error {
  override name = "OperationError";
  readonly fix: string | undefined;
  readonly exitCode: number;

  constructor(
    /** What is wrong. */
    readonly problem: string,
    { fix, exitCode = 1 }: OperationErrorOptions = {},
  ) {
    super(fix ? `${problem}${/[.?!]$/.test(problem) ? "" : "."} ${fix}` : problem);
    this.fix = fix;
    this.exitCode = exitCode;
  }
}
