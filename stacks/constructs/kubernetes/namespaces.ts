/** The namespaces of the platform, by what they hold. */
export const namespaces = { dapr: "dapr-system", monitoring: "monitoring", apps: "freehold" } as const;
export type NamespaceName = (typeof namespaces)[keyof typeof namespaces];
