/**
 * A stream that has its first two parts already: the frame of a file, and the first page in it. A failure until then can still be
 * answered with a problem; a later one cuts the connection, so that no part is taken for the whole.
 */
export async function startedStream(parts: AsyncGenerator<string>): Promise<AsyncGenerator<string>> {
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
