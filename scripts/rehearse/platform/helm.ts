import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import type { OutsideChart } from "../../manifests/outside-chart";
import { OperationError } from "../../operations/operation-error";
import { runProgram } from "../../operations/program";

/** Where Helm finds a chart, and what it has to be told because it is not the published one. */
export interface ChartPlace {
  /** A folder or file, or a name with `--repo` and `--version`. */
  place: string[];
  set?: string[];
}

const releasesSchema = z.array(z.object({ name: z.string(), namespace: z.string() }));

/** Helm 3 on one cluster. */
export class Helm {
  constructor(
    private readonly program: string,
    private readonly kubeconfig: string,
  ) {}

  /**
   * Installs or upgrades a release of a chart, and waits until all of it is ready.
   * @throws {OperationError} with Helm's own words
   */
  async release({ name, namespace, values, sensitive }: OutsideChart, { place, set = [] }: ChartPlace): Promise<void> {
    const folder = mkdtempSync(path.join(tmpdir(), "freehold-helm-"));
    try {
      const file = path.join(folder, "values.json");
      writeFileSync(file, JSON.stringify(values), { mode: 0o600 });
      const secrets = sensitive.map((each, index) => {
        const secret = path.join(folder, `secret-${index}`);
        writeFileSync(secret, each.value, { mode: 0o600 });
        return ["--set-file", `${each.name}=${secret}`];
      });
      const { status, errors } = await runProgram(
        this.program,
        [
          ...["upgrade", "--install", name, ...place, "--namespace", namespace, "--kubeconfig", this.kubeconfig],
          ...[
            "--values",
            file,
            ...secrets.flat(),
            ...set.flatMap((each) => ["--set", each]),
            "--wait",
            "--timeout",
            "5m",
            "--history-max",
            "3",
          ],
        ],
        { input: "" },
      );
      if (status !== 0) throw new OperationError(`helm can't release ${name}: ${errors.trim()}`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  /** Uninstalls the releases of these names one after the other, in whichever namespace they are. */
  async uninstall(names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    const listed = releasesSchema.parse(JSON.parse(await this.run("list", "--all-namespaces", "--output", "json")));
    for (const name of names)
      for (const { namespace } of listed.filter((release) => release.name === name))
        await this.run("uninstall", name, "--namespace", namespace, "--wait");
  }

  private async run(...args: string[]): Promise<string> {
    const all = [...args, "--kubeconfig", this.kubeconfig];
    const { status, output, errors } = await runProgram(this.program, all, { input: "" });
    if (status !== 0) throw new OperationError(`helm ${args.join(" ")} failed: ${errors.trim()}`);
    return output;
  }
}
