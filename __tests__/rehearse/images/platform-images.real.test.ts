import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { renderChart } from "../../../scripts/manifests/render-chart";
import { referencedImages } from "../../../scripts/rehearse/images/referenced-images";
import { platformImage, platformImageOf } from "../../../scripts/rehearse/images/references";
import { kubernetes, released } from "../../charts/released";
import { workloads } from "../../charts/workloads";
import { describeReal } from "../../helpers/real";
import { until } from "../../helpers/until";

const dapr = ["dapr-injector-control-plane", "dapr-operator-control-plane", "dapr-sentry-control-plane"] as const;

describeReal("Dapr's images", ["helm", "dapr-chart", "daprd", ...dapr], ({ helm, "dapr-chart": source }) => {
  const containerSchema = z.looseObject({ image: z.string(), command: z.array(z.string()) });
  const imageOf = (reference: string) => {
    const name = platformImageOf(reference);
    if (!name) throw new Error(`No image is made for ${reference}`);
    return platformImage(name, reference);
  };
  const render = () => renderChart(released("dapr").chart, { helm, source, kubernetes });

  test("have each command of the chart where it looks for it, under the name that it uses", async () => {
    const containers = workloads(await render()).flatMap(({ spec }) => spec.template.spec.containers);
    for (const { image, command } of containers.map((one) => containerSchema.parse(one))) {
      const spec = imageOf(image);
      expect(spec.name).toBe(image);
      expect(spec.files.map(({ to }) => to)).toContain(command[0]);
    }
    expect(containers.length).toBeGreaterThanOrEqual(dapr.length);
  });

  test("are all that the chart starts; the sidecar's has no entry point, since the injector gives its path as an argument", async () => {
    const references = referencedImages(await render());
    expect(references).toHaveLength(dapr.length + 1);
    const sidecar = imageOf(references.find((reference) => reference.includes("/daprd:")) ?? "");
    expect(sidecar.entrypoint).toEqual([]);
    expect(sidecar.files.map(({ to }) => to)).toContain("/daprd");
  });
});

describeReal("the program of a pod's sandbox", ["pause"], ({ pause }) => {
  test.each(["SIGTERM", "SIGINT"] as const)("ends with 0 on %s", async (signal) => {
    const child = spawn(pause);
    const ended = once(child, "exit");
    await once(child.stdout, "data");
    child.kill(signal);
    expect(await ended).toEqual([0, null]);
  });

  test("reaps a process that another one left behind", async () => {
    // The orphan ends once its input does; its parent has ended by then, so that it belongs to the first process.
    const leaveBehind = `(cat <&3 >/dev/null 2>&1 &) 3<&0; exec ${pause} </dev/null`;
    const child = spawn("unshare", [
      "--user",
      "--map-root-user",
      "--pid",
      "--fork",
      "--kill-child",
      "sh",
      "-c",
      leaveBehind,
    ]);
    await once(child.stdout, "data");
    const childrenOf = (pid: string | number) =>
      readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean);
    const [first = ""] = childrenOf(child.pid ?? 0);
    expect(childrenOf(first)).toHaveLength(1);
    child.stdin.end();
    await until("the orphan is reaped", () => childrenOf(first).length === 0);
    child.kill("SIGKILL");
    await once(child, "exit");
  });
});
