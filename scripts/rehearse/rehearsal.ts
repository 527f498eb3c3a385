import { mkdirSync } from "node:fs";
import path from "node:path";
import { nodeRoles } from "../../services/contracts/node-role";
import type { Config } from "../../stacks/config";
import { readPins } from "../../stacks/config/read-pins";
import { cached } from "../components/component";
import { programOf } from "../components/find";
import { Kubectl } from "../operations/kubectl";
import { clearRehearsal, rehearsalFolder } from "./clear";
import { RehearsalCluster } from "./cluster/cluster";
import type { PlatformImageName } from "./images/catalogue";
import type { WrittenImage } from "./images/write-image";
import { hostNames } from "./machine/addresses";
import { OutsideAcme } from "./outside/acme";
import { OutsideAuthority } from "./outside/authority";
import { OutsideInbox } from "./outside/inbox";
import { OutsideKafka } from "./outside/kafka";
import { startNameServer } from "./outside/name-server";
import { OutsidePostgres } from "./outside/postgres";
import { type Charts, offlineCharts } from "./platform/charts";
import { Helm } from "./platform/helm";
import { RehearsalImages } from "./platform/images";
import { RehearsalPlatform } from "./platform/platform";
import { deployWatched } from "./platform/watched";
import { type RehearsalProgram, rehearsalPrograms } from "./programs";
import { EvaluatedStacks } from "./stacks/evaluated";
import { synthesiseAll } from "./stacks/synthesised";
import type { Steps } from "./steps";
import { deployTraefik, startSystem } from "./system/start-system";
import { deployByTerraform } from "./terraform/deploy-by-terraform";

/** The whole platform on a cluster of its own. */
export interface Rehearsal {
  config: Config;
  programs: Record<RehearsalProgram, string>;
  cluster: RehearsalCluster;
  kubectl: Kubectl;
  postgres: OutsidePostgres;
  acme: OutsideAcme;
  inbox: OutsideInbox;
  authority: OutsideAuthority;
  /** With the broker `redpanda`, from the moment that it is configured. */
  kafka: OutsideKafka;
  images: RehearsalImages;
  platform: RehearsalPlatform;
  charts: Charts;
  /** What tokens are signed with. */
  signingSecret(): string;
  /** Values of the stacks' variables, by their names without `TF_VAR_`. */
  variables(): Record<string, string>;
  /**
   * Deploys another configuration over the one that runs, as a user who changes freehold.config.ts does.
   * @param changed values of variables that differ from the rehearsal's. Default: none
   */
  reconfigure(config: Config, changed?: Record<string, string>): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the cluster and deploys the stacks platform and apps on it. What an earlier rehearsal left is cleared first.
 * @param by what deploys: `objects`, which takes no network, or `terraform` with its providers. Default: objects
 */
export async function startRehearsal(
  config: Config,
  steps: Steps,
  by: "objects" | "terraform" = "objects",
): Promise<Rehearsal> {
  const programs = rehearsalPrograms();
  await steps.run("Clear what an earlier rehearsal left", clearRehearsal);
  mkdirSync(rehearsalFolder, { recursive: true, mode: 0o700 });
  const authority = new OutsideAuthority(cached("rehearsal-authority"));
  const images = new RehearsalImages(programs.containerd, authority.certificate);
  const made = await steps.run("Make the images", async () => {
    const all = { ...(await images.platform()), freehold: await images.freehold() };
    await images.update();
    return all;
  });
  const cluster = await RehearsalCluster.prepare({
    folder: rehearsalFolder,
    config,
    programs,
    pauseImage: made.pause.name,
  });
  const postgres = new OutsidePostgres(cluster.outside, authority);
  const acme = new OutsideAcme(cluster.outside, authority);
  const inbox = new OutsideInbox(cluster.outside, authority);
  const kafka = new OutsideKafka(cluster.outside, authority, () => programOf("kafka"));
  await steps.run("Start two nodes", async () => {
    for (const role of nodeRoles) images.copyTo(cluster.nodes[role].file("var-lib", "containerd"));
    await cluster.start();
  });
  const kubectl = new Kubectl(cluster.kubeconfig, programs.kubectl);
  const [, stacks] = await Promise.all([
    steps.run("Start Kubernetes", () => startSystem({ cluster, kubectl, programs, images: made, config })),
    startOutside(),
  ]);
  async function startOutside(): Promise<EvaluatedStacks> {
    startNameServer(cluster.outside, programs.coredns);
    acme.start(programs.pebble);
    inbox.start();
    await Promise.all([postgres.start(), startKafka(config)]);
    return EvaluatedStacks.of(synthesiseAll(config, readPins()), variables(postgres, kafka, made));
  }
  async function startKafka({ connections }: Config): Promise<void> {
    if (connections.broker === "redpanda") await kafka.start();
  }
  const helm = new Helm(programs.helm, cluster.kubeconfig);
  const charts = offlineCharts(programs["dapr-chart"], made);
  const platform = new RehearsalPlatform({
    kubectl,
    helm,
    stacks,
    charts,
    steps,
  });
  const deploy = async () => {
    await platform.deploy("platform");
    await platform.deploy("apps");
  };
  const secret =
    by === "terraform" &&
    (await deployByTerraform({
      ...{ config, cluster, evaluated: stacks, charts, steps, folder: path.join(rehearsalFolder, "terraform") },
      variables: variables(postgres, kafka, made),
    }));
  if (!secret) await deployWatched(kubectl, steps, deploy);
  return {
    config,
    programs,
    cluster,
    kubectl,
    postgres,
    acme,
    inbox,
    authority,
    kafka,
    images,
    platform,
    charts,
    signingSecret: () => secret || String(platform.stacks.output("connections", "jwt_secret")),
    variables: () => variables(postgres, kafka, made),
    reconfigure: async (changedConfig, changed = {}) => {
      await startKafka(changedConfig);
      const all = { ...variables(postgres, kafka, made), ...changed };
      platform.use(await platform.stacks.changedTo(synthesiseAll(changedConfig, readPins()), all));
      await deployTraefik({ kubectl, config: changedConfig, image: made.traefik.name });
      await deploy();
    },
    stop: clearRehearsal,
  };
}

/** Values of the variables that the stacks ask for. */
const variables = (
  postgres: OutsidePostgres,
  kafka: OutsideKafka,
  images: Record<PlatformImageName | "freehold", WrittenImage>,
): Record<string, string> => ({
  database_url: postgres.url,
  database_direct_url: postgres.url,
  freehold_image: images.freehold.reference,
  redis_image: images.redis.reference,
  notification_webhook_url: `https://${hostNames.inbox}/notifications`,
  alert_webhook_url: `https://${hostNames.inbox}/alerts`,
  redpanda_brokers: kafka.brokers,
  redpanda_username: kafka.username,
  redpanda_password: kafka.password,
});
