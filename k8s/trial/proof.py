"""Looks in /proc and the control groups whether a container's process is as confined as its manifest says."""

import os

UNITS = {"Ki": 1 << 10, "Mi": 1 << 20, "Gi": 1 << 30}


def of(pid, spec, container):
    """One line that says what held; AssertionError for what did not."""
    status = _status(pid)
    pod, own = spec["securityContext"], container["securityContext"]
    user, group = pod["runAsUser"], pod["runAsGroup"]
    assert pod["runAsNonRoot"] is True and user != 0, "runs as root"
    _same("user", status["Uid"].split(), [str(user)] * 4)
    _same("group", status["Gid"].split(), [str(group)] * 4)
    assert own["capabilities"] == {"drop": ["ALL"]}, own
    _same("capabilities", {int(status[each], 16) for each in ("CapEff", "CapPrm", "CapBnd", "CapAmb")}, {0})
    assert own["allowPrivilegeEscalation"] is False, own
    _same("no new privileges", status["NoNewPrivs"], "1")
    _same("seccomp (2 is a filter)", status["Seccomp"], "2")
    assert own["readOnlyRootFilesystem"] is True, own
    assert "ro" in _options(pid, "/"), "the root can be written"
    for mount in container.get("volumeMounts", []):
        assert ("ro" in _options(pid, mount["mountPath"])) == mount.get("readOnly", False), mount
    limit = container["resources"]["limits"]["memory"]
    _same("memory", _memory(pid), int(limit[:-2]) * UNITS[limit[-2:]])
    return f"user {user}:{group}, no capabilities, no new privileges, seccomp, read-only root, {limit} of memory"


def _same(what, is_, meant):
    assert is_ == meant, f"{what}: {is_} instead of {meant}"


def _status(pid):
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
        return {key: value.strip() for key, value in (line.split(":", 1) for line in file)}


def _real(pid, place):
    """A place of the process, links followed."""
    real = ""
    for part in place.strip("/").split("/"):
        real = f"{real}/{part}".replace("//", "/")
        if os.path.islink(f"/proc/{pid}/root{real}"):
            real = os.path.normpath(os.path.join(os.path.dirname(real), os.readlink(f"/proc/{pid}/root{real}")))
    return real


def _options(pid, place):
    """Options of the last mount at a place of the process."""
    place = _real(pid, place)
    with open(f"/proc/{pid}/mountinfo", encoding="utf-8") as file:
        found = [line.split()[5].split(",") for line in file if line.split()[4] == place]
    assert found, f"nothing is mounted at {place}"
    return found[-1]


def _memory(pid):
    with open(f"/proc/{pid}/cgroup", encoding="utf-8") as file:
        groups = dict(line.strip().split(":", 2)[1:] for line in file)
    first = f"/sys/fs/cgroup/memory{groups['memory']}" if "memory" in groups else f"/sys/fs/cgroup{groups['']}"
    for name in ("memory.limit_in_bytes", "memory.max"):
        if os.path.exists(os.path.join(first, name)):
            with open(os.path.join(first, name), encoding="utf-8") as file:
                return int(file.read())
    raise AssertionError(f"no limit of memory in {first}")
