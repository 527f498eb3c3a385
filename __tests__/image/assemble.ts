import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.join(__dirname, "../..");

/**
 * What the image holds, made as the Dockerfile makes it: the build sees the files that it copies, and what runs is dist/
 * alone, in a folder that its user cannot write to.
 *
 * @returns the folder that is /app in the image
 */
export function assembleImage(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-image-"));
  const [source, app] = [path.join(folder, "src"), path.join(folder, "app")];
  mkdirSync(source);
  for (const file of copiedFiles()) cpSync(path.join(root, file), path.join(source, file), { recursive: true });
  symlinkSync(path.join(root, "node_modules"), path.join(source, "node_modules"));
  execFileSync("npm", ["run", "--silent", "build"], { cwd: source });
  cpSync(path.join(source, "dist"), app, { recursive: true });
  chmodSync(folder, 0o755);
  protect(app);
  return app;
}

/** What the build stage copies out of the checkout. */
const copiedFiles = (): string[] =>
  [...readFileSync(path.join(root, "Dockerfile"), "utf8").matchAll(/^COPY (?!--)(.+) \S+$/gm)].flatMap(
    ([, files = ""]) => files.split(" "),
  );

function protect(file: string): void {
  const isFolder = statSync(file).isDirectory();
  if (isFolder) for (const name of readdirSync(file)) protect(path.join(file, name));
  chmodSync(file, isFolder ? 0o555 : 0o444);
}
