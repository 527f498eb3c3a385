import { randomBytes } from "node:crypto";
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { FreeholdError } from "../runtime/core/errors";
import { hideSecret } from "../runtime/core/redact";
import type { Account, Programs } from "./postgres-programs";

export const user = "freehold";
/** Beside the data, whose directory has mode 0700. */
const passwordName = "freehold.password";
const hbaName = "pg_hba.conf";

/** Who may connect: the owner of the password, from this machine. */
const hba = `# Made by "npm start": every connection needs the password in ${passwordName}.
host all all 127.0.0.1/32 scram-sha-256
`;

/** Makes a random password in a new file that only its owner can read. @returns the password */
function writePassword(file: string, account: Account | undefined): string {
  const password = randomBytes(24).toString("base64url");
  rmSync(file, { force: true });
  // "wx" follows no symbolic link that another account may have put there.
  writeFileSync(file, `${password}\n`, { mode: 0o600, flag: "wx" });
  if (account) chownSync(file, account.uid, account.gid);
  return password;
}

/** The password of a database; undefined before it has one. */
export function readPassword(data: string): string | undefined {
  const file = path.join(data, passwordName);
  if (!existsSync(file)) return undefined;
  const password = readFileSync(file, "utf8").trim();
  hideSecret(password);
  return password;
}

/**
 * Gives a new database its password, and one of an earlier release, which trusted every account of the machine. It is set
 * in single-user mode, so that no connection is possible before.
 * @throws FreeholdError DATABASE_START_FAILED
 */
export async function requirePassword(programs: Programs, account: Account | undefined): Promise<void> {
  const { data } = programs;
  const hbaFile = path.join(data, hbaName);
  if (readPassword(data) !== undefined && !/^[^#\n]*\btrust\b/m.test(readFileSync(hbaFile, "utf8"))) return;
  const password = writePassword(path.join(data, passwordName), account);
  const statement = `alter role ${user} password '${password}';\n`;
  const output = await programs.run("postgres", (folder) => ["--single", "-D", folder, "postgres"], statement);
  if (/\b(ERROR|FATAL):/.test(output))
    throw new FreeholdError("DATABASE_START_FAILED", `The database in ${data} could not be given a password.`);
  const next = `${hbaFile}.new`;
  rmSync(next, { force: true });
  writeFileSync(next, hba, { mode: 0o600, flag: "wx" });
  if (account) chownSync(next, account.uid, account.gid);
  renameSync(next, hbaFile);
}
