/** What a release does to the cluster; each step throws when it fails. */
export interface ReleaseSteps {
  /** The image that runs now, by digest; none before the first release. */
  current(): Promise<string | undefined>;
  /** Makes Terraform apply the stack apps with an image. */
  apply(image: string): Promise<void>;
  /** Waits until every workload has rolled out. */
  rolledOut(): Promise<void>;
  /** Asks the platform from outside whether it works. */
  smoke(): Promise<void>;
  /** Goes back to the previous pods of every workload, at once. */
  undo(): Promise<void>;
  /** Whether Terraform would change nothing with an image. */
  planIsEmpty(image: string): Promise<boolean>;
  log(message: string): void;
}

/** How often the last good image is applied before somebody has to look. */
const tries = 3;

/** What went wrong with a release, and what runs now. */
class ReleaseError extends Error {
  override name = "ReleaseError";
}

/**
 * Brings an image into service. One that does not roll out, or does not work from outside, is taken back. First come the
 * pods, which is quick, then Terraform with the last good image until its plan is empty: its state and the cluster agree. Migrations are not taken back: they only ever add (docs/how-to/change-an-event-or-a-table.md).
 *
 * @throws {ReleaseError} whenever the image is not what runs afterwards
 */
export async function release(image: string, steps: ReleaseSteps): Promise<void> {
  const lastGood = await steps.current();
  try {
    await steps.apply(image);
    await steps.rolledOut();
    await steps.smoke();
    steps.log(`${image} is in service`);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    steps.log(`${image} does not work: ${reason}`);
    if (!lastGood) throw new ReleaseError(`${image} does not work, and no release was there before it`, { cause });
    await rollBack(lastGood, steps);
    throw new ReleaseError(`${image} does not work; ${lastGood} is in service again: ${reason}`, { cause });
  }
}

async function rollBack(image: string, steps: ReleaseSteps): Promise<void> {
  try {
    await steps.undo();
  } catch (error) {
    steps.log(`kubectl rollout undo failed, Terraform goes on: ${error instanceof Error ? error.message : error}`);
  }
  for (let attempt = 1; attempt <= tries; attempt++) {
    try {
      await steps.apply(image);
      if (!(await steps.planIsEmpty(image))) continue;
      await steps.rolledOut();
      return;
    } catch (error) {
      steps.log(`Try ${attempt} to go back failed: ${error instanceof Error ? error.message : error}`);
    }
  }
  throw new ReleaseError(
    `${image} could not be brought back in ${tries} tries: docs/how-to/set-up-the-pipeline.md says what to do by hand.`,
  );
}
