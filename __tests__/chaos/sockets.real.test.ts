import { chaos, clean, testTimeout } from "./run-chaos";

test(
  "a thousand sockets on one WebSocket service, 50 of them hostile: pushes to the others hardly notice, and memory returns",
  async () => {
    const printed = await chaos("sockets");
    expect(printed).toMatch(/flood [1-9]\d*, silent [1-9]\d*, slow [1-9]\d*, oversized [1-9]\d*, malformed [1-9]/);
    expect(printed).toMatch(/[1-9]\d* times cut off: clients that upgrade slowly/);
    expect(printed).toMatch(clean);
  },
  testTimeout,
);
