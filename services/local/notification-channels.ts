import { environment, noWebhook } from "../notification/definition";
import type { Variables } from "../runtime/settings/read-declared";

/** The variables with push, and webhooks of people's own, where they name no channel. */
export const withChannels = (given: Variables): Variables =>
  given[environment.channels] === undefined
    ? { [environment.webhookUrl]: noWebhook, ...given, [environment.channels]: "push,webhook" }
    : given;
