import { stopChild } from "../child";
import { median } from "../measure";
import { withPool } from "../postgres";
import { caughtUp, load, startServer, upTo } from "../writes";
import { type Curve, count, type GrowthOptions, levelsOffAt, point, type Row } from "./curve";

const sizesOf = ({ quick }: GrowthOptions): number[] => (quick ? [1, 2, 4] : [1, 2, 4, 8, 16, 32, 64]);

/** Writes a second through the API, and how long one takes, with ever more clients. */
export const growWrites = (options: GrowthOptions): Promise<Curve> =>
  withPool(async (url, database) => {
    const requests = options.quick ? 100 : 3_000;
    const server = await startServer("freehold", url);
    const [perSecond, latency]: [Row[], Row[]] = [[], []];
    try {
      options.progress("warming up");
      await load(server, 8, upTo(requests));
      await caughtUp(database);
      for (const x of sizesOf(options)) {
        const p50: number[] = [];
        const run = async () => {
          const result = await load(server, x, upTo(requests));
          await caughtUp(database);
          p50.push(result.p50);
          return result.perSecond;
        };
        perSecond.push(await point(options, { x, unit: "a second", line: "POST of a task" }, run));
        latency.push({ x, figure: median(p50), unit: "ms", line: "p50 of a POST" });
      }
    } finally {
      await stopChild(server);
    }
    return {
      title: "Clients that write",
      axis: "clients",
      setup: `${count(requests)} posts a point; API and all consumers in one process, as in \`npm start\``,
      rows: [...perSecond, ...latency],
      advice: adviceOf(perSecond),
    };
  });

/** Node runs the API and the consumers of each write on one core. */
function adviceOf(rows: readonly Row[]): string {
  const bend = levelsOffAt(rows);
  const where = bend
    ? `Writes a second level off at ${count(bend)} ${bend === 1 ? "client" : "clients"}.`
    : `No bend up to ${count(rows.at(-1)?.x ?? 0)} clients.`;
  return `${where} From there the one Node process, which also runs the consumers, or the disk that stores each commit is busy, and more
clients only wait longer. Run the services as pods of their own with more replicas of \`backend\`; after that, pay for a database
with faster commits.`;
}
