import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { addresses, hostNames } from "../machine/addresses";
import type { Outside } from "../machine/outside";
import { run } from "../machine/run";
import type { OutsideAuthority } from "./authority";

const port = 9092;
const scramModule = "org.apache.kafka.common.security.scram.ScramLoginModule";

/** Apache Kafka in place of Redpanda: SASL with SCRAM-SHA-256 over TLS, and no topic but those that are declared. */
export class OutsideKafka {
  readonly username = "freehold";
  readonly password = "password-of-the-rehearsal";
  readonly brokers = `${hostNames.kafka}:${port}`;

  constructor(
    private readonly outside: Outside,
    private readonly authority: OutsideAuthority,
    /** Finds the folder with Kafka's libraries. */
    private readonly libraries: () => string,
  ) {}

  private get properties(): string {
    return this.outside.machine.file("kafka", "server.properties");
  }

  /** Formats its disk and starts it, unless it has been started before. */
  async start(): Promise<void> {
    if (existsSync(this.properties)) return;
    const folder = path.dirname(this.properties);
    run("mkdir", ["-p", folder]);
    const { certificate, key } = this.authority.issue("kafka", hostNames.kafka);
    const keystore = path.join(folder, "keystore.pem");
    // Kafka takes a key in PKCS#8 alone.
    const pkcs8 = run("openssl", ["pkcs8", "-topk8", "-nocrypt", "-in", key]);
    writeFileSync(keystore, `${pkcs8}${readFileSync(certificate, "utf8")}`, { mode: 0o600 });
    writeFileSync(
      this.properties,
      [
        "process.roles=broker,controller",
        "node.id=1",
        `controller.quorum.voters=1@${addresses.kafka}:9093`,
        `listeners=SASL_SSL://${addresses.kafka}:${port},CONTROLLER://${addresses.kafka}:9093,LOCAL://${addresses.kafka}:9094`,
        `advertised.listeners=SASL_SSL://${this.brokers},LOCAL://${addresses.kafka}:9094`,
        "listener.security.protocol.map=SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT,LOCAL:PLAINTEXT",
        "controller.listener.names=CONTROLLER",
        "inter.broker.listener.name=LOCAL",
        "sasl.enabled.mechanisms=SCRAM-SHA-256",
        `listener.name.sasl_ssl.scram-sha-256.sasl.jaas.config=${scramModule} required;`,
        "ssl.keystore.type=PEM",
        `ssl.keystore.location=${keystore}`,
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
    run("java", [
      ...[...this.java, "kafka.tools.StorageTool", "format", "-t", "RnJlZWhvbGRUZXN0Q2x1cw", "-c", this.properties],
      ...["--add-scram", `SCRAM-SHA-256=[name=${this.username},password=${this.password}]`],
    ]);
    await this.resume();
  }

  /** Starts it on what is there. */
  async resume(): Promise<void> {
    this.outside.launch("kafka", "java", [...this.java, "kafka.Kafka", this.properties]);
    for (const end = Date.now() + 120_000; !(await this.answers()); await sleep(200))
      if (Date.now() > end) throw new Error("Kafka does not answer within two minutes; outside/log/kafka.log says why");
  }

  /** Ends it at once; its disk stays. */
  stop(): void {
    this.outside.machine.run("pkill", ["-KILL", "-f", "kafka.Kafka"]);
  }

  private get java(): string[] {
    return ["-Xmx512m", "-XX:+UseSerialGC", "-cp", path.join(this.libraries(), "*")];
  }

  /** Whether it takes connections. */
  answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(port, addresses.kafka, () => {
        socket.destroy();
        resolve(true);
      });
      socket.on("error", () => resolve(false));
    });
  }
}
