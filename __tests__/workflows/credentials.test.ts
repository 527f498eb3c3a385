import { type Job, parseWorkflow, type Step, workflowFiles, workflowText } from "./workflow";

const jobs = workflowFiles.flatMap((file) => {
  const { on, jobs: all } = parseWorkflow(workflowText(file));
  return Object.entries(all).map(([name, job]): [string, Job, string[]] => [`${file}: ${name}`, job, Object.keys(on)]);
});

const expressions = (value: unknown): string => JSON.stringify(value) ?? "";
const hasSecrets = (value: unknown): boolean => /\bsecrets\b/.test(expressions(value));
const writes = ({ permissions }: Job): string[] =>
  Object.entries(permissions).flatMap(([name, level]) => (level === "write" ? [name] : []));
/** A job that could do harm with its secrets or its token. */
const isTrusted = (job: Job): boolean => hasSecrets(job) || writes(job).length > 0;
const installs = ({ run = "" }: Step): string[] => run.match(/npm (?:ci|install|i)\b.*/g) ?? [];

test("some jobs have secrets", () => expect(jobs.filter(([, job]) => hasSecrets(job)).length).toBeGreaterThan(3));

describe.each(jobs)("%s", (_, job, triggers) => {
  test("takes secrets from an environment only", () => {
    if (hasSecrets(job)) expect(job.environment).toBeDefined();
  });

  test("gives secrets to single steps of ours, and to no action", () => {
    const { steps, ...common } = job;
    expect(hasSecrets(common)).toBe(false);
    for (const step of steps.filter(hasSecrets)) {
      expect(hasSecrets({ ...step, env: {} })).toBe(false);
      expect(step.uses).toBeUndefined();
      expect(step.run).toContain("scripts/pipeline.ts ");
    }
  });

  test("gives its token to single steps", () => {
    const { steps: _steps, ...common } = job;
    expect(expressions(common)).not.toMatch(/github\.token|GITHUB_TOKEN/);
  });

  test("runs no package's install script where there is something to steal, and prepare right after", () => {
    if (!isTrusted(job)) return;
    for (const [index, step] of job.steps.entries()) {
      if (installs(step).length === 0) continue;
      expect(step.run).toMatch(/^npm ci --ignore-scripts /);
      expect(job.steps[index + 1]?.run).toBe("npm run prepare");
    }
  });

  test("may write packages and be identified on main only", () => {
    const strong = writes(job).filter((name) => name === "packages" || name === "id-token");
    if (strong.length === 0) return;
    expect(triggers).not.toContain("pull_request");
    expect(job.if).toContain("github.ref == 'refs/heads/main'");
  });

  test("may write in a pull request nothing but its comment", () => {
    if (triggers.includes("pull_request")) expect(writes(job).filter((name) => name !== "pull-requests")).toEqual([]);
  });
});

test("the image of a pull request is built, and pushed and signed nowhere", () => {
  const { jobs: all } = parseWorkflow(workflowText("image-builds.yml"));
  const steps = Object.values(all).flatMap((job) => job.steps);
  const build = steps.find(({ uses }) => uses?.startsWith("docker/build-push-action@"));
  expect(build?.with).toMatchObject({ outputs: "type=cacheonly" });
  expect(build?.with.push).toBeUndefined();
  expect(expressions(steps)).not.toMatch(/login-action|cosign/);
});
