import { t } from "../../messages/language";
import { timeZone } from "../../shared/format";
import { Problem } from "../../shared/problem";
import { addressOf, authorization, readAnswer } from "../../shared/request";
import type { ImportAnswer } from "../types";
import type { FileFormat } from "./file-format";

/** Milliseconds that a file may take: it is uploaded, read, and its tasks are made in chunks. */
const answerTimeoutMs = 300_000;

interface SendOptions {
  /** Whether the API shall only say what it would make. */
  dryRun: boolean;
  /** Told which part of the file is uploaded, from 0 to 1. */
  onProgress: (part: number) => void;
}

/**
 * Sends a file to the import. `fetch` does not tell how far an upload is.
 * @throws {Problem}
 */
export function sendFile(file: Blob, { format, type }: FileFormat, options: SendOptions): Promise<ImportAnswer> {
  const query = { format, dryRun: String(options.dryRun), timeZone };
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", addressOf("/api/import", query));
    for (const [name, value] of Object.entries({ ...authorization(), "content-type": type }))
      request.setRequestHeader(name, value);
    request.timeout = answerTimeoutMs;
    request.upload.onprogress = ({ loaded, total }) => options.onProgress(total === 0 ? 1 : loaded / total);
    request.upload.onload = () => options.onProgress(1);
    request.onerror = () => reject(new Problem(0, t.problem.unreachable));
    request.ontimeout = () => reject(new Problem(0, t.problem.noAnswer));
    request.onload = () => resolve(readAnswer(toResponse(request), request.responseText));
    request.send(file);
  });
}

function toResponse(request: XMLHttpRequest): Response {
  const retryAfter = request.getResponseHeader("retry-after");
  return new Response(null, {
    status: request.status,
    ...(retryAfter !== null && { headers: { "retry-after": retryAfter } }),
  });
}
