import { engines } from "../../package.json";
import { readPins } from "../../stacks/config/read-pins";
import { parseWorkflow, type Step, workflowFiles, workflowText } from "./workflow";

/** The major version that the image runs. */
const [, current = ""] = /nodejs(\d+)/.exec(readPins().images.runtime?.repository ?? "") ?? [];
const [, floor = ""] = /^>=(\d+\.\d+)$/.exec(engines.node) ?? [];

const jobs = workflowFiles.flatMap((file) => Object.entries(parseWorkflow(workflowText(file)).jobs));
const setUp = ({ uses }: Step) => uses?.startsWith("actions/setup-node@") === true;
const versionOf = (step: Step): string => String(step.with["node-version"]);
// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's
const fromMatrix = "${{ matrix.node }}";

test("every job that installs packages chooses its Node", () => {
  for (const [, { steps }] of jobs) {
    if (steps.some(({ run = "" }) => /\bnpm\b/.test(run))) expect(steps.filter(setUp)).toHaveLength(1);
  }
});

test("the workflows run the Node of the image", () => {
  const versions = jobs.flatMap(([, { steps }]) => steps.filter(setUp).map(versionOf));
  expect(current).toBe("24");
  expect(new Set(versions)).toEqual(new Set([current, fromMatrix]));
});

test("the fast tests run on the oldest Node that package.json allows too", () => {
  const [, job] = jobs.find(([, { strategy }]) => strategy?.matrix.node) ?? [];
  expect(job?.strategy?.matrix.node).toEqual([`${floor}.0`, current]);
  expect(job?.steps.filter(setUp).map(versionOf)).toEqual([fromMatrix]);
  expect(job?.steps.map(({ run }) => run)).toContain("npm test -- --ci");
});
