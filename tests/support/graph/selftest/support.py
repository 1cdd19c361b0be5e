"""One stand-in for all parts, and a client for it that hides nothing."""
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import unittest
import urllib.parse

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
RUNNING = []
ALL_ROLES = ["Mail.ReadWrite", "User.Read.All", "Organization.Read.All", "Application.Read.All", "Mail-Advanced.ReadWrite.All",
             "RoleManagement.Read.Exchange", "MailboxSettings.Read", "MailboxItem.ImportExport.All"]
GUID = "{8ECCC264-6880-4EBE-992F-8888D2EEAA1D}"
SOURCE_ID = f"String {GUID} Name WaSourceId"
ME = "user1@contoso.example"


class Reply:
    def __init__(self, status, headers, data):
        self.status, self.headers, self.data = status, headers, data

    @property
    def json(self):
        return json.loads(self.data)

    @property
    def code(self):
        """The error code of a refusal."""
        return self.json["error"]["code"]


class StandIn:
    def __init__(self, *arguments):
        self.folder = tempfile.TemporaryDirectory(prefix="graph-standin-test-")
        port_file = os.path.join(self.folder.name, "port")
        self.process = subprocess.Popen([sys.executable, os.path.join(HERE, "standin.py"), "--port-file", port_file, *arguments],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        RUNNING.append(self)
        while not os.path.exists(port_file):
            if self.process.poll() is not None:
                raise RuntimeError(self.process.stderr.read().decode())
        with open(port_file, encoding="utf-8") as file:
            self.where = json.load(file)
        self.graph = ("127.0.0.1", self.where["port"])
        self.connection = self.control_connection = None
        self.via = self.through = None            # the Prism proxy, when the tests run through it
        self.contract = {"requests": 0, "described": 0, "expected": 0, "violations": [], "not_described": {}}

    def stop(self):
        for connection in (self.connection, self.control_connection, self.through):
            if connection:
                connection.close()
        self.process.send_signal(signal.SIGTERM)
        out, err = self.process.communicate(timeout=30)
        self.folder.cleanup()
        RUNNING.remove(self)
        return self.process.returncode, out.decode(), err.decode()

    def control(self, name, data=None, method=None):
        self.control_connection = self.control_connection or http.client.HTTPConnection("127.0.0.1", self.where["control_port"], timeout=60)
        self.control_connection.request(method or ("GET" if data is None else "POST"), "/" + name, None if data is None else json.dumps(data))
        answer = self.control_connection.getresponse()
        document = json.loads(answer.read())
        if answer.status != 200:
            raise ValueError(f"{name}: {document}")
        return document

    def raw(self, method, target, body=None, headers=None, direct=False):
        """A request as it is; direct: past the proxy. A cut connection is an exception."""
        if self.via and not direct and target.startswith(("/v1.0/", "/beta/")):
            return self.proxied(method, target, body, headers or {})
        if self.connection is None:
            self.connection = http.client.HTTPConnection(*self.graph, timeout=60)
        try:
            self.connection.request(method, target, body, headers or {})
            answer = self.connection.getresponse()
            return Reply(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        except (http.client.HTTPException, OSError):
            self.connection.close()
            self.connection = None
            raise


    def proxied(self, method, target, body, headers):
        """The same through the proxy, which names what does not fit in a header."""
        self.through = self.through or http.client.HTTPConnection(*self.via, timeout=60)
        self.through.request(method, target, body, headers)
        answer = self.through.getresponse()
        reply = Reply(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        found = json.loads(reply.headers.get("sl-violations", "[]"))
        path = re.sub(r"/(users|mailFolders|messages|attachments|servicePrincipals)/[^/?$]+", r"/\1/{}", target.split("?")[0])
        self.contract["requests"] += 1
        if any(entry["message"] == "Selected route not found" for entry in found):
            self.contract["not_described"][f"{method} {path}"] = self.contract["not_described"].get(f"{method} {path}", 0) + 1
            return reply
        self.contract["described"] += 1
        for entry in found:
            # A request that the stand-in refuses may well break the contract; an answer never may.
            if entry["location"][0] == "request" and reply.status >= 400:
                self.contract["expected"] += 1
            else:
                self.contract["violations"].append(f"{method} {path} {reply.status}: {entry['location']} {entry['message'][:200]}")
        return reply


def stop_all():
    for one in list(RUNNING):
        one.stop()


def quote(path):
    return urllib.parse.quote(path, safe="/$()=',:&?@%")


def shared():
    if not RUNNING:
        StandIn()
    return RUNNING[0]


class Case(unittest.TestCase):
    """Each test begins with two users and a token that has all roles."""
    maxDiff = 2000
    roles = ALL_ROLES

    def setUp(self):
        self.standin = shared()
        self.standin.control("reset", {})
        self.control = self.standin.control
        self.users = self.control("users", {"count": 2})["added"]
        self.token = self.mint(self.roles)

    def mint(self, roles=(), **more):
        return self.control("token", {"client_id": "app-1", "roles": list(roles), **more})["access_token"]

    def ask(self, method, path, body=None, token=None, query=None, direct=False, **headers):
        """direct: what the contract or the proxy cannot describe. path: below /v1.0, or a whole one with a leading slash. body: a dict, or bytes with content_type."""
        target = path if path.startswith("/") else "/v1.0/" + path
        if query:
            target += "?" + urllib.parse.urlencode(query, quote_via=urllib.parse.quote)
        sent = {"Prefer": 'IdType="ImmutableId"'}
        if token != "":
            sent["Authorization"] = f"Bearer {token or self.token}"
        if isinstance(body, (dict, list)):
            body, sent["Content-Type"] = json.dumps(body), "application/json"
        sent.update({name.replace("_", "-"): value for name, value in headers.items() if value is not None})
        sent = {name: value for name, value in sent.items() if value}
        return self.standin.raw(method, quote(target) if not query else target, body, sent, direct)

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def post(self, path, body, **more):
        return self.ask("POST", path, body, **more)

    def patch(self, path, body, **more):
        return self.ask("PATCH", path, body, **more)

    def message(self, path=f"users/{ME}/mailFolders/inbox/messages", flags="1", **fields):
        """Creates a received message and gives the answer's JSON."""
        properties = fields.pop("properties", [])
        if flags is not None:
            properties = [{"id": "Integer 0x0E07", "value": flags}, *properties]
        reply = self.post(path, {"subject": "Hello", **fields, "singleValueExtendedProperties": properties})
        self.assertEqual(reply.status, 201, reply.data[:500])
        return reply.json

    def refused(self, reply, status, code):
        self.assertEqual((reply.status, reply.code), (status, code), reply.data[:400])

    def violations(self):
        return self.control("counters")["violations"]["total"]

    def property_of(self, message, name):
        reply = self.get(f"users/{ME}/messages/{message}", query={"$expand": f"singleValueExtendedProperties($filter=id eq '{name}')"})
        return reply.json.get("singleValueExtendedProperties", [{}])[0].get("value")

    def dumped(self, folder="inbox", mailbox=ME):
        return self.control(f"dump?mailbox={mailbox}&folder={urllib.parse.quote(folder)}")["mailboxes"][0]["folders"][0]["messages"]
