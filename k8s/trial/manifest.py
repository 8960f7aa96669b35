"""From what Helm renders to pods that Debian's podman 4.3 (`podman play kube`) starts as they are meant.

Every field of a rendered pod is in one of three lists: podman obeys it, the node (node.py) does what the kubelet would, or it is
left out for a reason that is said at the end. A field in none of them is an error: nothing is dropped in silence.
"""

import base64
import json
import os
import re
import subprocess

import yaml

# Kinds that are not looked at, and why.
LEFT_OUT_KINDS = {
    "NetworkPolicy": "podman's network enforces none: everything reaches everything",
    "PodDisruptionBudget": "no node is drained",
    "HorizontalPodAutoscaler": "nothing scales",
    "ServiceAccount": "there is no API server to have an account at",
}

# Fields of a pod that are not obeyed, and why.
LEFT_OUT = {
    "serviceAccountName": "there is no API server to have an account at",
    "automountServiceAccountToken": "podman mounts no token",
    "enableServiceLinks": "podman makes no variables for services",
    "topologySpreadConstraints": "there is one machine",
    "securityContext.fsGroupChangePolicy": "volumes are made with their group",
    "volumes.emptyDir.sizeLimit": "a kubelet ends pods that write more; only volumes in memory are limited",
    "volumes.persistentVolumeClaim": "a folder is the volume",
}

POD_NODE = {"terminationGracePeriodSeconds", "volumes", "containers", "securityContext"}
CONTAINER_PODMAN = {"name", "image", "imagePullPolicy", "command", "args", "env", "envFrom", "resources", "securityContext"}
CONTAINER_NODE = {"ports", "startupProbe", "livenessProbe", "readinessProbe", "lifecycle", "volumeMounts"}


class Manifest:
    """The rendered objects by kind and name."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.objects = [each for each in yaml.safe_load_all(file) if each]

    def all(self, *kinds):
        return [each for each in self.objects if each["kind"] in kinds]

    def workloads(self):
        return self.all("Deployment", "StatefulSet")

    def left_out(self, left_out):
        """Adds to this dict which kinds are not looked at; fails on those of which nobody has thought."""
        known = {"Deployment", "StatefulSet", "Service", "ConfigMap", "Secret", "Ingress", "HTTPRoute"}
        for each in self.objects:
            if each["kind"] in LEFT_OUT_KINDS:
                left_out["kind " + each["kind"]] = LEFT_OUT_KINDS[each["kind"]]
            elif each["kind"] not in known:
                raise SystemExit(f"play: what to do with a {each['kind']} ({each['metadata']['name']})?")

    def routes(self):
        """(path, service, port) of the Ingress or HTTPRoute."""
        for ingress in self.all("Ingress"):
            for rule in ingress["spec"]["rules"]:
                for path in rule["http"]["paths"]:
                    assert path["pathType"] == "Prefix", path
                    service = path["backend"]["service"]
                    yield path["path"], service["name"], service["port"].get("name") or service["port"]["number"]
        for route in self.all("HTTPRoute"):
            for rule in route["spec"]["rules"]:
                for match in rule["matches"]:
                    assert match["path"]["type"] == "PathPrefix", match
                    for backend in rule["backendRefs"]:
                        yield match["path"]["value"], backend["name"], backend["port"]

    def data(self, kind, name):
        """Contents of a ConfigMap or Secret as bytes by key."""
        for each in self.all(kind):
            if each["metadata"]["name"] == name:
                encoded = each.get("data") or {}
                return {k: base64.b64decode(v) if kind == "Secret" else v.encode() for k, v in encoded.items()}
        raise SystemExit(f"play: there is no {kind} {name}")


def _known(fields, known, path, left_out):
    for field in fields:
        if field in known:
            continue
        if path + field not in LEFT_OUT:
            raise SystemExit(f"play: what to do with {path}{field} of a pod?")
        left_out[path + field] = LEFT_OUT[path + field]


def pod(manifest, workload, name, ip, hosts, folder, left_out):
    """One replica of a workload as a Pod for podman; makes what it mounts below the folder."""
    spec = workload["spec"]["template"]["spec"]
    _known(spec, POD_NODE, "", left_out)
    group = _security(spec["securityContext"], left_out)
    places = _volumes(manifest, workload, folder, group, left_out)
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": name, "labels": workload["spec"]["template"]["metadata"]["labels"]},
        "spec": {
            "securityContext": {k: v for k, v in spec["securityContext"].items() if k.startswith("runAs")},
            # Instead of the cluster's DNS.
            "hostAliases": [{"ip": address, "hostnames": names} for address, names in sorted(hosts.items())],
            "containers": [_container(each, ip, places, left_out) for each in spec["containers"]],
            "volumes": [
                {"name": volume, "hostPath": {"path": place, "type": "Directory"}} for volume, place in places.items()
            ],
        },
    }


def _security(context, left_out):
    """Checks what podman is not told but does, or what is done here; returns the group of all volumes."""
    known = {"runAsNonRoot", "runAsUser", "runAsGroup", "fsGroup", "seccompProfile"}
    _known(context, known, "securityContext.", left_out)
    # Podman's own profile, unless it is told otherwise; node.py looks whether there is one.
    assert context["seccompProfile"] == {"type": "RuntimeDefault"}, context
    # As a supplementary group podman does not know it, as the process' own it does.
    assert context["fsGroup"] == context["runAsGroup"], context
    return context["fsGroup"]


def _container(container, ip, places, left_out):
    _known(container, CONTAINER_PODMAN | CONTAINER_NODE, "containers.", left_out)
    made = {k: v for k, v in container.items() if k in CONTAINER_PODMAN}
    made["env"] = _environment(container.get("env", []), ip)
    for mount in container.get("volumeMounts", []):
        assert set(mount) <= {"name", "mountPath", "readOnly"} and mount["name"] in places, mount
    made["volumeMounts"] = container.get("volumeMounts", [])
    return made


def _environment(variables, ip):
    """With the pod's address where the kubelet puts it, and $(NAME) replaced as it does."""
    known = {}
    made = []
    for each in variables:
        if each.get("valueFrom") == {"fieldRef": {"fieldPath": "status.podIP"}}:
            each = {"name": each["name"], "value": ip}
        if "value" in each:
            value = re.sub(r"\$\((\w+)\)", lambda m: known.get(m[1], m[0]), each["value"])
            known[each["name"]] = value
            each = {"name": each["name"], "value": value}
        else:
            assert set(each["valueFrom"]) == {"secretKeyRef"}, each
        made.append(each)
    return made


