import { X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Authority, sign } from "../cluster/sign";
import { run } from "../machine/run";

/** Milliseconds for which an authority must be good at least: longer than any rehearsal. */
const leastValidity = 7 * 86_400_000;

/**
 * The authority that the services outside show certificates of. The images of the rehearsal trust it, so that it is kept
 * for the next one, which then finds its images as they are.
 */
export class OutsideAuthority {
  private readonly files: Authority;

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    this.files = { certificate: path.join(folder, "ca.crt"), key: path.join(folder, "ca.key") };
    if (this.isGood()) return;
    run("openssl", [
      ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "365"],
      ...["-subj", "/CN=Freehold rehearsal", "-keyout", this.files.key, "-out", this.files.certificate],
      ...["-addext", "keyUsage=critical,keyCertSign,cRLSign"],
    ]);
  }

  private isGood(): boolean {
    if (!existsSync(this.files.certificate) || !existsSync(this.files.key)) return false;
    return Date.parse(new X509Certificate(this.certificate).validTo) - Date.now() > leastValidity;
  }

  /** File with its certificate, PEM. */
  get certificateFile(): string {
    return this.files.certificate;
  }

  get certificate(): string {
    return readFileSync(this.files.certificate, "utf8");
  }

  /** A certificate for a host name and its key; answers the paths of their files. */
  issue(name: string, host: string): { certificate: string; key: string } {
    const made = sign({ authority: this.files, commonName: host, names: [`DNS:${host}`] });
    const [certificate, key] = [path.join(this.folder, `${name}.crt`), path.join(this.folder, `${name}.key`)];
    writeFileSync(certificate, made.certificate);
    writeFileSync(key, made.key, { mode: 0o600 });
    return { certificate, key };
  }
}
