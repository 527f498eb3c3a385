import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/**
 * Calls each command that it is named with --help, one after the other in this one process, and prints what became of each
 * as JSON. A process for each would load Node, tsx and what the commands share some thirty times: a CPU second each.
 */
class Exit extends Error {}

const print = process.stdout.write.bind(process.stdout);

interface Called {
  status: number | string;
  output: string;
  errors: string;
}

async function callHelp(file: string): Promise<Called> {
  let [output, errors] = ["", ""];
  let end: (called: Called) => void = () => {};
  const ended = new Promise<Called>((resolve) => {
    end = resolve;
  });
  process.argv = [process.execPath, file, "--help"];
  process.exitCode = undefined;
  process.stdout.write = (chunk: string | Uint8Array) => {
    output += chunk;
    return true;
  };
  process.stderr.write = (chunk: string | Uint8Array) => {
    errors += chunk;
    return true;
  };
  // The command must go no further: that would be its work. What it does with this error does not count.
  process.exit = (code) => {
    end({ status: Number(code ?? process.exitCode ?? 0), output, errors });
    throw new Exit("process.exit");
  };
  const fail = (error: unknown) => {
    if (!(error instanceof Exit)) end({ status: 1, output, errors: `${errors}${error}` });
  };
  // One that only returns has ended when Node has nothing left to wait for. The next begins in a turn of its own: what is
  // done within this event does not make Node look again, and Node 24 may load a cached command wholly within it.
  const atRest = () => setImmediate(() => end({ status: Number(process.exitCode ?? 0), output, errors }));
  process.once("beforeExit", atRest);
  process.setUncaughtExceptionCaptureCallback(null);
  process.setUncaughtExceptionCaptureCallback(fail);
  await import(path.resolve(file)).catch(fail);
  const patience = new AbortController();
  const { signal } = patience;
  const late = pause(60_000, undefined, { signal, ref: false }).then(() => ({ status: "still runs", output, errors }));
  return Promise.race([ended, late]).finally(() => {
    process.off("beforeExit", atRest);
    patience.abort();
    late.catch(() => {});
  });
}

async function main(files: string[]): Promise<void> {
  // It sets such a callback itself, which Node takes once.
  await import("../../scripts/plain-errors");
  const called: Record<string, Called> = {};
  for (const file of files) called[file] = await callHelp(file);
  print(JSON.stringify(called));
}

const { exit } = process;
void main(process.argv.slice(2)).then(() => exit.call(process, 0));
