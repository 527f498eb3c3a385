import { useCallback, useEffect, useState } from "react";
import { messageOf } from "../shared/problem";

/** What a section shows, read when it is opened. */
export function useLoaded<Value>(read: () => Promise<Value>) {
  const [value, setValue] = useState<Value>();
  const [failure, setFailure] = useState<string>();
  const load = useCallback(async () => {
    setFailure(undefined);
    try {
      setValue(await read());
    } catch (error) {
      setFailure(messageOf(error));
    }
  }, [read]);
  useEffect(() => {
    load();
  }, [load]);
  return { value, setValue, failure, load };
}
