import { pinActions } from "../../scripts/pins/workflow-actions";
import { leftOverAfterMs } from "../../scripts/pipeline/api-port";
import { readPins } from "../../stacks/config/read-pins";
import { workflowFiles as files, parseWorkflow, workflowText as text } from "./workflow";

const workflow = (file: string) => parseWorkflow(text(file));
const job = (file: string, name: string) => {
  const found = workflow(file).jobs[name];
  if (!found) throw new Error(`${file} has no job ${name}`);
  return found;
};

describe.each(files)("%s", (file) => {
  const { on, permissions: common, jobs, concurrency } = workflow(file);

  test("gives no permission but those that a job names", () => {
    expect(common).toEqual({});
    for (const { permissions: own } of Object.values(jobs)) expect(own.contents).toBe("read");
  });

  test("never runs another repository's code with the rights of this one", () => {
    expect(Object.keys(on)).not.toContain("pull_request_target");
    expect(Object.keys(on)).not.toContain("workflow_run");
  });

  test("runs once at a time, and not for ever", () => {
    expect(concurrency.group).not.toBe("");
    for (const one of Object.values(jobs)) expect(one.uses ?? one["timeout-minutes"]).toBeDefined();
  });

  test("uses actions at the commits of pins.json", () => {
    expect(pinActions(text(file), readPins())).toBe(text(file));
    for (const [, reference] of text(file).matchAll(/uses: (\S+)/g)) {
      expect(reference).toMatch(/@[0-9a-f]{40}$|^\.\/\.github\/workflows\/[a-z-]+\.yml$/);
    }
  });

  test("keeps no credential in the checkout", () => {
    for (const one of Object.values(jobs)) {
      for (const step of one.steps.filter(({ uses }) => uses?.startsWith("actions/checkout"))) {
        expect(step.with["persist-credentials"]).toBe(false);
      }
    }
  });

  test("takes packages from the cache only where a job has no credentials, and there always", () => {
    for (const { environment, permissions: own, steps } of Object.values(jobs)) {
      const trusted = environment !== undefined || own["id-token"] === "write";
      for (const step of steps.filter(({ uses }) => uses?.startsWith("actions/setup-node"))) {
        expect(step.with).toMatchObject(trusted ? { "package-manager-cache": false } : { cache: "npm" });
      }
      if (trusted) expect(steps.filter(({ uses }) => uses?.startsWith("actions/cache"))).toEqual([]);
    }
  });

  test("never puts what others wrote into a script", () => {
    for (const { run = "" } of Object.values(jobs).flatMap(({ steps }) => steps)) {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's
      expect(run.replaceAll("${{ github.token }}", "")).not.toContain("${{");
    }
  });

  test("goes on after no failure without saying so", () => {
    for (const step of Object.values(jobs).flatMap(({ steps }) => steps)) {
      expect(step["continue-on-error"]).toBeUndefined();
    }
  });
});

test("every pinned action is used", () => {
  const all = files.map(text).join("\n");
  for (const name of Object.keys(readPins().actions)) expect(all).toContain(`uses: ${name}@`);
});

test("a workflow with an action that is not pinned is refused", () => {
  expect(() => pinActions("      - uses: someone/action@main\n", readPins())).toThrow("someone/action");
});

describe("a pull request", () => {
  test("of a fork gets the difference of the stacks, without credentials", () => {
    const synth = job("diff.yml", "synth");
    expect(JSON.stringify(synth)).not.toMatch(/secrets\.|environment/);
    expect(synth.permissions).toEqual({ contents: "read" });
  });

  test("of this repository is planned after an approval, and plans change nothing", () => {
    const plan = job("diff.yml", "plan");
    expect(plan.if).toContain("github.event.pull_request.head.repo.full_name == github.repository");
    // Off by default: without reviewers, the branch's own code would run with the secrets.
    expect(plan.if).toContain("vars.PLAN_PULL_REQUESTS == 'true'");
    expect(plan.environment).toBe("plan");
    expect(JSON.stringify(plan)).not.toMatch(/apply|DEPLOYER_KUBECONFIG|open-api-port/);
  });
});

describe("a deploy", () => {
  const deploy = job("deploy.yml", "deploy");

  test("waits in a group of its own: a run of another workflow would cancel the one that waits", () => {
    const groups = files.map((file) => workflow(file).concurrency.group.toLowerCase());
    expect(new Set(groups).size).toBe(files.length);
    expect(workflow("deploy.yml").concurrency).toEqual({ group: "deploy", "cancel-in-progress": false });
  });
  const step = (command: string) => deploy.steps.findIndex(({ run }) => run?.includes(command));

  test("brings into service what was built, once it is known to be ours", () => {
    expect(step("cosign verify")).toBeGreaterThan(-1);
    expect(step("cosign verify")).toBeLessThan(step("pipeline.ts release"));
  });

  test.each(["deploy.yml", "drift.yml"])("%s opens the API's port and always closes it", (file) => {
    const [{ steps, "timeout-minutes": minutes } = { steps: [] }] = Object.values(workflow(file).jobs).filter(
      (one) => one.steps.length > 0,
    );
    // An older rule counts as left over, and is closed by others.
    expect(minutes).toBeLessThanOrEqual(leftOverAfterMs / 60_000);
    const close = steps.find(({ run }) => run?.endsWith("close-api-port"));
    expect(steps.some(({ run }) => run?.endsWith("open-api-port"))).toBe(true);
    expect(close?.if).toBe("always()");
  });

  test("what a job that was cut off left open is closed on a schedule", () => {
    const { on, jobs } = workflow("close-api-port.yml");
    expect(on).toHaveProperty("schedule");
    expect(jobs.close?.steps.at(-1)?.run).toContain("close-api-port left-overs");
  });
});

describe("the image", () => {
  const { steps } = job("images.yml", "build");

  test("is cached, described, and pushed by digest only", () => {
    expect(steps.find(({ id }) => id === "build")?.with).toMatchObject({
      "cache-from": "type=gha",
      sbom: true,
      provenance: "mode=max",
      outputs: expect.stringContaining("push-by-digest=true"),
    });
  });

  test("is signed", () => {
    expect(steps.some(({ run }) => run?.includes("cosign sign --yes"))).toBe(true);
  });
});
