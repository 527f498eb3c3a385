import { Readable } from "node:stream";

/**
 * A stream that has its first two parts already: the frame of a file, and the first page in it. A failure until then can still be
 * answered with a problem; a later one cuts the connection, so that no part is taken for the whole.
 */
async function startedStream(parts: AsyncGenerator<string>): Promise<AsyncGenerator<string>> {
  const first = [await parts.next(), await parts.next()];
  return (async function* () {
    try {
      for (const { done, value } of first) if (!done && value !== "") yield value;
      yield* parts;
    } finally {
      await parts.return(undefined);
    }
  })();
}

/** The body of a file that is read while it is sent. A HEAD gets none, and reads nothing. */
export async function fileBody(method: string, partsOf: () => AsyncGenerator<string>): Promise<Readable> {
  const parts = method === "HEAD" ? [] : await startedStream(partsOf());
  return Readable.from(parts, { objectMode: false });
}
