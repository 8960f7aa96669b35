#!/usr/bin/python3
"""A node of one machine: runs what Helm has rendered with podman, and does what kubelet, kube-proxy and controllers would do.

  node.py run MANIFEST FOLDER     until `end`; CONTAINERS_CONF and PODMAN (the command) are in the environment
  node.py ask FOLDER COMMAND...   ready | routes | rollout DEPLOYMENT | end

It starts every replica as a pod, asks its probes from outside, sends what comes for a Service to pods that are ready and selected,
and replaces pods one by one as a Deployment's rolling update does: preStop, SIGTERM, the grace period. `end` says what held.
"""

import asyncio
import ipaddress
import itertools
import os
import shlex
import socket
import subprocess
import sys
import time

import yaml

import manifest
import proof

PODMAN = shlex.split(os.environ.get("PODMAN", "podman"))
STARTED = time.monotonic()


def say(*words):
    print(f"{time.monotonic() - STARTED:7.1f} s ", *words, flush=True)


async def podman(*arguments, check=True, stdin=None):
    process = await asyncio.create_subprocess_exec(
        *PODMAN, *arguments, stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )
    out, err = await process.communicate(stdin.encode() if stdin else None)
    if check and process.returncode:
        raise RuntimeError(f"podman {' '.join(arguments)}: {err.decode().strip()}")
    return out.decode().strip()


async def succeeds(probe, ip, ports):
    """Asks once, as the kubelet does."""
    kind, what = next((k, probe[k]) for k in ("httpGet", "tcpSocket") if k in probe)
    port = ports.get(what["port"], what["port"])

    async def ask():
        reader, writer = await asyncio.open_connection(ip, port)
        try:
            if kind == "tcpSocket":
                return True
            writer.write(f"GET {what['path']} HTTP/1.1\r\nHost: {ip}:{port}\r\nConnection: close\r\n\r\n".encode())
            return 200 <= int((await reader.readline()).split()[1]) < 400
        finally:
            writer.close()

    try:
        return await asyncio.wait_for(ask(), probe.get("timeoutSeconds", 1))
    except (OSError, ValueError, IndexError, asyncio.TimeoutError):
        return False


