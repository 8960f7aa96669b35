#!/bin/bash
# The chart on kind (https://kind.sigs.k8s.io): a cluster in Docker's containers, with everything of the manifests that k8s/play
# leaves out. What people do there, and what must hold, is the same (k8s/trial/steps.sh). Ends with 0 only if all of it held.
#
#   k8s/try-kind.sh              needs kind, docker, kubectl, helm, a JDK 25 and the network
#   TRY_KIND_KEEP=1 k8s/try-kind.sh     leaves the cluster, and what people sent, where they are, and says where
set -euo pipefail

top=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/glide-kind.XXXXXX")
# shellcheck source=k8s/trial/steps.sh
. "$top/k8s/trial/steps.sh"

cluster=glide-trial
port=${TRY_KIND_PORT:-8443}
version=$(sed -n 's/^appVersion: *//p' "$chart/Chart.yaml")
export KUBECONFIG=$work/kubeconfig

forward=
made=
finish() {
  local status=$?
  trap '' INT TERM
  over
  [ -z "$forward" ] || kill "$forward" 2>/dev/null || :
  if [ $status -ne 0 ] && [ -n "$made" ]; then
    kubectl -n "$namespace" get pods,events >&2 || :
  fi
  if [ -n "${TRY_KIND_KEEP-}" ]; then
    say "kept: cluster $cluster, $work"
  else
    [ -z "$made" ] || kind delete cluster --name "$cluster" >&2 || :
    rm -rf "$work"
  fi
  say "k8s/try-kind.sh: $([ $status -eq 0 ] && echo "all of it held" || echo "FAILED ($status)"), after $SECONDS s"
  exit $status
}
trap finish EXIT
trap 'exit 130' INT TERM

for each in kind docker kubectl helm; do
  command -v "$each" >/dev/null || fail "$each is missing"
done
! kind get clusters 2>/dev/null | grep -qx "$cluster" || fail "there is a cluster $cluster already: kind delete cluster --name $cluster"

images() {
  local each
  for each in $services; do
    say "image $each"
    docker build -q -f "$top/docker/service/Dockerfile" --build-arg "SERVICE=$each" -t "glide/$each:$version" "$top" >/dev/null
  done
  docker build -q -t "glide/gateway:$version" "$top/docker/gateway" >/dev/null
}

install() {
  local each
  made=1
  kind create cluster --name "$cluster" --wait 180s
  for each in $services gateway; do
    kind load docker-image --name "$cluster" "glide/$each:$version"
  done
  cat >"$work/values.yaml" <<END
# People come through the chart's own gateway and a forwarded port.
origins: ["$(address)"]
gateway:
  enabled: true
  service:
    type: ClusterIP
END
  helm install "$release" "$chart" --namespace "$namespace" --create-namespace --values "$values" --values "$work/values.yaml"
  for each in $deployments "$release-gateway"; do
    kubectl -n "$namespace" rollout status "deployment/$each" --timeout 600s
  done
}

come_in() {
  kubectl -n "$namespace" get secret "$release-gateway-tls" -o jsonpath='{.data.ca\.crt}' | base64 -d >"$work/ca.pem"
  export GLIDE_CA=$work/ca.pem
  kubectl -n "$namespace" port-forward "service/$release-gateway" "$port:443" >"$work/forward.log" 2>&1 &
  forward=$!
}

rollout() {
  kubectl -n "$namespace" rollout restart "deployment/$1" && kubectl -n "$namespace" rollout status "deployment/$1" --timeout 600s
}

address() {
  echo "https://localhost:$port"
}

"$top/glide" version >/dev/null
images
install
come_in
trial
