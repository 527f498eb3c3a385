/** The ways by which a notification leaves the platform. */
export const notificationChannels = ["webhook", "email"] as const;
export type NotificationChannel = (typeof notificationChannels)[number];

/** What is secret of each, by the key of the Secret `notification`. */
export const notificationSecretKeys = {
  webhook: ["webhook-url"],
  email: ["smtp-username", "smtp-password"],
} as const satisfies Record<NotificationChannel, readonly string[]>;
export type NotificationSecretKey = (typeof notificationSecretKeys)[NotificationChannel][number];

/** Ports of mail servers that take mail from applications, encrypted: TLS at once, or STARTTLS (RFC 8314). */
export const smtpPorts = { tls: 465, startTls: 587 } as const;
