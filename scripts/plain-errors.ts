import "./operations/broken-pipe";
import { plainMessage } from "./operations/plain-message";

/**
 * Imported first by commands: mistakes that a user can fix, in the configuration, in pins.json, found by a guard or by an
 * operation, are shown as they are, without the place in the code where they were noticed. Any other error keeps its stack
 * trace.
 */
process.setUncaughtExceptionCaptureCallback((error: Error) => {
  console.error(plainMessage(error) ?? error.stack);
  process.exit("exitCode" in error && typeof error.exitCode === "number" ? error.exitCode : 1);
});
