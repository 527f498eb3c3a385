import { mkdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stackNames } from "../../stacks/constructs/terraform/freehold-stack";
import type { StubProgram } from "../helpers/stub-program";
import { Runner } from "./run-step";

/*
 * The shell steps of the workflows that decide something, run as they are: GitHub, Terraform and the rest answer what is
 * recorded here.
 */
let runner: Runner;
beforeEach(() => {
  runner = new Runner();
});
const calls = (program: StubProgram): string[] => program.calls.map(({ args }) => args);

describe("drift's issue", () => {
  const title = "--title What runs is not what is written";
  const step = (status: string, open: string) => {
    const gh = runner.program("gh");
    gh.answer(
      { match: "^label create drift --force" },
      { match: "^issue list --label drift --state open", output: open },
      { match: "^issue (close|edit|create)" },
    );
    const code = runner.run("drift.yml", "drift", "One issue, open while there is a difference", {
      ...{ GH_TOKEN: "token", STATUS: status },
    });
    expect(code).toBe(0);
    return calls(gh).filter((call) => /^issue (close|edit|create)/.test(call));
  };

  test("is opened when something has drifted", () => {
    expect(step("2", "")).toEqual([`issue create --label drift ${title} --body-file plan.md`]);
  });
  test("is kept up to date while it is open, and is no second one", () => {
    expect(step("2", "17\n")).toEqual(["issue edit 17 --body-file plan.md"]);
  });
  test("is closed when what runs is as written again", () => {
    expect(step("0", "17\n")).toEqual([expect.stringMatching(/^issue close 17 --comment /)]);
  });
  test("is none when nothing has drifted", () => expect(step("0", "")).toEqual([]));
});

describe("drift's plan", () => {
  const step = (plan: number, expiry: number) => {
    runner
      .program("npx")
      .answer(
        { match: "pipeline.ts plan$", status: plan },
        { match: "pipeline.ts kubeconfig-expiry ", status: expiry, errors: "the kubeconfig ends in 9 days\n" },
      );
    const code = runner.run("drift.yml", "drift", "Plan everything, and look at the kubeconfig", {
      DEPLOYER_KUBECONFIG: "kubeconfig",
    });
    return { code, output: runner.read("output") };
  };

  test.each([
    ["nothing has drifted", 0, 0, "0"],
    ["something has", 2, 0, "2"],
    ["only the kubeconfig ends soon", 0, 1, "2"],
  ])("says what was found when %s", (_, plan, expiry, status) => {
    expect(step(plan, expiry)).toEqual({ code: 0, output: `status=${status}\n` });
    expect(runner.read("plan.md")).toContain("9 days");
    expect(statSync(path.join(runner.folder, "kubeconfig")).mode & 0o777).toBe(0o600);
  });

  test("fails when there is no plan, and closes no issue then", () => {
    expect(step(1, 0)).toEqual({ code: 1, output: "" });
  });
});

describe("drift", () => {
  const running = { match: "^run list --workflow deploy.yml --status in_progress " };
  const step = () => runner.run("drift.yml", "drift", "Wait for a deploy that runs", { GH_TOKEN: "token" });

  test("waits until no deploy runs", () => {
    const gh = runner.program("gh");
    const sleep = runner.program("sleep");
    gh.answer({ ...running, output: "2\n" }, { ...running, output: "1\n" }, { ...running, output: "0\n" });
    sleep.answer({ match: ".", always: true });
    expect(step()).toBe(0);
    expect(calls(gh)).toHaveLength(3);
    expect(calls(sleep)).toHaveLength(2);
  });

  test("fails at once when GitHub does not tell", () => {
    runner.program("gh").answer({ ...running, status: 1 });
    expect(step()).toBe(1);
  });
});

describe("a pull request", () => {
  test.each([
    ["changes nothing", 0, 0],
    ["changes something", 2, 0],
    ["cannot be planned", 1, 1],
  ])("that %s ends the plan with its code", (_, plan, code) => {
    runner.program("npx").answer({ match: "pipeline.ts plan without-cluster$", status: plan });
    expect(runner.run("diff.yml", "plan", "Plan, without the cluster")).toBe(code);
  });

  test("has one comment, which is kept up to date", () => {
    const gh = runner.program("gh");
    gh.answer({ match: "^pr comment " });
    const env = { GH_TOKEN: "token", NUMBER: "7" };
    expect(runner.run("diff.yml", "plan", "Comment once, and keep it up to date", env)).toBe(0);
    expect(calls(gh)).toEqual(["pr comment 7 --body-file plan.md --edit-last --create-if-none"]);
  });

  test("of a fork shows the difference of the stacks, and no change is none", () => {
    const write = (side: string, text: string) => {
      const folder = path.join(runner.folder, side, "stacks", "apps");
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, "cdk.tf.json"), text);
    };
    const show = () => runner.run("diff.yml", "synth", "Show the difference");
    write("base", '"replicas": "1"\n');
    write("head", '"replicas": "1"\n');
    expect(show()).toBe(0);
    expect(runner.read("summary")).toBe("## Difference of the synthesised stacks\n```diff\n```\n");
    write("head", '"replicas": "2"\n');
    expect(show()).toBe(0);
    expect(runner.read("summary")).toContain('\n-"replicas": "1"\n+"replicas": "2"\n');
  });
});

