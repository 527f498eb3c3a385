/**
 * How far requests and limits are from what was measured. A request keeps room on a node, so that it covers rest; a limit
 * ends or slows a container, so that it leaves what no measurement has seen.
 */
export const margin = {
  /** A request of CPU is at least so many times the use at rest. */
  cpuRequest: 1.5,
  /** A request of memory is at least so many times the working set under load. */
  memoryRequest: 1.1,
  /** A limit of memory is at least so many times the highest working set. */
  memoryLimit: 1.5,
};
