#!/usr/bin/env bash
# Closes this node to new pods, and evicts those that a controller creates again elsewhere, by their disruption budgets. A
# DaemonSet's pods stay, and so do those without a controller. kubectl drain needs rights that a node does not have.
# Fails when pods are still here after about ten minutes, as with a budget that lets none go.
# shellcheck source=/dev/null
source "$(dirname "$(readlink -f "$0")")/lib.sh"

node=$(kubectl get node "$NODE_NAME" --output=jsonpath='{.spec.unschedulable}')
if [[ $node != true ]]; then
  # First, so that uncordon.sh undoes it in any case. A node that an operator cordoned stays cordoned.
  mkdir -p "$(dirname "$CORDONED")"
  touch "$CORDONED"
  kubectl cordon "$NODE_NAME"
fi

# Namespace and name of each such pod.
# shellcheck disable=SC2016
template='{{range .items}}{{$pod := .metadata}}{{range .metadata.ownerReferences}}
{{- if and .controller (ne .kind "DaemonSet") (ne .kind "Node")}}{{$pod.namespace}} {{$pod.name}}{{"\n"}}{{end}}
{{- end}}{{end}}'
movable() {
  kubectl get pods --all-namespaces --output=go-template="$template" \
    --field-selector="spec.nodeName=$NODE_NAME,status.phase!=Succeeded,status.phase!=Failed"
}

for _ in {1..120}; do
  pods=$(movable)
  [[ -n $pods ]] || exit 0
  while read -r namespace pod; do
    # A budget refuses with 429 as long as too few others run.
    printf '{"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"namespace": "%s", "name": "%s"}}' "$namespace" "$pod" |
      kubectl create --raw "/api/v1/namespaces/$namespace/pods/$pod/eviction" --filename=- >/dev/null || true
  done <<<"$pods"
  sleep 5
done
exit 1
