# shellcheck shell=bash
# Object storage for a machine that proves itself by being one (an instance principal), with curl and openssl alone: the
# command line tool for it is many times the size of k3s. The protocol is that of Oracle's SDKs:
# https://docs.oracle.com/iaas/Content/API/Concepts/signingrequests.htm and
# https://github.com/oracle/oci-go-sdk/blob/master/common/auth/federation_client.go
# Needs lib.sh, and in node.env BACKUP_NAMESPACE and BACKUP_BUCKET.

metadata() {
  curl --fail --silent --show-error --retry 5 --header "Authorization: Bearer Oracle" "http://169.254.169.254/opc/v2/$1"
}

# What is between the first and the last line of PEM, in one line.
pem_body() {
  sed '/^-----/d' | tr -d '\n'
}

# Signs standard input with a key; base64.
sign() {
  openssl dgst -sha256 -sign "$1" | base64 --wrap=0
}

# Exchanges the machine's certificate for a token, which goes with a key made for this one run. Sets the variables REGION,
# TOKEN and SESSION (a folder that is the caller's to remove).
log_in() {
  SESSION=$(mktemp --directory)
  chmod 700 "$SESSION"
  REGION=$(metadata instance/canonicalRegionName) || return
  local part
  for part in cert key intermediate; do
    metadata "identity/$part.pem" >"$SESSION/$part.pem" || return
  done
  openssl genrsa -out "$SESSION/session.pem" 2048 2>/dev/null
  local tenancy fingerprint date
  tenancy=$(openssl x509 -in "$SESSION/cert.pem" -noout -subject | sed -nE 's/.*opc-(tenant|identity):(ocid1\.tenancy\.[a-z0-9.]+).*/\2/p')
  fingerprint=$(openssl x509 -in "$SESSION/cert.pem" -noout -fingerprint -sha1 | cut --delimiter== --fields=2)
  printf '{"certificate":"%s","publicKey":"%s","intermediateCertificates":["%s"]}' \
    "$(pem_body <"$SESSION/cert.pem")" \
    "$(openssl rsa -in "$SESSION/session.pem" -pubout 2>/dev/null | pem_body)" \
    "$(pem_body <"$SESSION/intermediate.pem")" >"$SESSION/request.json"
  local length digest signature
  date=$(LC_ALL=C date --utc '+%a, %d %b %Y %T GMT')
  length=$(stat --format=%s "$SESSION/request.json")
  digest=$(openssl dgst -sha256 -binary "$SESSION/request.json" | base64 --wrap=0)
  signature=$(
    printf 'date: %s\n(request-target): post /v1/x509\ncontent-length: %s\ncontent-type: application/json\nx-content-sha256: %s' \
      "$date" "$length" "$digest" | sign "$SESSION/key.pem"
  )
  TOKEN=$(
    curl --fail --silent --show-error --retry 5 \
      --header "date: $date" --header "content-type: application/json" --header "x-content-sha256: $digest" \
      --header "authorization: Signature version=\"1\",keyId=\"$tenancy/fed-x509/$fingerprint\",algorithm=\"rsa-sha256\",headers=\"date (request-target) content-length content-type x-content-sha256\",signature=\"$signature\"" \
      --data-binary "@$SESSION/request.json" "https://auth.$REGION.oraclecloud.com/v1/x509" |
      sed -n 's/.*"token" *: *"\([^"]*\)".*/\1/p'
  )
  [[ -n $TOKEN ]]
}

# One request to the bucket. The body of an upload needs no part in the signature.
# $1 method in lower case, $2 path within the bucket; then further arguments of curl
bucket_request() {
  local method=$1 host="objectstorage.$REGION.oraclecloud.com" target="/n/$BACKUP_NAMESPACE/b/$BACKUP_BUCKET$2"
  shift 2
  local date signature
  date=$(LC_ALL=C date --utc '+%a, %d %b %Y %T GMT')
  signature=$(printf 'date: %s\n(request-target): %s %s\nhost: %s' "$date" "$method" "$target" "$host" | sign "$SESSION/session.pem")
  curl --fail --silent --show-error --retry 3 --request "${method^^}" --header "date: $date" \
    --header "authorization: Signature version=\"1\",keyId=\"ST\$$TOKEN\",algorithm=\"rsa-sha256\",headers=\"date (request-target) host\",signature=\"$signature\"" \
    "$@" "https://$host$target"
}

# Uploads a file. $1 name, $2 file
upload() {
  bucket_request put "/o/$1" --header "content-type: application/octet-stream" --upload-file "$2"
}

# Downloads a file whole or not at all. $1 name, $2 file
download() {
  bucket_request get "/o/$1" --output "$2.partial"
  mv "$2.partial" "$2"
}

# The names of all objects, one a line, or of those that begin with $1. An answer has 1000 at most, and says where to go on.
list() {
  local page start=
  while :; do
    page=$(bucket_request get "/o?fields=name${1:+&prefix=$1}${start:+&start=$start}" | tr '{,' '\n') || return
    sed -n 's/.*"name" *: *"\([^"]*\)".*/\1/p' <<<"$page"
    start=$(sed -n 's/.*"nextStartWith" *: *"\([^"]*\)".*/\1/p' <<<"$page")
    [[ -n $start ]] || return 0
  done
}

# Whether the bucket holds a file. $1 name
holds() {
  local names
  names=$(list "$1")
  grep --quiet --line-regexp --fixed-strings --regexp="$1" <<<"$names"
}
