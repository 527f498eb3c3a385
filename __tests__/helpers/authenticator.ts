import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { cose, isoCBOR } from "@simplewebauthn/server/helpers";

/** What an authenticator is asked by a page. */
export interface Asked {
  challenge: string;
  /** Origin of the page that asks. */
  origin: string;
  rpId: string;
}

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest();
const userPresentAndVerified = 0b101;
const withCredential = 0b1000000;

/** A passkey in software, which answers as an authenticator does that has checked its user. */
export function createPasskey(userHandle: string) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const id = randomBytes(32);
  let counter = 0;
  const dataOf = (rpId: string, flags: number) => {
    const count = Buffer.alloc(4);
    counter += 1;
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count]);
  };
  const clientDataOf = (type: string, { challenge, origin }: Asked) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const base = {
    ...{ id: id.toString("base64url"), rawId: id.toString("base64url"), type: "public-key" },
    clientExtensionResults: {},
  };
  return {
    register(asked: Asked) {
      const key = new Map<number, number | Uint8Array>([
        [cose.COSEKEYS.kty, cose.COSEKTY.EC2],
        [cose.COSEKEYS.alg, cose.COSEALG.ES256],
        [cose.COSEKEYS.crv, cose.COSECRV.P256],
        [cose.COSEKEYS.x, new Uint8Array(Buffer.from(x, "base64url"))],
        [cose.COSEKEYS.y, new Uint8Array(Buffer.from(y, "base64url"))],
      ]);
      const length = Buffer.from([0, id.length]);
      const authData = Buffer.concat([
        dataOf(asked.rpId, userPresentAndVerified | withCredential),
        ...[Buffer.alloc(16), length, id, Buffer.from(isoCBOR.encode(key))],
      ]);
      const attestation = new Map<string, unknown>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", new Uint8Array(authData)],
      ]);
      return {
        ...base,
        response: {
          clientDataJSON: clientDataOf("webauthn.create", asked).toString("base64url"),
          attestationObject: Buffer.from(isoCBOR.encode(attestation as never)).toString("base64url"),
          transports: ["internal"],
        },
      };
    },
    signIn(asked: Asked) {
      const authData = dataOf(asked.rpId, userPresentAndVerified);
      const clientData = clientDataOf("webauthn.get", asked);
      const signature = sign("sha256", Buffer.concat([authData, sha256(clientData)]), privateKey);
      return {
        ...base,
        response: {
          clientDataJSON: clientData.toString("base64url"),
          authenticatorData: authData.toString("base64url"),
          signature: signature.toString("base64url"),
          userHandle,
        },
      };
    },
  };
}
