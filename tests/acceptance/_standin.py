"""The stand-in for Microsoft Graph as the acceptance tests use it: start, set, and read what its mailboxes hold."""
import json
import os
import signal
import subprocess
import sys
import urllib.parse
import urllib.request
from collections import Counter

from _product import ROOT

CLIENT, SECRET = "11111111-2222-3333-4444-555555555555", "s3cret-of-the-app"
ROLES = ["User.Read.All", "Mail.ReadWrite"]
FOLDER = "WhatsApp Archiver"
STATE = "Name TallybridgeState"


class StandIn:
    def __init__(self, place, name="standin", seed=1, domain="contoso.example", tls=(), issuer=()):
        self.folder = place(name)
        port_file = os.path.join(self.folder, "port.json")
        config = os.path.join(self.folder, "config.json")
        with open(config, "w", encoding="utf-8") as file:
            json.dump({"tenant": {"domains": [domain]}, "apps": [{"client_id": CLIENT, "secrets": [SECRET], "granted": ROLES, "required": ROLES}]}, file)
        script = os.path.join(ROOT, "tests", "support", "graph", "standin.py")
        self.process = subprocess.Popen([sys.executable, script, "--port-file", port_file, "--config", config, "--seed", str(seed),
                                         *(["--tls", *tls] if tls else []), *issuer],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        while not os.path.exists(port_file):
            if self.process.poll() is not None:
                raise RuntimeError(self.process.stderr.read().decode())
        with open(port_file, encoding="utf-8") as file:
            self.where = json.load(file)
        self.audiences = {"audiences": [self.where["graph"], "https://graph.microsoft.com"]}
        self.control("settings", self.audiences)
        self.cloud = os.path.join(self.folder, "cloud.json")
        with open(self.cloud, "w", encoding="utf-8") as file:
            json.dump({"login": self.where["login"], "graph": self.where["graph"]}, file)
        self.secret = os.path.join(self.folder, "secret")
        with open(self.secret, "w", encoding="utf-8") as file:
            file.write(SECRET)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=30)

    def control(self, path, body=None, method=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.where['control']}/{path}", data, {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=60) as reply:
            return json.load(reply)

    def graph(self, method, path, body=None, roles=("Mail.ReadWrite", "Mail-Advanced.ReadWrite.All")):
        """A request of somebody else: a user, another program."""
        token = self.control("token", {"client_id": "other", "roles": list(roles)})["access_token"]
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.where['graph']}/v1.0/{path}", data, method=method,
                                         headers={"Content-Type": "application/json", "Authorization": f"Bearer {token}", "Prefer": 'IdType="ImmutableId"'})
        with urllib.request.urlopen(request, timeout=60) as reply:
            text = reply.read()
            return json.loads(text) if text else {}

    def users(self, addresses, **more):
        """more: of each user, functions of the address."""
        return self.control("users", {"users": [{"userPrincipalName": address, "mail": address, **{name: of(address) for name, of in more.items()}}
                                                for address in addresses]})["added"]

    def fresh(self, addresses, seed=1, user=None, **settings):
        """Empty mailboxes, no faults, counters at zero."""
        self.control("reset", {"seed": seed})
        wanted = self.audiences["audiences"] + settings.pop("audiences", [])
        self.control("settings", {**settings, "audiences": wanted})
        self.control("counters/reset", {})
        return self.users(addresses, **(user or {}))

    def options(self, graph=None):
        """Of connector add. graph: the address of a proxy in front of it."""
        cloud = self.cloud
        if graph:
            cloud = os.path.join(self.folder, "cloud-proxy.json")
            with open(cloud, "w", encoding="utf-8") as file:
                json.dump({"login": self.where["login"], "graph": graph}, file)
        return ["--destination", f"graph:{self.where['tenant']}", "--cloud", cloud, "--client-id", CLIENT, "--insecure-loopback",
                "--secret-file", f"client-secret={self.secret}"]

    def add(self, product, name, source, *more, mapping=None, domains=(), code=0, graph=None):
        arguments = ["connector", "add", "--name", name, "--source", f"folder:{source}", *self.options(graph), *more, "--accept-terms"]
        arguments += ["--mapping", mapping] if mapping else []
        for domain in domains:
            arguments += ["--domain", domain]
        return product.expect(code, *arguments)

    def dump(self, **query):
        return self.control("dump?" + urllib.parse.urlencode(query))["mailboxes"]

    def messages(self, folder=FOLDER):
        """(address, message) of each mail in the archive folders."""
        for mailbox in self.dump():
            for entry in mailbox["folders"]:
                if entry["name"] == folder:
                    for message in entry["messages"]:
                        yield mailbox["userPrincipalName"], message

    def copies(self):
        return Counter((address, message["internetMessageId"].strip("<>")) for address, message in self.messages())


def state_of(message):
    return next((value for name, value in message["properties"].items() if name.endswith(STATE)), None)


def check_mailboxes(checks, standin, expectation, name):
    """Every expected copy exactly once, whole, and received; nothing else in the archive folders."""
    copies, wanted = standin.copies(), Counter(expectation.copies)
    lost, extra = wanted - copies, copies - wanted
    checks.that(not lost, f"{name}: nothing is lost", f"{sum(lost.values())} missing, e.g. {list(lost)[:3]}")
    checks.that(not extra, f"{name}: nothing is there twice or too much", f"{sum(extra.values())} too many, e.g. {list(extra)[:3]}")
    odd = [message["id"] for _, message in standin.messages() if message["isDraft"] or state_of(message) != "done"]
    checks.that(not odd, f"{name}: every mail is whole and no draft", f"{len(odd)} are not")
    violations = standin.control("counters")["violations"]
    checks.that(violations["total"] == 0, f"{name}: nothing that the service refuses at any time", json.dumps(violations)[:600])
