import { jobs } from "./jobs";

/** Bytes out a month that Always Free has (https://docs.oracle.com/iaas/Content/FreeTier/freetier_topic-Always_Free_Resources.htm). */
export const networkFree = 10e12;

/** Interfaces of a machine, and not those of pods. */
export const machineInterfaces = 'device!~"lo|cni.*|flannel.*|veth.*"';

/**
 * What leaves the machines in 30 days if it goes on as in the last one. Metrics are kept for a week, too short
 * to add up a month; and at full speed the free month is used up within a day.
 */
export const monthAtThisPace = `30 * sum(increase(node_network_transmit_bytes_total{job="${jobs.nodes}", ${machineInterfaces}}[1d]))`;
