import type { Topic } from "../contracts/topics";
import { Application } from "./application";
import type { Transaction } from "./database";
import type { ProcessorOptions } from "./processor";

/** Runs applications, each in a transaction of its own, and has them do after the commit what they put off until then. */
export class ApplicationRunner {
  constructor(
    private readonly options: ProcessorOptions,
    private readonly wakeParked: () => void,
  ) {}

  async run(topic: Topic, work: (application: Application, tx: Transaction) => Promise<void>): Promise<void> {
    const application = await this.options.database.transaction(async (tx) => {
      const inside = new Application(tx, this.options, topic, this.wakeParked);
      await work(inside, tx);
      inside.flush();
      return inside;
    });
    application.committed();
  }
}
