/** The user `nonroot` of distroless images (https://github.com/GoogleContainerTools/distroless). */
export const nonroot = 65532;

/** The system calls that the container runtime allows by default. */
export const seccompProfile = { type: "RuntimeDefault" };

/**
 * What a Pod and its containers need to be admitted where Pod Security is `restricted`
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted), and a read-only root file system.
 */
export const restrictedPod = (user: number) => ({
  runAsNonRoot: true,
  runAsUser: String(user),
  runAsGroup: String(user),
  seccompProfile,
});

export const restrictedContainer = {
  // Again, since the provider sends false for a container that does not say it, which outweighs the pod and is refused.
  runAsNonRoot: true,
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
};
