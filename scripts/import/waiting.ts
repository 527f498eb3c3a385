const everyMs = 2_000;

/** Says on the way how long a piece of work takes, once that is long. */
export async function whileWaiting<Value>(what: string, work: Promise<Value>): Promise<Value> {
  const began = Date.now();
  const timer = setInterval(() => {
    process.stderr.write(`${what}… ${Math.round((Date.now() - began) / 1_000)} s\n`);
  }, everyMs);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
