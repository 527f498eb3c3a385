import { existsSync } from "node:fs";

/** Takes what `.env` in the present folder says into the environment, when there is one; what is set already stays. */
export function loadDotEnv(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
}
