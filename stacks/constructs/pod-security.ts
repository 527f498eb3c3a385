/** The user `nonroot` of distroless images (https://github.com/GoogleContainerTools/distroless). */
export const nonroot = 65532;

/**
 * What a Pod and its containers need to be admitted where Pod Security is `restricted`
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted), and a read-only root file system.
 */
export const restrictedPod = (user: number) => ({
  runAsNonRoot: true,
  runAsUser: String(user),
  runAsGroup: String(user),
  seccompProfile: { type: "RuntimeDefault" },
});

export const restrictedContainer = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
};
