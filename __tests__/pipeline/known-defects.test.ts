import { releaseProblems } from "../workflows/release-problems";
import { workflowText } from "../workflows/workflow";

const deploy = workflowText("deploy.yml");
const images = workflowText("images.yml");

/** A text with a part replaced; fails when the part is not there. */
function put(text: string, part: string, replacement: string): string {
  if (!text.includes(part)) throw new Error(`there is no "${part}"`);
  return text.replace(part, replacement);
}

const release = "      - name: Release, or go back\n";
const IMAGE = `\${{ needs.image.outputs.image }}`;
const digest = `@\${{ steps.build.outputs.digest }}`;

test("the workflows as they are have none of these", () => expect(releaseProblems(deploy, images)).toEqual([]));

/**
 * What is known to go wrong with releases, each put into the workflows. Defects of the release itself, such as a smoke test
 * that a broken platform passes, are in release.test.ts, smoke.test.ts and cluster-steps.test.ts; those of the plan in
 * ../guards/known-defects.test.ts.
 */
test.each<[defect: string, deploy: () => string, images: () => string, problem: string]>([
  [
    "an image for amd64 only",
    () => deploy,
    () => put(images, "linux/arm64,linux/amd64", "linux/amd64"),
    "images.yml builds for linux/amd64, and the nodes are arm64",
  ],
  [
    "an image whose platform is not checked",
    () => deploy,
    () => put(images, "jq --exit-status", "jq"),
    "images.yml does not look whether what it has pushed is made for arm64",
  ],
  [
    "a tag instead of the digest",
    () => deploy,
    () => put(images, `repository }}${digest}`, `repository }}:\${{ github.sha }}`),
    "which is not what it has built, by digest",
  ],
  [
    "an image that is built and not used",
    () => put(deploy, IMAGE, "ghcr.io/owner/freehold:latest"),
    () => images,
    "deploy.yml releases ghcr.io/owner/freehold:latest, and not the image that it has built",
  ],
  [
    "a release that is given another image",
    () => put(deploy, 'release "$IMAGE"', 'release "$OTHER"'),
    () => images,
    "and not the image that it has built",
  ],
  [
    "a way back that is skipped",
    () => put(deploy, release, `${release}        if: failure()\n`),
    () => images,
    "the step Release, or go back can be skipped or fail unnoticed",
  ],
  [
    "a release whose failure does not count",
    () => put(deploy, release, `${release}        continue-on-error: true\n`),
    () => images,
    "the step Release, or go back can be skipped or fail unnoticed",
  ],
  [
    "a check before it that can't fail",
    () => put(deploy, "-oidc-issuer https://token.actions.githubusercontent.com", "-oidc-issuer x || true"),
    () => images,
    "the step The image is ours can be skipped or fail unnoticed",
  ],
  [
    "a way back that the next push cuts off",
    () => put(deploy, "cancel-in-progress: false", "cancel-in-progress: true"),
    () => images,
    "a second push cuts off a release, and its way back",
  ],
  [
    "a deploy without a release",
    () => put(deploy, "pipeline.ts release", "pipeline.ts plan"),
    () => images,
    "releases nothing",
  ],
])("%s is noticed", (_, defectiveDeploy, defectiveImages, problem) => {
  expect(releaseProblems(defectiveDeploy(), defectiveImages())).toContainEqual(expect.stringContaining(problem));
});
