import { type Job, parseWorkflow, type Step } from "./workflow";

const release = "scripts/pipeline.ts release";

/**
 * Why the workflows would not bring into service what they have built, or not take back what does not work.
 *
 * @param deploy text of deploy.yml
 * @param images text of images.yml
 */
export function releaseProblems(deploy: string, images: string): string[] {
  const { jobs, concurrency } = parseWorkflow(deploy);
  const build = parseWorkflow(images).jobs.build;
  if (!jobs.deploy || !build) return ["there is no job deploy, or none that builds"];
  return [
    ...(concurrency["cancel-in-progress"] ? ["deploy.yml: a second push cuts off a release, and its way back"] : []),
    ...builtProblems(build),
    ...releasedProblems(jobs.deploy),
  ];
}

/** The image is for the nodes, and known by its digest. */
function builtProblems({ steps, outputs }: Job): string[] {
  const step = steps.find(({ uses }) => uses?.startsWith("docker/build-push-action@"));
  const [first] = String(step?.with.platforms).split(",");
  const looked = steps.some(({ run }) => run?.includes("jq --exit-status") && run.includes('index("linux/arm64")'));
  return [
    ...(first === "linux/arm64" ? [] : [`images.yml builds for ${step?.with.platforms}, and the nodes are arm64`]),
    ...(looked ? [] : ["images.yml does not look whether what it has pushed is made for arm64"]),
    ...(outputs.image?.endsWith(`@\${{ steps.${step?.id}.outputs.digest }}`)
      ? []
      : [`images.yml answers ${outputs.image}, which is not what it has built, by digest`]),
  ];
}

/** What is released is what was built, by a step that cannot be skipped and whose failure counts. */
function releasedProblems({ needs, env, steps, if: condition }: Job): string[] {
  const index = steps.findIndex(({ run }) => run?.includes(release));
  const step = steps[index];
  if (!step) return ["deploy.yml releases nothing"];
  const built = `\${{ needs.${needs}.outputs.image }}`;
  const optional = steps.slice(0, index + 1).filter(canBeSkipped);
  return [
    ...(env.IMAGE === built && step.run?.trim().endsWith(`${release} "$IMAGE"`)
      ? []
      : [`deploy.yml releases ${env.IMAGE}, and not the image that it has built`]),
    ...(condition ? [`deploy.yml: the job is skipped but for ${condition}`] : []),
    ...optional.map(
      ({ name, run, uses }) => `deploy.yml: the step ${name ?? uses ?? run} can be skipped or fail unnoticed`,
    ),
  ];
}

const canBeSkipped = (step: Step): boolean =>
  step.if !== undefined || step["continue-on-error"] !== undefined || /\|\| (true|:)/.test(step.run ?? "");
