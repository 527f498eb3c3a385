import { imageProblems } from "../../stacks/guards/images";
import { ref } from "../stacks/synthesise";

const digest = `sha256:${"0".repeat(64)}`;
const template = (kind: string, image: string) => ({
  metadata: {},
  spec: { [kind]: [{ name: "backend", image }] },
});
const withImage = (image: string, kind: "container" | "init_container" = "container") =>
  imageProblems([
    {
      path: "apps/backend/deployment",
      type: "kubernetes_deployment_v1",
      attributes: { metadata: { name: "backend" }, spec: { template: template(kind, image) } },
    },
  ]);

test.each([`ghcr.io/owner/freehold@${digest}`, `ghcr.io/owner/freehold:v1@${digest}`, ref("var.freehold_image")])(
  "%s passes",
  (image) => expect(withImage(image)).toEqual([]),
);

test.each(["ghcr.io/owner/freehold", "ghcr.io/owner/freehold:v1", "ghcr.io/owner/freehold@sha256:0", ref("var.other")])(
  "%s is refused",
  (image) => {
    expect(withImage(image)).toEqual([
      `Image ${image} of apps/backend/deployment, container backend, has no digest: use image() for it.`,
    ]);
  },
);

test("init containers are looked at too", () => {
  expect(withImage("busybox", "init_container")).toHaveLength(1);
});

test("jobs are looked at too", () => {
  const job = { metadata: { name: "job" }, spec: { template: template("container", "busybox") } };
  expect(imageProblems([{ path: "apps/job", type: "kubernetes_job_v1", attributes: job }])).toHaveLength(1);
  const spec = { schedule: "0 4 * * 0", job_template: { spec: job.spec } };
  expect(
    imageProblems([{ path: "apps/cron", type: "kubernetes_cron_job_v1", attributes: { ...job, spec } }]),
  ).toHaveLength(1);
});
