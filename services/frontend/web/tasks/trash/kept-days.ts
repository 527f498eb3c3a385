/** Days for which the platform keeps a deleted task. */
export const keptDays = 30;
