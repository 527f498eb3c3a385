/**
 * Lets a command go on in silence when its output is closed, as in `npx freehold manifests apps | head`: what it
 * does besides writing must not be cut off half way. Its exit code stays.
 */
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}
