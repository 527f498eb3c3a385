import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { namespace } from "./recovered";
import type { Rehearsed } from "./rehearsed";

/** Pod, container, and exit code of each container that has ended, a line for each state of a pod. */
const template = `{{range .status.containerStatuses}}{{if .state.terminated}}{{$.metadata.name}} {{.name}} {{.state.terminated.exitCode}}{{"\\n"}}{{end}}{{end}}`;

/** How the containers of the services end from now on, until it is stopped. */
export class ContainerEnds {
  /** Exit codes by pod and container, such as `backend-5d9c/daprd`. */
  readonly codes = new Map<string, number>();
  private readonly watch;

  constructor({ programs, cluster }: Rehearsed) {
    const args = ["get", "pods", "--namespace", namespace, "--watch-only", `--output=go-template=${template}`];
    this.watch = spawn(programs.kubectl, [`--kubeconfig=${cluster.kubeconfig}`, ...args], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    createInterface(this.watch.stdout).on("line", (line) => {
      const [pod = "", container = "", code = ""] = line.split(" ");
      this.codes.set(`${pod}/${container}`, Number(code));
    });
  }

  stop(): void {
    this.watch.kill();
  }
}
