import { defineExporter } from "../contracts/exporter-definition";
import { Setting } from "../contracts/setting";
import { fetchedUrl, required } from "../contracts/setting-types";

const settings = {
  apiUrl: new Setting("NEON_API_URL", fetchedUrl().optional(), {
    description: "Without it: Neon's own.",
    secret: "password",
  }),
  projectId: new Setting("NEON_PROJECT_ID", required, {
    description: "Id of the project to watch.",
  }),
  apiKey: new Setting("NEON_API_KEY", required, {
    description: "Key that may read the project.",
    secret: "value",
  }),
};

/** Shows how much of Neon's plan is used. */
export const definition = defineExporter({
  name: "neon-exporter",
  settings,
  requires: [
    { setting: settings.projectId, because: "it shows the use of a project" },
    { setting: settings.apiKey, because: "it asks Neon's API" },
  ],
});
