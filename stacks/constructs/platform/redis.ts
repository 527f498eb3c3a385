import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import { DeploymentV1 } from "@cdktf/provider-kubernetes/lib/deployment-v1";
import { PersistentVolumeClaimV1 } from "@cdktf/provider-kubernetes/lib/persistent-volume-claim-v1";
import { ServiceV1 } from "@cdktf/provider-kubernetes/lib/service-v1";
import { Construct } from "constructs";
import type { SecretKeyRef } from "../../../dapr-components/resources";
import type { ContainerResources } from "../../config/resources";
import { declarePods } from "../../ledger/pods";
import { quantities } from "../../ledger/resources";
import { checksumAnnotation } from "../kubernetes/checksum";
import { preferNode } from "../kubernetes/node-preference";
import { restrictedContainer, restrictedPod } from "../kubernetes/pod-security";
import { redisArgs, trimScript } from "./redis-settings";
import { trimCommand } from "./redis-trim";

/** Name of all that Redis is made of, in the namespace of the services. */
export const redisName = "redis";
export const redisPort = 6379;
/** host:port within the namespace. */
export const redisAddress = `redis:${redisPort}`;
export const redisLabels = { "app.kubernetes.io/name": "redis" };

/** The user `redis` of the official image (https://github.com/redis/docker-library-redis). */
const redisUser = 999;

export interface RedisProps {
  readonly namespace: string;
  /** Image by its digest. */
  readonly image: string;
  readonly password: SecretKeyRef;
  /** A hash of the password, which Redis reads when it starts: another one restarts it. */
  readonly checksum: string;
  readonly resources: ContainerResources;
}

/** The container beside Redis that trims the streams. */
const trim: ContainerResources = {
  requests: { cpuMillis: 5, memoryMib: 8 },
  limits: { cpuMillis: 20, memoryMib: 32 },
};
const scripts = "/scripts";
const trimFile = "trim.lua";

/**
 * The startup probe looks every second, so that a rollout does not leave Redis without traffic until a probe every 10 s
 * comes around. Alive is what answers at all, ready what answers PONG: while it loads its file, it answers an error. A connection alone
 * says nothing, since the kernel accepts it for a program that hangs.
 */
const probe = (command: string) => ({
  exec: { command: ["sh", "-c", command] },
  periodSeconds: 10,
  timeoutSeconds: 5,
});

const answersPong = "redis-cli ping | grep -q PONG";

/** A small persistent Redis for Redis Streams. When its memory is full it refuses to write, and events wait in the outbox. */
export class Redis extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: RedisProps,
  ) {
    super(scope, id);
    const { namespace, resources, checksum } = props;
    declarePods(this, [
      {
        name: "redis",
        node: "agent",
        replicas: 1,
        surge: 0,
        containers: [
          { name: "redis", ...resources },
          { name: "trim", ...trim },
        ],
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
    const config = new ConfigMapV1(this, "scripts", {
      metadata: { ...metadata, name: "redis-scripts" },
      data: { [trimFile]: trimScript },
    });
    new DeploymentV1(this, "deployment", {
      metadata,
      spec: {
        replicas: "1",
        selector: { matchLabels: redisLabels },
        // Two pods cannot share the volume.
        strategy: { type: "Recreate" },
        template: {
          metadata: { labels: redisLabels, annotations: { [checksumAnnotation]: checksum } },
          spec: this.pod(),
        },
      },
      dependsOn: [volume, config],
    });
    new ServiceV1(this, "service", {
      metadata,
      spec: {
        selector: redisLabels,
        port: [{ name: "redis", port: redisPort, targetPort: "redis" }],
        // There is one pod, and clients wait for it: a second less without Redis in a rollout.
        publishNotReadyAddresses: true,
      },
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
          args: redisArgs("/data", "$(REDIS_PASSWORD)"),
          env: [
            { name: "REDIS_PASSWORD", valueFrom: { secretKeyRef: password } },
            { name: "REDISCLI_AUTH", valueFrom: { secretKeyRef: password } },
          ],
          port: [{ name: "redis", containerPort: redisPort }],
          resources: { requests: quantities(resources.requests), limits: quantities(resources.limits) },
          securityContext: restrictedContainer,
          startupProbe: { ...probe(answersPong), periodSeconds: 1, failureThreshold: 120 },
          livenessProbe: probe("redis-cli ping"),
          readinessProbe: probe(answersPong),
          volumeMount: [{ name: "data", mountPath: "/data" }],
        },
        {
          name: "trim",
          image,
          command: ["sh", "-c", trimCommand(`${scripts}/${trimFile}`)],
          env: [{ name: "REDISCLI_AUTH", valueFrom: { secretKeyRef: password } }],
          resources: { requests: quantities(trim.requests), limits: quantities(trim.limits) },
          securityContext: restrictedContainer,
          volumeMount: [{ name: "scripts", mountPath: scripts, readOnly: true }],
        },
      ],
      volume: [
        { name: "data", persistentVolumeClaim: { claimName: "redis" } },
        { name: "scripts", configMap: { name: "redis-scripts" } },
      ],
    };
  }
}