describe("a deploy", () => {
  const image = `ghcr.io/owner/freehold@sha256:${"a".repeat(64)}`;

  test.each([0, 1])("ends with the code of its release, %d, whose kubeconfig nobody else reads", (status) => {
    const npx = runner.program("npx");
    npx.answer({ match: "pipeline.ts release ", status });
    const env = { IMAGE: image, DEPLOYER_KUBECONFIG: "kubeconfig" };
    expect(runner.run("deploy.yml", "deploy", "Release, or go back", env)).toBe(status);
    expect(calls(npx)).toEqual([`tsx scripts/pipeline.ts release ${image}`]);
    expect(statSync(path.join(runner.folder, "kubeconfig")).mode & 0o777).toBe(0o600);
  });

  test.each([0, 1])("of an image whose signature is answered by %d", (status) => {
    const cosign = runner.program("cosign");
    cosign.answer({ match: "^verify ", status });
    const env = {
      ...{ IMAGE: image, GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "owner/freehold" },
      GITHUB_REF: "refs/heads/main",
    };
    expect(runner.run("deploy.yml", "deploy", "The image is ours", env)).toBe(status);
    expect(calls(cosign)[0]).toContain(
      "--certificate-identity https://github.com/owner/freehold/.github/workflows/images.yml@refs/heads/main",
    );
  });
});

describe("a pull request that changes the image", () => {
  test.each([0, 1])("builds from base images by digest, whose look-up ends with %d", (status) => {
    runner.program("npx").answer({ match: "scripts/image-arguments.ts$", output: "NODE=node@sha256:1\n", status });
    expect(runner.run("image-builds.yml", "build", "Base images by digest")).toBe(status);
    if (status === 0) expect(runner.read("output")).toBe("arguments<<END\nNODE=node@sha256:1\nEND\n");
  });
});

describe("the image", () => {
  const step = (status: number) => {
    runner.program("npx").answer({ match: "scripts/image-arguments.ts$", output: "NODE=node@sha256:1\n", status });
    return runner.run("images.yml", "build", "Base images by digest", { GITHUB_REPOSITORY: "Owner/Freehold" });
  };

  test("is named after the repository, in lower case, and built from base images by digest", () => {
    expect(step(0)).toBe(0);
    expect(runner.read("output")).toBe("repository=ghcr.io/owner/freehold\narguments<<END\nNODE=node@sha256:1\nEND\n");
  });

  test("is not built without their digests", () => expect(step(1)).toBe(1));
});

describe("ci", () => {
  test.each([
    ["that is known", 0, "freehold test:previous abc"],
    ["that is none, as on a first push", 128, "freehold test:previous"],
  ])("runs the tests of the commit before, %s", (_, status, command) => {
    runner.program("git").answer({ match: "^cat-file -e abc\\^\\{commit\\}$", status });
    const npx = runner.program("npx");
    npx.answer({ match: "^freehold test:previous" });
    const name = "The tests of what is in service, on the new schema";
    expect(runner.run("ci.yml", "check", name, { BASE: "abc" })).toBe(0);
    expect(calls(npx)).toEqual([command]);
  });

  test("validates every stack, and fails for the first that is wrong", () => {
    const terraform = runner.program("terraform");
    terraform.answer({ match: ".", always: true });
    expect(runner.run("ci.yml", "check", "Terraform validates every stack")).toBe(0);
    const validated = calls(terraform).flatMap((call) => /stacks\/(\w+) validate$/.exec(call)?.[1] ?? []);
    expect(validated.sort()).toEqual([...stackNames].sort());
    terraform.answer({ match: "compute validate", status: 1 }, { match: ".", always: true });
    expect(runner.run("ci.yml", "check", "Terraform validates every stack")).toBe(1);
  });
});
