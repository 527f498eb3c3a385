/** A kubeconfig of a component, by its client certificate. All PEM. */
export const kubeconfig = (server: string, authority: string, certificate: string, key: string): string =>
  JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "rehearsal", cluster: { server, "certificate-authority-data": base64(authority) } }],
    users: [
      { name: "rehearsal", user: { "client-certificate-data": base64(certificate), "client-key-data": base64(key) } },
    ],
    contexts: [{ name: "rehearsal", context: { cluster: "rehearsal", user: "rehearsal" } }],
    "current-context": "rehearsal",
  });

const base64 = (text: string): string => Buffer.from(text).toString("base64");
