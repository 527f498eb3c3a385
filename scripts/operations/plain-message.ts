/**
 * The message of a mistake that a user can fix, as it is shown; undefined for any other error, whose place in the code
 * matters.
 */
export function plainMessage({ name, message }: Error): string | undefined {
  if (["ConfigurationError", "OperationError"].includes(name)) return message;
  if (!message.startsWith("Validation failed")) return undefined;
  // What a guard refuses is not to be ignored.
  return message.replace(/\n+If you wish to ignore these validations.*$/s, "");
}
