import { readSettings } from "../../services/runtime/settings/settings";
import { EmbeddedTransport } from "../../services/runtime/transports/embedded";
import { KafkaTransport } from "../../services/runtime/transports/kafka";
import { startConsumer } from "../consumer";
import { silent } from "../postgres";

/** One replica of a consumer, in a process of its own: it takes events once its parent has said "go". */
const [url = "", name = "", brokers] = process.argv.slice(2);

let go = () => {};
const gone = new Promise<void>((resolve) => {
  go = resolve;
});

async function main(): Promise<void> {
  await startConsumer({
    url,
    transport: brokers
      ? new KafkaTransport(readSettings({ KAFKA_BROKERS: brokers }).kafka, name, silent)
      : new EmbeddedTransport(url, silent),
    name,
    asSet: true,
    before: () => gone,
    applied: (events) => process.send?.(events),
  });
  process.send?.("ready");
}

process.once("message", () => go());
// It ends with its parent.
process.on("disconnect", () => process.exit());
void main();
