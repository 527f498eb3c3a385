import { addressOf, authorization, noAnswer, readAnswer } from "../../shared/request";

export type ExportFormat = "json" | "csv" | "ics";

/** Milliseconds that the first bytes may take; the file takes as long as it is. */
const answerTimeoutMs = 30_000;

/**
 * All tasks as a file. A link could not say who is asking.
 * @throws {Problem}
 */
export async function fetchExport(format: ExportFormat): Promise<Blob> {
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(new DOMException("No answer", "TimeoutError")), answerTimeoutMs);
  const init = { headers: authorization(), signal: waiting.signal };
  let response: Response;
  try {
    response = await fetch(addressOf("/api/export", { format }), init);
    clearTimeout(timer);
    if (response.ok) return await response.blob();
  } catch (error) {
    throw noAnswer(error);
  } finally {
    clearTimeout(timer);
  }
  return readAnswer(response, await response.text());
}

/** Has the browser keep a file, as if a link to it was followed. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // Safari reads the file after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
