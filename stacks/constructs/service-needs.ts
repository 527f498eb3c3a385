import type { ServiceNeeds } from "../../services/contracts/needs";

/** Whether a service publishes or subscribes, and so runs with a sidecar. */
export const usesDapr = ({ publishes, subscribes }: ServiceNeeds): boolean => publishes.length + subscribes.length > 0;

/** Whether a service opens connections to the database. */
export const usesDatabase = ({ poolMax }: ServiceNeeds): boolean => poolMax > 0;
