import { type ReleaseSteps, release } from "../../scripts/pipeline/release";

/** A cluster that does what it is told, and whose state is known. */
function cluster(overrides: Partial<ReleaseSteps> = {}) {
  const done: string[] = [];
  const steps: ReleaseSteps = {
    current: async () => "good",
    apply: async (image) => void done.push(`apply ${image}`),
    rolledOut: async () => void done.push("rolled out"),
    smoke: async () => void done.push("smoke"),
    undo: async () => void done.push("undo"),
    planIsEmpty: async (image) => {
      done.push(`plan ${image}`);
      return true;
    },
    log: () => {},
    ...overrides,
  };
  return { done, steps };
}
const fails = (message: string) => async () => {
  throw new Error(message);
};

/** Fails, and works the next time: with the image that worked. */
const failsOnce = (message: string) => jest.fn(async () => {}).mockRejectedValueOnce(new Error(message));

test("a good image is applied, rolled out, and asked from outside", async () => {
  const { done, steps } = cluster();
  await release("new", steps);
  expect(done).toEqual(["apply new", "rolled out", "smoke"]);
});

test.each<[string, Partial<ReleaseSteps>]>([
  ["does not roll out", { rolledOut: failsOnce("backend is not ready") }],
  ["does not work from outside", { smoke: fails("503") }],
])(
  "an image that %s is taken back, from the pods and from Terraform's state, and the job fails",
  async (_, failure) => {
    const { done, steps } = cluster(failure);
    await expect(release("new", steps)).rejects.toThrow(/new does not work; good is in service again/);
    const back = done.slice(done.indexOf("undo")).filter((step) => step !== "rolled out");
    expect(back).toEqual(["undo", "apply good", "plan good"]);
  },
);

test("an apply that fails halfway is taken back too", async () => {
  const applied: string[] = [];
  const { done, steps } = cluster({
    apply: async (image) => {
      applied.push(image);
      if (image === "new") throw new Error("timeout");
    },
  });
  await expect(release("new", steps)).rejects.toThrow("good is in service again: timeout");
  expect(applied).toEqual(["new", "good"]);
  expect(done).toContain("undo");
});

test("the last good image is applied until the plan is empty", async () => {
  const answers = [false, true];
  const { done, steps } = cluster({ smoke: fails("503"), planIsEmpty: async () => answers.shift() ?? false });
  await expect(release("new", steps)).rejects.toThrow("good is in service again");
  expect(done.filter((step) => step === "apply good")).toHaveLength(2);
});

test("an image that was taken back and does not roll out again is not in service", async () => {
  const { steps } = cluster({ rolledOut: fails("backend is not ready") });
  await expect(release("new", steps)).rejects.toThrow("good could not be brought back in 3 tries");
});

test("says so when it cannot be brought back", async () => {
  const { steps } = cluster({ smoke: fails("503"), planIsEmpty: async () => false });
  await expect(release("new", steps)).rejects.toThrow("good could not be brought back in 3 tries");
});

test("goes on to Terraform when the pods cannot be taken back", async () => {
  const { done, steps } = cluster({ smoke: fails("503"), undo: fails("no revision") });
  await expect(release("new", steps)).rejects.toThrow("good is in service again");
  expect(done).toContain("apply good");
});

test("a first release that fails says that there is nothing to go back to", async () => {
  const { done, steps } = cluster({ current: async () => undefined, smoke: fails("503") });
  await expect(release("new", steps)).rejects.toThrow("no release was there before it");
  expect(done).not.toContain("undo");
});
