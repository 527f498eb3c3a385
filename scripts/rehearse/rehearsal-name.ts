/**
 * Name of the rehearsal that this process starts or clears: of its folder in the cache and of its control groups. Two can run
 * at a time when each has a name and a network namespace of its own, as .ci/run does. Default: rehearsal
 */
export const rehearsalName = process.env.FREEHOLD_REHEARSAL ?? "rehearsal";
