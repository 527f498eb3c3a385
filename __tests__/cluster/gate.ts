import { existsSync, writeFileSync } from "node:fs";
import { until } from "./until";

/**
 * Waits for the file that CLUSTER_GATE names, if it names one: what is measured by time waits until other tests have left
 * the machine alone. Another one, with `.waiting` after its name, says that it waits.
 */
export const gateOpen = async (): Promise<void> => {
  const file = process.env.CLUSTER_GATE;
  if (!file) return;
  writeFileSync(`${file}.waiting`, "");
  await until(`${file} is there`, () => existsSync(file), 3_600);
};
