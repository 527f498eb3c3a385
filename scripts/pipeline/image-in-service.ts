import type { Terraform } from "../operations/terraform";

/** The image that the services run, by digest, as the state of apps says; none before the first release. */
export async function imageInService(apps: Terraform): Promise<string | undefined> {
  await apps.init();
  const { image } = await apps.outputs();
  return typeof image === "string" ? image : undefined;
}
