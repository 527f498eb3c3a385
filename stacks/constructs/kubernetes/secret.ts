import { SecretV1 } from "@cdktf/provider-kubernetes/lib/secret-v1";
import type { Construct } from "constructs";

export interface SecretProps {
  readonly name: string;
  readonly namespace: string;
  /** Values by their key, not yet in base64. */
  readonly data: Record<string, string>;
  /**
   * Type of the Secret: https://kubernetes.io/docs/concepts/configuration/secret/#secret-types
   * @default Opaque
   */
  readonly type?: "kubernetes.io/tls";
  /**
   * Id of the construct.
   * @default the name and `-secret`
   */
  readonly id?: string;
}

/** A Secret of Kubernetes. No stack adds one in another way. */
export class Secret extends SecretV1 {
  constructor(scope: Construct, { name, namespace, data, type, id = `${name}-secret` }: SecretProps) {
    super(scope, id, { metadata: { name, namespace }, type, data });
  }
}
