import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../machine/run";

/** Files of an authority, PEM. */
export interface Authority {
  certificate: string;
  key: string;
}

export interface LeafProps {
  authority: Authority;
  commonName: string;
  organization?: string;
  /** Names that it serves, such as `DNS:kubernetes` or `IP:10.0.0.10`. Default: none, and it is a client's. */
  names?: string[];
}

/** A certificate and its key, PEM, signed by an authority with openssl for a week. */
export function sign({ authority, commonName, organization, names }: LeafProps): { certificate: string; key: string } {
  const folder = mkdtempSync(path.join(tmpdir(), "freehold-sign-"));
  try {
    const [certificate, key] = [path.join(folder, "leaf.crt"), path.join(folder, "leaf.key")];
    const subject = `${organization ? `/O=${organization}` : ""}/CN=${commonName}`;
    run("openssl", [
      ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "7"],
      ...["-subj", subject, "-CA", authority.certificate, "-CAkey", authority.key, "-keyout", key, "-out", certificate],
      ...["-addext", "basicConstraints=critical,CA:FALSE"],
      ...["-addext", `extendedKeyUsage=${names ? "serverAuth,clientAuth" : "clientAuth"}`],
      ...(names ? ["-addext", `subjectAltName=${names.join(",")}`] : []),
    ]);
    return { certificate: readFileSync(certificate, "utf8"), key: readFileSync(key, "utf8") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
