import { mkdirSync } from "node:fs";
import { renderBootstrap } from "../../scripts/rehearse/stacks/render-bootstrap";
import { issueInstanceCertificate } from "../helpers/instance-certificate";
import { synthesise } from "../stacks/synthesise";
import { Sandbox } from "./sandbox";

export const tenancy = "ocid1.tenancy.oc1..aaaaexample";
export const snapshots = "/var/lib/rancher/k3s/server/db/snapshots";
export const older = "etcd-snapshot-freehold-server-1795400000";
export const newer = "etcd-snapshot-freehold-server-1795421600";

/** What servers are made from, and what Oracle Cloud has given each to sign in with. */
export const serverParts = async () => ({
  rendered: await renderBootstrap(synthesise().bootstrap),
  identity: await issueInstanceCertificate(tenancy),
});
export type ServerParts = Awaited<ReturnType<typeof serverParts>>;

/** A new server, with an empty bucket and no snapshot. */
export function newServer({ rendered, identity }: ServerParts): Sandbox {
  const machine = new Sandbox().install(rendered.server);
  machine.write("/imds/cert.pem", identity.certificate);
  machine.write("/imds/key.pem", identity.privateKey);
  machine.write("/imds/intermediate.pem", identity.certificate);
  mkdirSync(machine.path("/bucket"));
  mkdirSync(machine.path("/requests"));
  mkdirSync(machine.path(snapshots), { recursive: true });
  return machine.stub("curl", cloud(machine));
}

/**
 * Metadata service, authentication and object storage of Oracle Cloud in a curl that keeps every request. The bucket lists
 * two objects an answer, and lets no machine write over one.
 */
export const cloud = (machine: Sandbox) => `
root=${machine.root}
request=$root/requests/$(ls "$root/requests" | wc -l)
printf '%s\\0' "$@" >"$request"
url=\${!#}
while (($#)); do
  case $1 in
    --upload-file) upload=$2 ;;
    --output) output=$2 ;;
    --data-binary) cp "\${2#@}" "$root/token-request.json" ;;
  esac
  shift
done
case $url in
  */instance/canonicalRegionName) printf eu-frankfurt-1 ;;
  */instance/metadata/freehold_restore) cat "$root/imds/restore" ;;
  */identity/*) cat "$root/imds/\${url##*/}" ;;
  https://auth.*) printf '{"token": "session-token"}' ;;
  */o\\?*)
    prefix=$(sed -nE 's/.*[?&]prefix=([^&]*).*/\\1/p' <<<"$url")
    start=$(sed -nE 's/.*[?&]start=([^&]*).*/\\1/p' <<<"$url")
    mapfile -t names < <(ls "$root/bucket" | grep "^$prefix" | LC_ALL=C awk -v start="$start" '$0 >= start')
    printf '{"objects":['
    for object in "\${names[@]:0:2}"; do printf '{"name":"%s"},' "$object"; done
    printf '{}]'
    ((\${#names[@]} <= 2)) || printf ',"nextStartWith":"%s"' "\${names[2]}"
    printf '}' ;;
  */o/*)
    object=$root/bucket/\${url##*/}
    if [[ -z \${upload-} ]]; then cp "$object" "$output"
    elif [[ -e $object ]]; then exit 22
    else cp "$upload" "$object"; fi ;;
esac`;
