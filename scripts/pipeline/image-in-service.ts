import { Terraform } from "../operations/terraform";

/** The image that the services run, by digest, as the state of apps says; none before the first release. */
export async function imageInService(): Promise<string | undefined> {
  const apps = new Terraform("apps");
  await apps.init();
  const { image } = await apps.outputs();
  return typeof image === "string" ? image : undefined;
}
