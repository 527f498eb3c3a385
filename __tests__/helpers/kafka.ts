import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Kafka, logLevel } from "kafkajs";
import { deadLetterTopic, topicSettings, topics } from "../../services/contracts/topics";
import { freePort, isOpen } from "./ports";
import { until } from "./until";

export interface RunningKafka {
  /** host:port without encryption or sign-in. */
  brokers: string;
  /** The same broker as Redpanda Cloud offers it: SASL with SCRAM-SHA-256, over TLS. */
  secured: {
    brokers: string;
    username: string;
    password: string;
    /** PEM file of the certificate, which signed itself: clients have to be told to trust it. */
    certificateFile: string;
  };
  stop(): Promise<void>;
}

export interface KafkaOptions {
  /** host:port by which clients are told to come, where a proxy stands before the broker. Default: its own. */
  advertised?: { plain: string; secured: string };
}

/** Seconds that a Java program may take to start on a busy machine. */
const startLimit = 180;

/** One Apache Kafka as broker and controller in a temporary folder, on 127.0.0.1. */
export async function startKafka(libs: string, { advertised }: KafkaOptions = {}): Promise<RunningKafka> {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-kafka-"));
  const [port, securedPort, controller] = [await freePort(), await freePort(), await freePort()];
  const user = { username: "freehold", password: "password-of-the-tests" };
  const { certificateFile, keystoreFile } = makeCertificate(folder);
  const properties = path.join(folder, "server.properties");
  writeFileSync(
    properties,
    [
      "process.roles=broker,controller",
      "node.id=1",
      `controller.quorum.voters=1@127.0.0.1:${controller}`,
      `listeners=PLAINTEXT://127.0.0.1:${port},SASL_SSL://127.0.0.1:${securedPort},CONTROLLER://127.0.0.1:${controller}`,
      ...(advertised ? [`advertised.listeners=PLAINTEXT://${advertised.plain},SASL_SSL://${advertised.secured}`] : []),
      "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT",
      "controller.listener.names=CONTROLLER",
      "sasl.enabled.mechanisms=SCRAM-SHA-256",
      `listener.name.sasl_ssl.scram-sha-256.sasl.jaas.config=${scramModule} required;`,
      "ssl.keystore.type=PEM",
      `ssl.keystore.location=${keystoreFile}`,
      `log.dirs=${folder}/data`,
      // As on Redpanda Serverless: an undeclared topic does not appear.
      "auto.create.topics.enable=false",
      "offsets.topic.replication.factor=1",
      "offsets.topic.num.partitions=1",
      "transaction.state.log.replication.factor=1",
      "transaction.state.log.min.isr=1",
      "group.initial.rebalance.delay.ms=0",
    ].join("\n"),
  );
  // A broker that lives for minutes starts in two thirds of the CPU time without the second compiler and collector threads.
  const java = ["-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", path.join(libs, "*")];
  execFileSync("java", [
    ...[...java, "kafka.tools.StorageTool", "format", "-t", "RnJlZWhvbGRUZXN0Q2x1cw", "-c", properties],
    ...["--add-scram", `SCRAM-SHA-256=[name=${user.username},password=${user.password}]`],
  ]);
  const child = spawn("java", [...java, "kafka.Kafka", properties], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  const stop = async () => {
    child.kill("SIGTERM");
    await once(child, "exit");
    rmSync(folder, { recursive: true, force: true });
  };
  const answers = async () => {
    if (child.exitCode !== null) throw new Error(`Kafka ended: ${output}`);
    return (await isOpen(port)) && (await isOpen(securedPort));
  };
  try {
    await until("Kafka answers", answers, startLimit);
  } catch (error) {
    if (child.exitCode === null) await stop();
    throw error;
  }
  return {
    brokers: `127.0.0.1:${port}`,
    secured: { brokers: `127.0.0.1:${securedPort}`, ...user, certificateFile },
    stop,
  };
}

const scramModule = "org.apache.kafka.common.security.scram.ScramLoginModule";

/** A certificate for 127.0.0.1 that is good for a day, and the same with its key in one file, as Kafka wants it. */
function makeCertificate(folder: string): { certificateFile: string; keystoreFile: string } {
  const [certificateFile, keystoreFile] = [path.join(folder, "certificate.pem"), path.join(folder, "keystore.pem")];
  const openssl = (...args: string[]) => execFileSync("openssl", args, { encoding: "utf8", stdio: "pipe" });
  const key = openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048");
  const keyFile = path.join(folder, "key.pem");
  writeFileSync(keyFile, key, { mode: 0o600 });
  const certificate = openssl(
    ...["req", "-x509", "-key", keyFile, "-days", "1"],
    ...["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"],
  );
  writeFileSync(certificateFile, certificate);
  writeFileSync(keystoreFile, `${key}${certificate}`, { mode: 0o600 });
  return { certificateFile, keystoreFile };
}

/** Makes the topics of the platform and their dead-letter topics. */
export async function makeTopics(brokers: string): Promise<void> {
  const admin = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  await admin.createTopics({
    waitForLeaders: true,
    topics: [...topics, ...topics.map(deadLetterTopic)].map((topic) => ({
      topic,
      numPartitions: topicSettings(topic).partitions,
      replicationFactor: 1,
    })),
  });
  await admin.disconnect();
}
