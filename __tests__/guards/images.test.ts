import { imageProblems } from "../../stacks/guards/images";
import { ref } from "../stacks/synthesise";

const digest = `sha256:${"0".repeat(64)}`;
const withImage = (image: string, kind: "container" | "init_container" = "container") =>
  imageProblems([
    {
      path: "apps/backend/deployment",
      type: "kubernetes_deployment_v1",
      attributes: { spec: { template: { spec: { [kind]: [{ name: "backend", image }] } } } },
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
