import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { copiedFiles, readDockerfile } from "./dockerfile";

const root = path.join(__dirname, "..", "..", "..");

/**
 * Makes the files of the image as the Dockerfile makes them: the build sees the files that it copies, and what runs is
 * dist/ alone, in a folder that its user cannot write to.
 *
 * @param checkout which is built, with its node_modules. Default: this one
 * @returns the folder that is /app in the image, alone in a temporary folder
 */
export function assembleApp(checkout = root): string {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-image-"));
  const [source, app] = [path.join(folder, "src"), path.join(folder, "app")];
  mkdirSync(source);
  for (const file of copiedFiles(readDockerfile(checkout))) {
    const filter = (copied: string) => path.basename(copied) !== "node_modules";
    cpSync(path.join(checkout, file), path.join(source, file), { recursive: true, filter });
  }
  // A release before the page's workspace has no second folder.
  const folders = ["node_modules", "services/frontend/web/node_modules"];
  for (const packages of folders.filter((each) => existsSync(path.join(checkout, each)))) {
    symlinkSync(path.join(checkout, packages), path.join(source, packages));
  }
  execFileSync("npm", ["run", "--silent", "build"], { cwd: source });
  renameSync(path.join(source, "dist"), app);
  rmSync(source, { recursive: true });
  chmodSync(folder, 0o755);
  protect(app);
  return app;
}

function protect(file: string): void {
  const isFolder = statSync(file).isDirectory();
  if (isFolder) for (const name of readdirSync(file)) protect(path.join(file, name));
  chmodSync(file, isFolder ? 0o555 : 0o444);
}
