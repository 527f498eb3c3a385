import { defineExporter } from "../contracts/exporter-definition";
import { Setting } from "../contracts/setting";
import { required, word } from "../contracts/setting-types";

const settings = {
  address: new Setting("REDIS_ADDRESS", required, {
    description: "host:port of Redis.",
  }),
  password: new Setting("REDISCLI_AUTH", word.optional(), {
    description: "Its password.",
    secret: "value",
  }),
};

/** Shows how far the consumer groups of Redis are behind. */
export const definition = defineExporter({
  name: "redis-exporter",
  settings,
  requires: [
    { setting: settings.address, because: "it asks Redis" },
    { setting: settings.password, because: "Redis wants a password" },
  ],
});
