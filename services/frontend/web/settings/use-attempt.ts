import { useState } from "react";
import { messageOf } from "../shared/problem";
import { useBusy } from "../shared/use-busy";

/** What came of the last act: what is said of it, or why it was refused. */
export interface Outcome {
  said: string;
  refusal: string | undefined;
}

/** Runs one act at a time, which answers what to say of it, and knows what came of it. */
export function useAttempt() {
  const [outcome, setOutcome] = useState<Outcome>({ said: "", refusal: undefined });
  const [isBusy, run] = useBusy();
  const attempt = (act: () => Promise<string>) =>
    run(async () => {
      setOutcome({ said: "", refusal: undefined });
      await act().then(
        (said) => setOutcome({ said, refusal: undefined }),
        (error: unknown) => setOutcome({ said: "", refusal: messageOf(error) }),
      );
    });
  return { isBusy, attempt, outcome };
}
