import type { SynthesizedResource } from "../ledger/synthesized";
import { type Container, podTemplates } from "./pod-templates";

/**
 * Refuses a service whose health check can't fail: Kubernetes takes a container without one for healthy from its first
 * moment, and a connection that is accepted says nothing of the program
 * behind it, nor does a command that always succeeds. Containers without clients need none.
 */
export const probeProblems = (resources: readonly SynthesizedResource[]): string[] =>
  podTemplates(resources)
    .filter(({ serves }) => serves)
    .flatMap(({ path, containers }) =>
      containers
        .filter(({ port }) => port.length > 0)
        .flatMap((container) =>
          (["liveness", "readiness"] as const)
            .filter((kind) => !canFail(container[`${kind}_probe`]))
            .map(
              (kind) =>
                `Health check that can't fail: ${path}, container ${container.name}, has no ${kind} probe that asks the program: add one by HTTP or by a command.`,
            ),
        ),
    );

const canFail = (probe: Container["liveness_probe"]): boolean =>
  probe?.http_get !== undefined || (probe?.exec !== undefined && !alwaysSucceeds(probe.exec.command));

/** Commands that say nothing of a program, alone or after another whose failure they hide. */
const alwaysSucceeds = (command: readonly string[]): boolean =>
  /(^|[;|&]|\s-c)\s*(\S*\/)?(true|:|exit 0|echo\b[^;|&]*)\s*$/.test(command.join(" "));
