import { FreeholdError, messageOf } from "../../services/runtime/core/errors";

/** What is wrong with how a command was called. */
export const badSetting = (message: string): FreeholdError => new FreeholdError("SETTINGS_INVALID", message);

/** @throws FreeholdError SETTINGS_INVALID with the message of what `read` throws */
export function asSetting<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (cause) {
    throw new FreeholdError("SETTINGS_INVALID", messageOf(cause), { cause });
  }
}
