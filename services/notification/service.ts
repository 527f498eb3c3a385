import { readSecret } from "../runtime/secrets";
import type { Service } from "../runtime/service";
import type { Settings } from "../runtime/settings";
import { createConsumer } from "./consumer";
import { needs } from "./needs";

/** Key of the webhook's URL in the secret that has the name of this service. */
export const webhookUrlKey = "webhook-url";

export const service: Service = {
  needs,
  create: ({ settings }) => ({ consumer: createConsumer(webhookUrlOf(settings)) }),
};

/** Where the URL comes from: the Dapr secret store where there is one, or else the environment. */
function webhookUrlOf({ dapr, notificationWebhookUrl }: Settings): (() => Promise<string | undefined>) | undefined {
  if (dapr.secretStore) return async () => (await readSecret(dapr, needs.name))?.[webhookUrlKey];
  return notificationWebhookUrl === undefined ? undefined : async () => notificationWebhookUrl;
}
