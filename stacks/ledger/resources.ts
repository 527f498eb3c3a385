import type { Resources } from "../config/resources";

const noResources: Resources = { cpuMillis: 0, memoryMib: 0 };

/** The sum of all. */
export const sum = (all: readonly Resources[]): Resources =>
  all.reduce(
    (total, { cpuMillis, memoryMib }) => ({
      cpuMillis: total.cpuMillis + cpuMillis,
      memoryMib: total.memoryMib + memoryMib,
    }),
    noResources,
  );

export const times = ({ cpuMillis, memoryMib }: Resources, factor: number): Resources => ({
  cpuMillis: cpuMillis * factor,
  memoryMib: memoryMib * factor,
});

export const minus = (from: Resources, ...less: Resources[]): Resources =>
  sum([from, ...less.map((l) => times(l, -1))]);

/** The same as Kubernetes writes it: `{cpu: "50m", memory: "64Mi"}`. */
export const quantities = ({ cpuMillis, memoryMib }: Resources) => ({
  cpu: `${cpuMillis}m`,
  memory: `${memoryMib}Mi`,
});
