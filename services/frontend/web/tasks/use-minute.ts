import { useEffect, useState } from "react";

/** Milliseconds between two looks at the clock, for "today" and "overdue". */
const intervalMs = 60_000;

/** The time, to the minute. */
export function useMinute(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), intervalMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}
