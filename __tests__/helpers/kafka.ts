import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort, isOpen } from "./ports";
import { until } from "./until";

export interface RunningKafka {
  brokers: string;
  stop(): Promise<void>;
}

/** One Apache Kafka as broker and controller in a temporary folder, plaintext on 127.0.0.1. */
export async function startKafka(libs: string): Promise<RunningKafka> {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-kafka-"));
  const [port, controller] = [await freePort(), await freePort()];
  const properties = path.join(folder, "server.properties");
  writeFileSync(
    properties,
    [
      "process.roles=broker,controller",
      "node.id=1",
      `controller.quorum.voters=1@127.0.0.1:${controller}`,
      `listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}`,
      "controller.listener.names=CONTROLLER",
      `log.dirs=${folder}/data`,
      // As on Redpanda Serverless: a topic that nobody declared does not appear by itself.
      "auto.create.topics.enable=false",
      "offsets.topic.replication.factor=1",
      "offsets.topic.num.partitions=1",
      "transaction.state.log.replication.factor=1",
      "transaction.state.log.min.isr=1",
      "group.initial.rebalance.delay.ms=0",
    ].join("\n"),
  );
  const java = ["-Xmx512m", "-cp", path.join(libs, "*")];
  execFileSync("java", [
    ...java,
    "kafka.tools.StorageTool",
    "format",
    "-t",
    "RnJlZWhvbGRUZXN0Q2x1cw",
    "-c",
    properties,
  ]);
  const child = spawn("java", [...java, "kafka.Kafka", properties], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  const brokers = `127.0.0.1:${port}`;
  await until("Kafka answers", async () => {
    if (child.exitCode !== null) throw new Error(`Kafka ended: ${output}`);
    return isOpen(port);
  });
  return {
    brokers,
    stop: async () => {
      child.kill("SIGTERM");
      await once(child, "exit");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
