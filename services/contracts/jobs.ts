/**
 * What runs to an end instead of serving: each is a file of this name under scripts/, bundled by `npm run build` and run
 * by the stack apps.
 */
export const jobNames = ["migrate", "topics", "clean-up"] as const;
export type JobName = (typeof jobNames)[number];
