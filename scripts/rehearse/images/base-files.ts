import { existsSync } from "node:fs";
import type { ImageFile } from "./image-spec";

/** Users that the images of the platform run as, by number: those of their official images. */
const users: Record<string, number> = { root: 0, redis: 999, nobody: 65534, nonroot: 65532 };

/** Where Debian, Fedora and Alpine keep the certificate authorities that a machine trusts. */
const certificates = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"];

/** What a distroless base image holds beside libraries: users, name resolution, certificate authorities, /tmp. */
export function baseFiles(): ImageFile[] {
  const authorities = certificates.find((file) => existsSync(file));
  const lines = (line: (name: string, id: number) => string) =>
    Object.entries(users)
      .map(([name, id]) => `${line(name, id)}\n`)
      .join("");
  return [
    { to: "/etc/passwd", content: lines((name, id) => `${name}:x:${id}:${id}:${name}:/:/sbin/nologin`) },
    { to: "/etc/group", content: lines((name, id) => `${name}:x:${id}:`) },
    { to: "/etc/nsswitch.conf", content: "passwd: files\ngroup: files\nhosts: files dns\n" },
    ...(authorities ? [{ to: "/etc/ssl/certs/ca-certificates.crt", from: authorities }] : []),
    { to: "/tmp", emptyFolder: true, mode: 0o1777 },
  ];
}
