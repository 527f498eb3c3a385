import { useEffect, useState } from "react";

/** Milliseconds without a key stroke after which the API is asked what a text means. */
const delayMs = 250;

/** A text once its user has paused. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), delayMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
