/**
 * Imported first by commands: mistakes that a user can fix, in the configuration, in pins.json or found by a guard, are
 * shown as they are, without the place in the code where they were noticed. Any other error keeps its stack trace.
 */
process.setUncaughtExceptionCaptureCallback((error: Error) => {
  const plain = error.name === "ConfigurationError" || error.message.startsWith("Validation failed");
  console.error(plain ? error.message : error.stack);
  process.exit(1);
});