def _volumes(manifest, workload, folder, group, left_out):
    """Makes each volume as the kubelet does: of root and the pod's group. Returns their places by name."""
    places = {}
    claims = workload["spec"].get("volumeClaimTemplates", [])
    volumes = workload["spec"]["template"]["spec"].get("volumes", [])
    for volume in [{"name": each["metadata"]["name"], "persistentVolumeClaim": {}} for each in claims] + volumes:
        (kind,) = set(volume) - {"name"}
        place = places[volume["name"]] = os.path.join(folder, volume["name"])
        os.makedirs(place)
        if kind == "secret":
            _secret(manifest, volume["secret"], place, group)
            continue
        assert kind in ("emptyDir", "persistentVolumeClaim"), volume
        if kind == "persistentVolumeClaim":
            left_out["volumes.persistentVolumeClaim"] = LEFT_OUT["volumes.persistentVolumeClaim"]
        elif volume[kind].get("medium") == "Memory":
            size = volume[kind]["sizeLimit"].removesuffix("i").lower()
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place], check=True)
        elif "sizeLimit" in volume[kind]:
            left_out["volumes.emptyDir.sizeLimit"] = LEFT_OUT["volumes.emptyDir.sizeLimit"]
        os.chown(place, 0, group)
        os.chmod(place, 0o2777 if kind == "emptyDir" else 0o2775)
    return places


def _secret(manifest, source, place, group):
    assert set(source) <= {"secretName", "defaultMode", "items"}, source
    data = manifest.data("Secret", source["secretName"])
    for item in source.get("items") or [{"key": key, "path": key} for key in data]:
        path = os.path.join(place, item["path"])
        with open(path, "wb") as file:
            file.write(data[item["key"]])
        os.chown(path, 0, group)
        os.chmod(path, source.get("defaultMode", 0o644))


def podman_secret(data):
    """A Secret as podman 4.3 reads it where a variable refers to it: JSON of base64."""
    return json.dumps({key: base64.b64encode(value).decode() for key, value in data.items()})
