/** Channels by which notifications leave the platform to where its operator or their owner says. Push goes to browsers. */
export const operatorsChannels = ["webhook", "email"] as const;
export type OperatorsChannel = (typeof operatorsChannels)[number];
