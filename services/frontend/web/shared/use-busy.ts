import { useRef, useState } from "react";

/** Runs one act at a time: while one is under way, another is not begun. */
export function useBusy(): [isBusy: boolean, run: (act: () => Promise<void>) => Promise<void>] {
  const [isBusy, setBusy] = useState(false);
  // A second click may come before the first is rendered.
  const isRunning = useRef(false);
  const run = async (act: () => Promise<void>) => {
    if (isRunning.current) return;
    isRunning.current = true;
    setBusy(true);
    try {
      await act();
    } finally {
      isRunning.current = false;
      setBusy(false);
    }
  };
  return [isBusy, run];
}
