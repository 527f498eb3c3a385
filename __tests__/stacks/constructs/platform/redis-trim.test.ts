import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { trimCommand } from "../../../../stacks/constructs/platform/redis-trim";
import { until } from "../../../helpers/until";

test("the loop that trims handles SIGTERM itself and ends at once: as PID 1 nothing else would end it", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-trim-"));
  const waiting = path.join(folder, "waiting");
  const stub = path.join(folder, "sleep");
  writeFileSync(stub, `#!/bin/sh\ntouch ${waiting}\nexec /bin/sleep 600\n`);
  chmodSync(stub, 0o755);
  // A group of its own: what the shell leaves behind ends with it.
  const shell = spawn("sh", ["-c", trimCommand("/trim.lua")], {
    env: { PATH: `${folder}:${process.env.PATH}` },
    detached: true,
  });
  const { pid } = shell;
  if (pid === undefined) throw new Error("sh did not start");
  try {
    await until("the loop waits for the next look", () => existsSync(waiting));
    shell.kill("SIGTERM");
    await once(shell, "exit");
    expect([shell.exitCode, shell.signalCode]).toEqual([0, null]);
  } finally {
    process.kill(-pid, "SIGKILL");
    rmSync(folder, { recursive: true });
  }
});

test("keeps of a broadcast topic only what a new pod can read at once, and of a shared one what its groups have not read", () => {
  const lines = trimCommand("/trim.lua").split("; ");
  expect(lines.find((line) => line.includes(" task-updates ,"))).toContain("/trim.lua task-updates , 120000 86400000");
  expect(lines.find((line) => line.includes(" task-events ,"))).toContain("audit-consumer");
});
