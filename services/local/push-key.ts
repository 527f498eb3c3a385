import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { chownSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { environment as backend } from "../backend/definition";
import { environment as notification } from "../notification/definition";
import { FreeholdError } from "../runtime/core/errors";
import type { Variables } from "../runtime/settings/read-declared";
import { pushKeyName } from "./data-folder";

/**
 * The variables with which the platform of a data folder pushes notifications, unless others are given. Its key is made once, in a file
 * that only its owner can read: with another one every browser would have to subscribe again.
 * @throws FreeholdError SETTINGS_INVALID for a key that is none
 */
export function withPushKey(folder: string, given: Variables): Variables {
  const channels = given[notification.channels] ?? "";
  if (!channels.split(",").some((name) => name.trim() === "push")) return given;
  const file = path.join(folder, pushKeyName);
  const key = given[notification.pushKey] ?? readKey(file);
  const place = given[notification.pushKey] === undefined ? file : notification.pushKey;
  return {
    [notification.pushKey]: key,
    [backend.pushPublicKey]: publicHalf(key, place),
    ...given,
  };
}

function readKey(file: string): string {
  if (existsSync(file)) return readFileSync(file, "utf8");
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  // "wx" follows no symbolic link that another account may have put there.
  writeFileSync(file, pem, { mode: 0o600, flag: "wx" });
  if (process.getuid?.() === 0) {
    // A start as root must leave nothing behind that the owner of the folder can't read.
    const { uid, gid } = statSync(path.dirname(file));
    chownSync(file, uid, gid);
  }
  return pem;
}

function publicHalf(pem: string, place: string): string {
  try {
    return createPublicKey(pem).export({ type: "spki", format: "pem" }).toString();
  } catch {
    throw new FreeholdError(
      "SETTINGS_INVALID",
      `${place} holds no private key in PEM. Without it a new one is made, and browsers have to be subscribed again.`,
    );
  }
}
