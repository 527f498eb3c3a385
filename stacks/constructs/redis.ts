import { DeploymentV1 } from "@cdktf/provider-kubernetes/lib/deployment-v1";
import { PersistentVolumeClaimV1 } from "@cdktf/provider-kubernetes/lib/persistent-volume-claim-v1";
import { ServiceV1 } from "@cdktf/provider-kubernetes/lib/service-v1";
import { Construct } from "constructs";
import type { SecretKeyRef } from "../../dapr-components/resources";
import type { ContainerResources } from "../config/resources";
import { declarePods } from "../ledger/pods";
import { quantities } from "../ledger/resources";
import { preferNode } from "./node-preference";
import { restrictedContainer, restrictedPod } from "./pod-security";

export const redisPort = 6379;
export const redisLabels = { "app.kubernetes.io/name": "redis" };

/** The user `redis` of the official image (https://github.com/redis/docker-library-redis). */
const redisUser = 999;

export interface RedisProps {
  readonly namespace: string;
  /** Image by its digest. */
  readonly image: string;
  readonly password: SecretKeyRef;
  readonly resources: ContainerResources;
}

/** A small persistent Redis for Redis Streams. When its memory is full it refuses to write, and events wait in the outbox. */
export class Redis extends Construct {
  /** host:port within the namespace. */
  readonly host = `redis:${redisPort}`;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: RedisProps,
  ) {
    super(scope, id);
    const { namespace, resources } = props;
    declarePods(this, [
      {
        name: "redis",
        node: "agent",
        replicas: 1,
        surge: 0,
        containers: [{ name: "redis", ...resources }],
        setting: "platform.redis",
      },
    ]);
    const metadata = { name: "redis", namespace, labels: redisLabels };
    const volume = new PersistentVolumeClaimV1(this, "volume", {
      metadata,
      spec: {
        accessModes: ["ReadWriteOnce"],
        storageClassName: "local-path",
        resources: { requests: { storage: "1Gi" } },
      },
      // local-path binds a volume only once a pod uses it.
      waitUntilBound: false,
    });
    new DeploymentV1(this, "deployment", {
      metadata,
      spec: {
        replicas: "1",
        selector: { matchLabels: redisLabels },
        // Two pods cannot share the volume.
        strategy: { type: "Recreate" },
        template: { metadata: { labels: redisLabels }, spec: this.pod() },
      },
      dependsOn: [volume],
    });
    new ServiceV1(this, "service", {
      metadata,
      spec: { selector: redisLabels, port: [{ name: "redis", port: redisPort, targetPort: "redis" }] },
    });
  }

  private pod() {
    const { image, password, resources } = this.props;
    return {
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: { ...restrictedPod(redisUser), fsGroup: String(redisUser) },
      affinity: preferNode("agent"),
      container: [
        {
          name: "redis",
          image,
          command: ["redis-server"],
          args: [
            // An entry that Redis has accepted survives a crash.
            ...["--appendonly", "yes", "--appendfsync", "always", "--dir", "/data"],
            // Half of the container's limit or less: a rewrite of the log can take as much again.
            ...["--maxmemory", "64mb", "--maxmemory-policy", "noeviction"],
            ...["--requirepass", "$(REDIS_PASSWORD)"],
          ],
          env: [{ name: "REDIS_PASSWORD", valueFrom: { secretKeyRef: password } }],
          port: [{ name: "redis", containerPort: redisPort }],
          resources: { requests: quantities(resources.requests), limits: quantities(resources.limits) },
          securityContext: restrictedContainer,
          livenessProbe: { tcpSocket: [{ port: "redis" }] },
          readinessProbe: { tcpSocket: [{ port: "redis" }] },
          volumeMount: [{ name: "data", mountPath: "/data" }],
        },
      ],
      volume: [{ name: "data", persistentVolumeClaim: { claimName: "redis" } }],
    };
  }
}
