/**
 * Imported first by commands: mistakes that a user can fix, in the configuration, in pins.json or found by a guard, are
 * shown as they are, without the place in the code where they were noticed. Any other error keeps its stack trace.
 */
process.setUncaughtExceptionCaptureCallback((error: Error) => {
  const plain = error.name === "ConfigurationError" || error.message.startsWith("Validation failed");
  process.setSourceMapsEnabled(true);
  console.error(plain ? error.message : error.stack);
  process.exit(1);
});

// CDKTF takes a stack trace for every token, and mapping each of them back to the source is a sixth of a synth. An error
// that is shown is mapped all the same: its trace is made when it is first read.
process.setSourceMapsEnabled(false);
