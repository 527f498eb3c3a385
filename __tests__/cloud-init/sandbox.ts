import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { RenderedUserData } from "../../scripts/rehearse/stacks/render-bootstrap";

/** Programs that a machine has, or that would reach beyond a folder. Each records its call and does what a test says. */
const programs = ["apt-get", "curl", "dpkg-query", "iptables", "k3s", "sleep", "sysctl", "systemctl", "timedatectl"];

export interface Run {
  status: number | null;
  output: string;
  /** Calls of the stub programs in order, such as `systemctl enable k3s.service`. */
  calls: string[];
}

/** A folder that stands for a machine's root, with stub programs on PATH. */
export class Sandbox {
  readonly root = mkdtempSync(path.join(tmpdir(), "freehold-machine-"));
  private readonly bin = path.join(this.root, "stubs");
  private readonly log = path.join(this.root, "calls");

  constructor() {
    for (const folder of ["stubs", "dev", "var/log", "run", "tmp"])
      mkdirSync(path.join(this.root, folder), { recursive: true });
    this.write("/dev/console", "");
    for (const program of programs) this.stub(program, "");
  }

  /** Puts every file of the user data in its place, as cloud-init does. */
  install({ files }: RenderedUserData): this {
    for (const { path: file, content, mode } of files) {
      this.write(file, content);
      chmodSync(this.path(file), mode);
    }
    return this;
  }

  /** What a stub does beside recording its call, in bash; its arguments are `$*`. */
  stub(program: string, body: string): this {
    const record = `#!/usr/bin/env bash\necho "${program} $*" >>"${this.log}"\n${body}\n`;
    writeFileSync(path.join(this.bin, program), record, { mode: 0o755 });
    return this;
  }

  /** Runs a script that is installed in the sandbox. */
  run(script: string, ...args: string[]): Run {
    writeFileSync(this.log, "");
    const { status, stdout, stderr } = spawnSync("bash", [this.path(script), ...args], {
      encoding: "utf8",
      env: { PATH: `${this.bin}:${process.env.PATH}`, ROOT: this.root, TMPDIR: this.path("/tmp") },
      timeout: 100_000,
    });
    return { status, output: stdout + stderr, calls: readFileSync(this.log, "utf8").trim().split("\n") };
  }

  path(file: string): string {
    return path.join(this.root, file);
  }

  exists(file: string): boolean {
    return existsSync(this.path(file));
  }

  read(file: string): string {
    return readFileSync(this.path(file), "utf8");
  }

  write(file: string, content: string): void {
    mkdirSync(path.dirname(this.path(file)), { recursive: true });
    writeFileSync(this.path(file), content);
  }

  append(file: string, content: string): void {
    appendFileSync(this.path(file), content);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
