import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

export interface ServerCertificate {
  /** Files, PEM. */
  certificate: string;
  key: string;
  /** What stands in them. */
  pem: { certificate: string; key: string };
}

/** A certificate that vouches for itself, good for a day. @param names such as `DNS:a.example` or `IP:127.0.0.1` */
export function selfSigned(folder: string, names: string[]): ServerCertificate {
  const [certificate, key] = [path.join(folder, "server.crt"), path.join(folder, "server.key")];
  execFileSync(
    "openssl",
    [
      ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1"],
      ...["-subj", "/CN=test", "-addext", `subjectAltName=${names.join(",")}`, "-keyout", key, "-out", certificate],
    ],
    { stdio: "pipe" },
  );
  return {
    certificate,
    key,
    pem: { certificate: readFileSync(certificate, "utf8"), key: readFileSync(key, "utf8") },
  };
}
