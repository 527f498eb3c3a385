import { useEffect, useRef, useState } from "react";
import { words } from "../../messages/settings/words";
import { newTasks } from "../../shared/new-tasks";
import { noteWords } from "../../shared/note-words";
import { isStatus, messageOf, Problem } from "../../shared/problem";
import { toast } from "../../shared/toasts";
import type { ImportAnswer } from "../types";
import { type FileFormat, formatOf, mostBytes } from "./file-format";
import { formatBytes } from "./format-bytes";
import { sendFile } from "./send-file";

/** Tasks that are being added. */
interface Adding {
  /** As the dry run said. */
  total: number;
  /** How many new tasks the page had heard of before. */
  from: number;
}

/** How far an import is. */
export type ImportStep =
  | { at: "choice"; refusal?: string; problems?: Problem["errors"] }
  | { at: "work"; file: File; uploaded: number; adding?: Adding | undefined }
  | { at: "preview"; file: File; format: FileFormat; answer: ImportAnswer }
  | { at: "done"; answer: ImportAnswer };

/** Takes a file, asks the API what it would make of it, and has it made. */
export function useImport(onImported: () => Promise<void>) {
  const [step, setStep] = useState<ImportStep>({ at: "choice" });
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);

  const send = async (file: File, format: FileFormat, adding?: Adding): Promise<ImportAnswer | undefined> => {
    const onProgress = (uploaded: number) => setStep({ at: "work", file, uploaded, adding });
    onProgress(0);
    try {
      const answer = await sendFile(file, format, { dryRun: !adding, onProgress });
      const notes = answer.notes.map(async (note) => ({ ...note, message: await noteWords(note) }));
      return { ...answer, notes: await Promise.all(notes) };
    } catch (error) {
      const refusal = wordsOf(error);
      setStep({ at: "choice", refusal, problems: error instanceof Problem ? error.errors : [] });
      if (!isShown.current) toast(refusal);
      return undefined;
    }
  };

  return {
    step,
    choose: async (file: File) => {
      const format = formatOf(file.name);
      if (!format) return setStep({ at: "choice", refusal: words.data.unknownFile });
      if (file.size > mostBytes) return setStep({ at: "choice", refusal: words.data.tooLarge(formatBytes(mostBytes)) });
      const answer = await send(file, format);
      if (answer) setStep({ at: "preview", file, format, answer });
    },
    run: async (file: File, format: FileFormat, total: number) => {
      const answer = await send(file, format, { total, from: newTasks.get() });
      if (!answer) return;
      setStep({ at: "done", answer });
      if (!isShown.current) toast(words.data.done(answer.created, answer.lists.length));
      await onImported();
    },
    startOver: () => setStep({ at: "choice" }),
  };
}

function wordsOf(error: unknown): string {
  if (isStatus(error, 413)) return words.data.tooLarge(formatBytes(mostBytes));
  const hasLines = error instanceof Problem && error.errors.some(({ line }) => line !== undefined);
  return hasLines ? words.data.refused : messageOf(error);
}
