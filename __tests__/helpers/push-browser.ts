import { createDecipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";
import type { PushAddress } from "../../services/domain/push/subscriptions";

/** A browser's side of web push: keys of its own, and what it reads of a message. */
export interface PushBrowser {
  keys: { p256dh: string; auth: string };
  /** Decrypts a body by RFC 8291, with node:crypto alone. @throws for one that was encrypted for another browser */
  read(body: Buffer): unknown;
}

const publicKeyLength = 65;
const tagLength = 16;

export function pushBrowser(): PushBrowser {
  const browser = createECDH("prime256v1");
  const publicKey = browser.generateKeys();
  const auth = randomBytes(16);
  return {
    keys: { p256dh: publicKey.toString("base64url"), auth: auth.toString("base64url") },
    read: (body) => {
      // RFC 8188, section 2.1: salt, size of a record, length of the key id, key id.
      const salt = body.subarray(0, 16);
      const sender = body.subarray(21, 21 + body.readUInt8(20));
      if (sender.length !== publicKeyLength) throw new Error("The sender's key is no point");
      const info = Buffer.concat([Buffer.from("WebPush: info\0"), publicKey, sender]);
      const secret = hkdfSync("sha256", browser.computeSecret(sender), auth, info, 32);
      const derive = (name: string, length: number) =>
        Buffer.from(hkdfSync("sha256", Buffer.from(secret), salt, `Content-Encoding: ${name}\0`, length));
      const record = body.subarray(21 + sender.length);
      if (record.length > body.readUInt32BE(16)) throw new Error("More than one record");
      const decipher = createDecipheriv("aes-128-gcm", derive("aes128gcm", 16), derive("nonce", 12));
      decipher.setAuthTag(record.subarray(-tagLength));
      const padded = Buffer.concat([decipher.update(record.subarray(0, -tagLength)), decipher.final()]);
      // The last record ends with a 2, and zeros behind it.
      return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString());
    },
  };
}

/** What a browser at this endpoint gives the platform. */
export const addressOf = (endpoint: string, { keys }: PushBrowser): PushAddress => ({ endpoint, ...keys });
