import * as z from "zod";
import { type ImportAnswer, importAnswer } from "../../services/backend/import/schemas";
import { maxUploadBytes } from "../../services/contracts/limits";
import { isLoopback } from "../../services/runtime/http/auth";
import { OperationError } from "../operations/operation-error";
import { type Format, formats } from "./format";

const defaultUrl = "http://localhost:8080";
/** Milliseconds that an answer may take: the tasks are made in chunks. */
const answerTimeoutMs = 300_000;
/** Problems of a file that are shown. */
const shownProblems = 20;

interface Platform {
  url: string;
  headers: Record<string, string>;
}

interface ImportFile {
  text: Buffer;
  format: Format;
  timeZone: string;
}

const problemSchema = z.object({
  detail: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), message: z.string(), line: z.number().optional() })).default([]),
});

/**
 * Where the API is, and how one signs in.
 * @throws {OperationError} for an address that is none, and for one that would carry the token in clear
 */
export function platformOf(url = defaultUrl, token?: string): Platform {
  if (!URL.canParse(url)) throw new OperationError(`--url: ${url} is no address such as https://tasks.example.org`);
  const { protocol, hostname } = new URL(url);
  if (token && protocol !== "https:" && !isLoopback(hostname)) {
    throw new OperationError(`${url} would carry FREEHOLD_TOKEN in clear`, { fix: "Use an https address." });
  }
  return { url, headers: token ? { authorization: `Bearer ${token}` } : {} };
}

/** @throws {OperationError} that says what is wrong, and in which lines of the file */
export async function sendFile(
  { url, headers }: Platform,
  { text, format, timeZone }: ImportFile,
  dryRun: boolean,
): Promise<ImportAnswer> {
  if (text.byteLength > maxUploadBytes) {
    throw new OperationError(`The file has more than ${maxUploadBytes} bytes`, { fix: "Import it in parts." });
  }
  const query = new URLSearchParams({ format, timeZone, dryRun: String(dryRun) });
  const response = await fetch(new URL(`/api/import?${query}`, url), {
    method: "POST",
    headers: { ...headers, "content-type": formats[format] },
    body: new Uint8Array(text),
    signal: AbortSignal.timeout(answerTimeoutMs),
  }).catch(() => {
    throw new OperationError(`No platform answers at ${url}`, { fix: "Start it, or say where it is with --url." });
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return importAnswer.parse(answer);
  if (response.status === 401) {
    throw new OperationError("The platform does not know you", { fix: "Set FREEHOLD_TOKEN: npx freehold token USER." });
  }
  throw refusal(response.status, answer);
}

function refusal(status: number, answer: unknown): OperationError {
  const { detail, errors } = problemSchema.safeParse(answer).data ?? { errors: [] };
  const lines = errors
    .slice(0, shownProblems)
    .map(({ line, field, message }) => `${line === undefined ? "" : `Line ${line}: `}${field} ${message}`);
  const more = errors.length > shownProblems ? [`and ${errors.length - shownProblems} more`] : [];
  return new OperationError(
    [lines.length > 1 ? "No task was imported." : (detail ?? `The platform refused this (${status}).`)]
      .concat(lines.length > 1 ? [...lines, ...more] : [])
      .join("\n"),
  );
}
