import type { Logger } from "pino";
import type { RunningSubscription, Subscription, Transport } from "../transports/transport";
import { waitForTransport } from "./wait-for-transport";

/** The subscriptions of a process: its services add them, and they start once the transport is there. */
export class Subscriptions {
  private readonly added: Subscription[] = [];

  /** @param started takes each subscription that runs, to stop it later */
  constructor(
    private readonly logger: Logger,
    private readonly started: (running: RunningSubscription) => void,
  ) {}

  get isEmpty(): boolean {
    return this.added.length === 0;
  }

  add(subscription: Subscription): void {
    this.added.push(subscription);
  }

  async start(transport: Transport): Promise<void> {
    for (const subscription of this.added) this.started(await transport.subscribe(subscription));
  }

  /** @param signal ends the waiting: what else the start needs has failed */
  async startWhenReady(transport: Transport, signal: AbortSignal): Promise<void> {
    if (this.isEmpty) return;
    await waitForTransport(transport, this.logger, signal);
    await this.start(transport);
  }
}
