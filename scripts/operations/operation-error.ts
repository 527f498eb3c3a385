/** Something that an operator can put right: the message says what is wrong and what to do. Shown without a stack trace. */
export class OperationError extends Error {
  override name = "OperationError";

  /**
   * @param exitCode what the command ends with. Default: 1.
   */
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}