class Replica:
    """One pod: its container, its probes, its end."""

    def __init__(self, node, workload, name, ip):
        self.node, self.workload, self.name, self.ip = node, workload, name, ip
        self.labels = workload["spec"]["template"]["metadata"]["labels"]
        self.spec = workload["spec"]["template"]["spec"]
        (self.container,) = self.spec["containers"]
        self.ports = {each["name"]: each["containerPort"] for each in self.container["ports"]}
        self.ready = self.leaving = self.was_ready = False
        self.changed = asyncio.Condition()
        self.tasks = []

    @property
    def full(self):
        return f"{self.name}-{self.container['name']}"

    async def start(self):
        folder = os.path.join(self.node.folder, "pods", self.name)
        os.makedirs(folder)
        path = os.path.join(folder, "pod.yaml")
        made = manifest.pod(self.node.manifest, self.workload, self.name, self.ip, self.node.hosts(), folder, self.node.left_out)
        with open(path, "w", encoding="utf-8") as file:
            yaml.safe_dump(made, file)
        await podman("play", "kube", "--network", self.node.network, "--ip", self.ip, "--log-driver", "k8s-file",
                     *self.node.config_maps, path)
        self.tasks = [asyncio.create_task(self.probe()), asyncio.create_task(self.watch())]

    async def watch(self):
        """Starts the container again when it has ended by itself; that is told, and held against it once it was ready."""
        for tries in itertools.count():
            code = await podman("wait", self.full, check=False)
            if self.leaving:
                return
            say(f"{self.name}: ended by itself with {code}")
            if self.was_ready or tries > 5:
                self.node.fail(f"{self.name} ended by itself with {code}:\n{await self.last_words()}")
                return
            await asyncio.sleep(min(2**tries, 10))
            await podman("start", self.full)

    async def last_words(self):
        process = await asyncio.create_subprocess_exec(*PODMAN, "logs", "--tail", "15", self.full,
                                                       stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return (await process.communicate())[0].decode(errors="replace")

    async def probe(self):
        startup, liveness, readiness = (self.container.get(f"{kind}Probe") for kind in ("startup", "liveness", "readiness"))
        if startup and not await self.until(startup):
            self.node.fail(f"{self.name}: not started after {startup['failureThreshold']} probes:\n{await self.last_words()}")
            return
        say(f"{self.name}: started")
        try:
            pid = int(await podman("inspect", "--format", "{{.State.Pid}}", self.full))
            self.node.proofs[self.name] = proof.of(pid, self.spec, self.container)
        except (AssertionError, OSError, RuntimeError, ValueError) as e:
            self.node.fail(f"{self.name}: {e}")
        await asyncio.gather(self.keep(readiness, self.set_ready), self.keep(liveness, self.set_alive))

    async def until(self, probe):
        await asyncio.sleep(probe.get("initialDelaySeconds", 0))
        for _ in range(probe.get("failureThreshold", 3)):
            if await succeeds(probe, self.ip, self.ports):
                return True
            await asyncio.sleep(probe.get("periodSeconds", 10))
        return False

    async def keep(self, probe, tell):
        """Asks for ever, and tells what follows from the thresholds."""
        await asyncio.sleep(probe.get("initialDelaySeconds", 0))
        failures = 0
        while True:
            failures = 0 if await succeeds(probe, self.ip, self.ports) else failures + 1
            if failures == 0:
                await tell(True)
            elif failures >= probe.get("failureThreshold", 3):
                await tell(False)
            await asyncio.sleep(probe.get("periodSeconds", 10))

    async def set_ready(self, ready):
        if ready != self.ready and not self.leaving:
            say(f"{self.name}: {'ready' if ready else 'not ready'}")
            if self.was_ready and not ready:
                self.node.unready += 1
            self.was_ready |= ready
        async with self.changed:
            self.ready = ready
            self.changed.notify_all()

    async def set_alive(self, alive):
        if not alive and not self.leaving:
            self.node.fail(f"{self.name}: not alive, and a kubelet would have started it again")

    async def until_ready(self, seconds):
        async with self.changed:
            await asyncio.wait_for(self.changed.wait_for(lambda: self.ready), seconds)

    async def end(self):
        """As a kubelet ends a pod: out of every Service at once, preStop, SIGTERM, and killed when the grace period is over."""
        self.leaving = True
        for task in self.tasks[:1]:
            task.cancel()
        grace = self.spec["terminationGracePeriodSeconds"]
        sleep = self.container.get("lifecycle", {}).get("preStop", {}).get("sleep", {}).get("seconds", 0)
        await asyncio.sleep(sleep)
        begun = time.monotonic()
        await podman("stop", "--time", str(grace - sleep), self.full)
        took = time.monotonic() - begun
        code = int(await podman("inspect", "--format", "{{.State.ExitCode}}", self.full))
        say(f"{self.name}: ended with {code}, {took:.1f} s after SIGTERM (of {grace - sleep})")
        # 143 is what Java ends with at SIGTERM.
        if code not in (0, 143):
            self.node.fail(f"{self.name}: ended with {code}")
        await self.keep_log()
        await podman("pod", "rm", "--force", self.name)

    async def vanish(self):
        self.leaving = True
        for task in self.tasks:
            task.cancel()
        await self.keep_log()
        await podman("pod", "rm", "--force", "--time", "0", self.name, check=False)

    async def keep_log(self):
        with open(os.path.join(self.node.folder, "logs", self.full), "wb") as log:
            process = await asyncio.create_subprocess_exec(*PODMAN, "logs", self.full, stdout=log, stderr=log)
            await process.wait()


class Service:
    """An address of its own, from which connections go to the ready pods in turn."""

    def __init__(self, node, described, address):
        self.node, self.address = node, address
        self.name = described["metadata"]["name"]
        self.spec = described["spec"]
        self.turn = itertools.count()
        # Nobody else holds them, and what nobody holds is collected.
        self.connections = set()

    def port(self, which):
        (found,) = (each["port"] for each in self.spec["ports"] if which in (each["name"], each["port"]))
        return found

    def behind(self):
        return [
            each for each in self.node.replicas
            if each.ready and not each.leaving and self.spec["selector"].items() <= each.labels.items()
        ]

    async def open(self):
        for port in self.spec["ports"]:
            async def serve(reader, writer, target=port["targetPort"]):
                connection = asyncio.current_task()
                self.connections.add(connection)
                try:
                    await self.pass_on(reader, writer, target)
                finally:
                    self.connections.discard(connection)
            await asyncio.start_server(serve, self.address, port["port"], limit=1 << 18)

    async def pass_on(self, reader, writer, target):
        ready = self.behind()
        if not ready:
            writer.transport.abort()
            return
        replica = ready[next(self.turn) % len(ready)]
        try:
            there = await asyncio.open_connection(replica.ip, replica.ports.get(target, target), limit=1 << 18)
        except OSError:
            writer.transport.abort()
            return
        await asyncio.gather(pump(reader, there[1]), pump(there[0], writer))
        for each in (writer, there[1]):
            each.close()


async def pump(reader, writer):
    try:
        while data := await reader.read(1 << 18):
            writer.write(data)
            await writer.drain()
        writer.write_eof()
    except (OSError, RuntimeError):
        writer.transport.abort()


class Node:
    def __init__(self, path, folder):
        self.folder = folder
        self.manifest = manifest.Manifest(path)
        self.left_out, self.proofs, self.failures, self.replicas = {}, {}, [], []
        self.unready = 0
        self.name = f"glide-{os.getpid()}"
        self.network = self.link = self.name
        self.config_maps = []
        self.numbers = {}
        self.secrets = []
        self.over = asyncio.Event()
        self.failed = asyncio.Event()

    def fail(self, why):
        say("FAILED", why)
        self.failures.append(why)
        self.failed.set()

    async def unless_failed(self, work):
        """Waits for it, but not when something has failed, before or meanwhile."""
        tasks = [asyncio.create_task(work), asyncio.create_task(self.failed.wait())]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        tasks[1].cancel()
        if self.failures:
            tasks[0].cancel()
            raise RuntimeError("; ".join(self.failures))
        return await tasks[0]

    def hosts(self):
        """Names by address, as the cluster's DNS has them."""
        return {
            each.address: [each.name, f"{each.name}.{self.namespace}", f"{each.name}.{self.namespace}.svc.cluster.local"]
            for each in self.services.values()
        }

    async def set_up(self):
        os.makedirs(os.path.join(self.folder, "logs"))
        self.manifest.left_out(self.left_out)
        pods, services = await self.networks()
        self.addresses = pods.hosts()
        next(self.addresses)  # the machine's own
        described = [each for each in self.manifest.all("Service") if each["spec"].get("clusterIP") != "None"]
        if len(described) < len(self.manifest.all("Service")):
            self.left_out["headless Services"] = "relays say their own address, and podman has no DNS for pods"
        self.namespace = described[0]["metadata"]["namespace"]
        self.services = {
            each["metadata"]["name"]: Service(self, each, str(address))
            for each, address in zip(described, services.hosts())
        }
        for service in self.services.values():
            subprocess.run(["ip", "address", "add", f"{service.address}/32", "dev", self.link], check=True)
            await service.open()
        for each in self.manifest.all("ConfigMap"):
            path = os.path.join(self.folder, each["metadata"]["name"] + ".yaml")
            with open(path, "w", encoding="utf-8") as file:
                yaml.safe_dump(each, file)
            self.config_maps += ["--configmap", path]
        for secret in self.manifest.all("Secret"):
            name = secret["metadata"]["name"]
            data = self.manifest.data("Secret", name)
            await podman("secret", "create", name, "-", stdin=manifest.podman_secret(data))
            self.secrets.append(name)

    async def networks(self):
        """Two networks that nobody has here: pods', which podman makes, and Services', which are this machine's own addresses."""
        taken = [ipaddress.ip_network(word, strict=False)
                 for word in subprocess.run(["ip", "-4", "route"], check=True, capture_output=True, text=True).stdout.split()
                 if "/" in word]
        free = (pair for pair in (list(each.subnets(new_prefix=24)) for each in ipaddress.ip_network("10.208.0.0/12").subnets(new_prefix=23))
                if not any(each.overlaps(other) for each in pair for other in taken))
        pods, services = next(free)
        await podman("network", "create", "--disable-dns", "--subnet", str(pods), self.network)
        subprocess.run(["ip", "link", "add", self.link, "type", "bridge"], check=True)
        subprocess.run(["ip", "link", "set", self.link, "up"], check=True)
        return pods, services

    async def add(self, workload):
        name = workload["metadata"]["name"]
        number = self.numbers[name] = self.numbers.get(name, -1) + 1
        replica = Replica(self, workload, f"{name}-{number}", str(next(self.addresses)))
        self.replicas.append(replica)
        await replica.start()
        return replica

    async def remove(self, replica):
        await replica.end()
        self.replicas.remove(replica)

    def workload(self, name):
        (found,) = (each for each in self.manifest.workloads() if each["metadata"]["name"] == name)
        return found

    async def start(self):
        for workload in self.manifest.workloads():
            for _ in range(workload["spec"]["replicas"]):
                await self.add(workload)

    async def ready(self):
        await self.starting
        await asyncio.gather(*(
            each.until_ready(each.workload["spec"].get("progressDeadlineSeconds", 600)) for each in self.replicas
        ))
        return [f"{len(self.replicas)} pods are ready"]

    async def rollout(self, name):
        """A new pod must be ready before an old one goes, and as many go on as there were."""
        workload = self.workload(name)
        strategy = workload["spec"]["strategy"]
        assert strategy == {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0}}, strategy
        ends = []
        for old in [each for each in self.replicas if each.workload is workload]:
            new = await self.add(workload)
            await new.until_ready(workload["spec"]["progressDeadlineSeconds"])
            ends.append(asyncio.create_task(self.remove(old)))
        await asyncio.gather(*ends)
        return [f"{name}: {len(ends)} pods replaced"]

    async def routes(self):
        found = []
        for path, service, port in self.manifest.routes():
            which = self.services[service]
            found.append(f"{path} {which.address}:{which.port(port)}")
        return found

    async def end(self):
        """Ends those that were not rolled, as a kubelet would, and tells what there is to tell."""
        await asyncio.gather(*(self.remove(each) for each in list(self.replicas) if each.workload["kind"] == "StatefulSet"))
        lines = ["Held, as rendered:"]
        lines += [f"  {name}: {what}" for name, what in sorted(self.proofs.items())]
        lines += [f"  readiness was lost {self.unready} times by pods that were to stay", "Left out of the manifests:"]
        lines += [f"  {what}: {why}" for what, why in sorted(self.left_out.items())]
        self.over.set()
        return lines

    async def answer(self, reader, writer):
        words = (await reader.readline()).decode().split()
        try:
            if words[0] not in ("ready", "routes", "rollout", "end"):
                raise ValueError(f"what is {words[0]}?")
            lines = await self.unless_failed(getattr(self, words[0])(*words[1:]))
            writer.write("\n".join([*lines, "ok\n"]).encode())
        except (Exception, asyncio.TimeoutError) as e:
            writer.write(f"{type(e).__name__}: {e}\nfailed\n".encode())
        await writer.drain()
        writer.close()

    async def tidy(self):
        """Takes away what has this run's name, however it ended."""
        await asyncio.gather(*(each.vanish() for each in self.replicas))
        for name in self.secrets:
            await podman("secret", "rm", name, check=False)
        await podman("network", "rm", "--force", self.network, check=False)
        subprocess.run(["ip", "link", "delete", self.link], check=False, stderr=subprocess.DEVNULL)
        with open("/proc/mounts", encoding="utf-8") as mounts:
            for place in [line.split()[1] for line in mounts]:
                if place.startswith(os.path.join(self.folder, "pods") + "/"):
                    subprocess.run(["umount", place], check=False)


async def run(path, folder):
    node = Node(path, folder)
    loop = asyncio.get_running_loop()
    for signal in (2, 15):
        loop.add_signal_handler(signal, node.over.set)
    try:
        await node.set_up()
        node.starting = asyncio.create_task(node.start())
        await asyncio.start_unix_server(node.answer, os.path.join(folder, "node.sock"))
        await node.over.wait()
        await asyncio.sleep(0.2)  # the answer to `end` is on its way
    finally:
        await node.tidy()


def ask(folder, *words):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(os.path.join(folder, "node.sock"))
        connection.sendall((" ".join(words) + "\n").encode())
        with connection.makefile() as answer:
            lines = answer.read().splitlines()
    print("\n".join(lines[:-1]))
    return 0 if lines and lines[-1] == "ok" else 1


if __name__ == "__main__":
    if sys.argv[1] == "run":
        asyncio.run(run(*sys.argv[2:4]))
    else:
        sys.exit(ask(*sys.argv[2:]))
