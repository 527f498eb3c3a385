/** What the platform must answer from outside: path, status, and what tells it from another program on the address. */
const checks: { path: string; status: number; contains: string }[] = [
  { path: "/", status: 200, contains: "<title>" },
  // Refused for want of a token, in the words of the service itself.
  { path: "/api/tasks", status: 401, contains: '"title"' },
];

/** Tries of each check: a route can be a moment behind its pods. */
const tries = 10;

/**
 * Asks the platform through its public address.
 *
 * @param pause waits between two tries
 * @throws {Error} with the first check that is not passed in the end
 */
export async function smoke(base: string, pause: () => Promise<void>): Promise<void> {
  for (const check of checks) {
    let problem = "";
    for (let attempt = 1; attempt <= tries; attempt++) {
      problem = await ask(new URL(check.path, base), check);
      if (problem === "") break;
      if (attempt < tries) await pause();
    }
    if (problem !== "") throw new Error(problem);
  }
}

async function ask(url: URL, { status, contains }: (typeof checks)[number]): Promise<string> {
  try {
    const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(10_000) });
    const text = await response.text();
    if (response.status !== status) return `${url} answers ${response.status}, and must answer ${status}`;
    return text.includes(contains) ? "" : `${url} answers without ${contains}`;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return `${url} does not answer: ${cause instanceof Error ? cause.message : cause}`;
  }
}
