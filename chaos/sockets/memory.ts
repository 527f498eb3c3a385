import { once } from "node:events";
import WebSocket from "ws";
import { z } from "zod";

const answerSchema = z.object({
  id: z.number().optional(),
  result: z.object({ result: z.object({ value: z.number() }).optional() }).optional(),
});

/**
 * Megabytes that a process with an inspector uses, on the heap and beside it, without what is garbage.
 * @param inspector address of its inspector, as ws://…
 */
export async function usedMegabytes(inspector: string): Promise<number> {
  const socket = new WebSocket(inspector);
  await once(socket, "open");
  const ask = async (id: number, method: string, params = {}): Promise<number> => {
    socket.send(JSON.stringify({ id, method, params }));
    for (;;) {
      const [message] = await once(socket, "message");
      const answer = answerSchema.parse(JSON.parse(String(message)));
      if (answer.id === id) return answer.result?.result?.value ?? Number.NaN;
    }
  };
  const expression = "(({ heapUsed, external }) => (heapUsed + external) / 1e6)(process.memoryUsage())";
  try {
    await ask(1, "HeapProfiler.collectGarbage");
    return await ask(2, "Runtime.evaluate", { expression });
  } finally {
    socket.terminate();
  }
}
