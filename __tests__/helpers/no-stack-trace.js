/**
 * Replaces the modules of CDKTF, cdktn and constructs that record where each token and construct was made. They format a
 * stack trace for each, which takes more than half of a synth under jest. Only their error messages use it.
 */
exports.captureStackTrace = () => [];
exports.captureCreationStack = () => [];
