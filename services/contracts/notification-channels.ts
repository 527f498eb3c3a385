/** Channels by which notifications leave the platform to where its operator says. Push goes to browsers of each owner. */
export const operatorsChannels = ["webhook", "email"] as const;
