import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { trimScript } from "../../../../stacks/constructs/platform/redis-settings";
import { describeReal } from "../../../helpers/real";
import { type RunningRedis, startRedis } from "../../../helpers/redis";

const day = 86_400_000;

describeReal("Trimming streams of Redis", ["redis"], ({ redis: program }) => {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-trim-"));
  const script = path.join(folder, "trim.lua");
  let redis: RunningRedis;

  beforeAll(async () => {
    writeFileSync(script, trimScript);
    redis = await startRedis(program);
  });
  afterAll(async () => {
    await redis.stop();
    rmSync(folder, { recursive: true });
  });

  /** A stream with the entries 1-0 to 9-0, and groups that start with the oldest. */
  const fill = (...groups: string[]): string => {
    redis.cli("DEL", "stream");
    for (let n = 1; n < 10; n += 1) redis.cli("XADD", "stream", `${n}-0`, "data", "x");
    for (const group of groups) redis.cli("XGROUP", "CREATE", "stream", group, "0");
    return "stream";
  };
  const read = (group: string, count: number) =>
    redis.cli("XREADGROUP", "GROUP", group, "pod", "COUNT", String(count), "STREAMS", "stream", ">");
  const acknowledge = (group: string, ...ids: number[]) =>
    redis.cli("XACK", "stream", group, ...ids.map((id) => `${id}-0`));
  const trim = (...args: (string | number)[]) => redis.cli("--eval", script, "stream", ",", ...args.map(String));
  const left = () => Number(redis.cli("XLEN", "stream"));

  test("goes as far as the slowest group has acknowledged, and no further", () => {
    fill("fast", "slow");
    read("fast", 9);
    acknowledge("fast", 1, 2, 3, 4, 5, 6, 7, 8, 9);
    read("slow", 4);
    acknowledge("slow", 1, 2, 3, 4);
    expect(trim(0, day, "fast", "slow")).toBe("3");
    // The last one that was acknowledged is the first that is kept.
    expect(redis.cli("XRANGE", "stream", "-", "+", "COUNT", "1")).toContain("4-0");
  });

  test("stops at an entry that was delivered and not acknowledged, though later ones were", () => {
    fill("one");
    read("one", 9);
    acknowledge("one", 1, 2, 4, 5, 6, 7, 8, 9);
    trim(0, day, "one");
    expect(left()).toBe(7);
    expect(redis.cli("XRANGE", "stream", "-", "+", "COUNT", "1")).toContain("3-0");
  });

  test("trims nothing while a group that must read it does not exist", () => {
    fill("one");
    read("one", 9);
    acknowledge("one", 1, 2, 3, 4, 5, 6, 7, 8, 9);
    expect(trim(0, day, "one", "not-started-yet")).toBe("0");
    expect(left()).toBe(9);
  });

  test("without groups it goes by age", () => {
    fill();
    const now = Number(redis.cli("TIME").split("\n")[0]) * 1000;
    redis.cli("XADD", "stream", `${now}-0`, "data", "x");
    expect(trim(3_600_000, day)).toBe("9");
    expect(left()).toBe(1);
  });

  test("a group of a pod stays while the pod reads, and before it does; then it goes", () => {
    fill("pod-1", "pod-2");
    read("pod-1", 1);
    const groups = () => redis.cli("XINFO", "GROUPS", "stream");
    trim(3_600_000, day);
    expect(groups()).toContain("pod-1");
    // As if no silence at all were allowed.
    trim(3_600_000, -1);
    expect(groups()).not.toContain("pod-1");
    expect(groups()).toContain("pod-2");
  });

  test("a stream that does not exist yet is no error", () => {
    redis.cli("DEL", "stream");
    expect(trim(0, day, "one")).toBe("0");
  });
});
