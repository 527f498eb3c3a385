import { useEffect, useState } from "react";
import { messageOf } from "../shared/problem";

export interface Polled<Value> {
  /** As of the last answer; undefined before the first one. */
  value: Value | undefined;
  /** Why there is no newer one; undefined while answers come. */
  refusal: string | undefined;
}

/** Asks again and again, one question at a time, for as long as the page is seen. */
export function usePolled<Value>(ask: () => Promise<Value>, everyMs: number): Polled<Value> {
  const [polled, setPolled] = useState<Polled<Value>>({ value: undefined, refusal: undefined });
  useEffect(() => {
    let isOver = false;
    let timer: number | undefined;
    const poll = async () => {
      try {
        const value = await ask();
        if (!isOver) setPolled({ value, refusal: undefined });
      } catch (error) {
        if (!isOver) setPolled(({ value }) => ({ value, refusal: messageOf(error) }));
      }
      if (!isOver && !document.hidden) timer = setTimeout(poll, everyMs);
      else timer = undefined;
    };
    const seen = () => {
      if (document.hidden || timer !== undefined) return;
      void poll();
    };
    document.addEventListener("visibilitychange", seen);
    void poll();
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [ask, everyMs]);
  return polled;
}
