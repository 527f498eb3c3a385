import { z } from "zod";
import { importAnswer } from "../../services/backend/import/schemas";
import { type Answer, tokenFor } from "./backend";

const types = { json: "application/json", ics: "text/calendar", "todoist-csv": "text/csv" };

/** Sends files to POST /api/import, as a user. */
export const importer =
  (url: () => string) =>
  async (
    user: string,
    format: keyof typeof types,
    file: string | Buffer,
    { query = "", headers = {} }: { query?: string; headers?: Record<string, string> } = {},
  ): Promise<Answer> => {
    const response = await fetch(`${url()}/api/import?format=${format}${query}`, {
      method: "POST",
      headers: { authorization: `Bearer ${await tokenFor(user)}`, "content-type": types[format], ...headers },
      body: file,
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };

/** What an import answered. */
export const answerOf = ({ body }: Answer) => importAnswer.parse(body);

/** What was wrong with a file: its line and its field. */
export const problemsOf = ({ body }: Answer) =>
  z
    .object({ errors: z.array(z.object({ line: z.number(), field: z.string(), message: z.string() })) })
    .parse(body)
    .errors.map(({ line, field, message }) => [line, field, message]);
