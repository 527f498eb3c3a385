import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { type CompiledProgram, compileProgram } from "../../chaos/compiled-program";
import type { EffectId, Idempotency } from "../../services/runtime/consumer/idempotency/port";
import { RedeliverError } from "../../services/runtime/core/errors";

export interface IdempotencyCandidate {
  /** The adapter in this process. */
  idempotency: () => Idempotency;
  /** What makes a process of its own use the same adapter on the same store. */
  environment: () => Record<string, string>;
}

const stepsSchema = z.array(z.string());

/** What every adapter promises by the guarantee that it declares, with a crash at each of its steps. */
export function idempotencyConformance({ idempotency, environment }: IdempotencyCandidate): void {
  let program: CompiledProgram;
  let receiver: Server;
  let url: string;
  const had = new Map<string, number>();
  const count = ({ eventId }: EffectId) => had.get(eventId) ?? 0;
  const have = (id: EffectId) => async () => {
    await fetch(`${url}/${id.eventId}`, { method: "POST" });
  };
  const newId = (): EffectId => ({ consumer: "notification/webhook", eventId: uuidv7() });

  beforeAll(async () => {
    program = await compileProgram("__tests__/conformance/idempotency-process.ts");
    receiver = createServer((request, response) => {
      const eventId = request.url?.slice(1) ?? "";
      had.set(eventId, (had.get(eventId) ?? 0) + 1);
      response.end();
    });
    await once(receiver.listen(0, "127.0.0.1"), "listening");
    const address = receiver.address();
    url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  });
  afterAll(async () => {
    receiver.close();
    await program.remove();
  });

  /** Has the effect in a process of its own, which dies at a step; answers its steps if it did not come to that one. */
  async function inProcess(id: EffectId, dieAt: number): Promise<string[] | undefined> {
    const child = spawn(process.execPath, [program.file], {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        ...process.env,
        ...environment(),
        CONSUMER: id.consumer,
        EVENT_ID: id.eventId,
        EFFECT_URL: `${url}/${id.eventId}`,
        DIE_AT: String(dieAt),
      },
    });
    const [output, [code, signal]] = await Promise.all([text(child.stdout), once(child, "exit")]);
    if (signal === "SIGKILL") return undefined;
    expect(code).toBe(0);
    return stepsSchema.parse(JSON.parse(output));
  }

  test("an effect runs once under an id, and again under another", async () => {
    const [id, other] = [newId(), newId()];
    for (const each of [id, id, other]) await idempotency().once(each, have(each));
    expect([count(id), count(other)]).toEqual([1, 1]);
  });

  test("of many that begin at the same time one runs the effect, and the others find it done or are redelivered", async () => {
    const id = newId();
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => idempotency().once(id, have(id))));
    expect(count(id)).toBe(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toBeInstanceOf(RedeliverError);
  });

  test("one that fails can be tried again at once", async () => {
    const id = newId();
    await expect(idempotency().once(id, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    await idempotency().once(id, have(id));
    expect(count(id)).toBe(1);
  });

  test("a crash at any step loses no effect, and doubles it only where the adapter says so", async () => {
    const whole = newId();
    const steps = (await inProcess(whole, 0)) ?? [];
    expect(count(whole)).toBe(1);
    expect(steps.length).toBeGreaterThanOrEqual(8);
    const { guarantee } = idempotency();
    expect(guarantee.lost).toBe("never");
    // The note is what is waited for last: the commit, or `done`.
    const afterEffect = steps.indexOf("after effect");
    const beforeNote = steps.length - 2;
    expect(guarantee.doubled).toBe(
      steps[beforeNote] === "before commit" ? "between effect and commit" : "between effect and done",
    );

    for (const [index, name] of steps.entries()) {
      const id = newId();
      expect([name, await inProcess(id, index + 1)]).toEqual([name, undefined]);
      expect([name, count(id)]).toEqual([name, index < afterEffect ? 0 : 1]);
      // The next try: at once, which may ask for redelivery, and after the wait that is declared, which may not.
      await idempotency()
        .once(id, have(id))
        .catch((error) => {
          expect([name, guarantee.wait > 0, error instanceof RedeliverError]).toEqual([name, true, true]);
        });
      const clock = jest.spyOn(Date, "now").mockReturnValue(Date.now() + guarantee.wait + 1);
      await idempotency()
        .once(id, have(id))
        .finally(() => clock.mockRestore());
      const doubled = index >= afterEffect && index <= beforeNote;
      expect([name, count(id)]).toEqual([name, doubled ? 2 : 1]);
    }
  }, 300_000);
}
