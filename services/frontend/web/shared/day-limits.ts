/** The days that the platform takes in every time zone, as attributes of a field for a date. */
export const dayLimits = { min: "1970-01-02", max: "9999-12-30" };
