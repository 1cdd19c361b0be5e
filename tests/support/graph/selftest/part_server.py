"""The server itself: starting and ending, TLS, issuers outside, the control end point, what it prints, and how much it carries."""
import concurrent.futures
import datetime
import http.client
import http.server
import ipaddress
import json
import os
import ssl
import tempfile
import threading
import time
import urllib.parse

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

import jose
from support import ME, SOURCE_ID, Case, StandIn

INBOX = f"users/{ME}/mailFolders/inbox/messages"


def server_certificate(folder):
    """Paths of a certificate for localhost and its key."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]), datetime.datetime(2026, 1, 1)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(9).not_valid_before(now) \
        .not_valid_after(now + datetime.timedelta(days=36500)).add_extension(names, False).sign(key, hashes.SHA256())
    paths = os.path.join(folder, "cert.pem"), os.path.join(folder, "key.pem")
    with open(paths[0], "wb") as file:
        file.write(made.public_bytes(serialization.Encoding.PEM))
    with open(paths[1], "wb") as file:
        file.write(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return paths


class Issuer(http.server.BaseHTTPRequestHandler):
    """Publishes the keys of another issuer."""
    key = jose.SigningKey()

    def do_GET(self):
        base = f"https://localhost:{self.server.server_address[1]}"
        body = {"keys": [self.key.jwk]} if self.path.endswith("/jwks") else {"issuer": base, "jwks_uri": base + "/jwks"}
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_):
        pass


class Process(Case):
    def test_it_ends_on_sigterm_and_prints_no_secret(self):
        other = StandIn("--seed", "3")
        other.control("apps", {"client_id": "c", "secrets": ["top-secret-value"], "granted": ["Mail.ReadWrite"]})
        token = other.control("token", {"client_id": "c", "roles": ["Mail.ReadWrite"]})["access_token"]
        form = urllib.parse.urlencode({"grant_type": "client_credentials", "client_id": "c", "client_secret": "top-secret-value", "scope": "x"})
        other.raw("POST", f"/{other.where['tenant']}/oauth2/v2.0/token", form, {"Content-Type": "application/x-www-form-urlencoded"})
        other.raw("GET", "/v1.0/users", None, {"Authorization": f"Bearer {token}"})
        report = json.dumps([other.control("counters"), other.control("log"), other.control("apps"), other.control("settings")])
        code, out, err = other.stop()
        self.assertEqual((code, out, err), (0, "", ""))
        self.assertNotIn("top-secret-value", report)
        self.assertNotIn(token[:40], report)

    def test_configuration_from_a_file(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "config.json")
            with open(path, "w", encoding="utf-8") as file:
                json.dump({"settings": {"latency_ms": 1}, "tenant": {"domains": ["fabrikam.example"]}, "users": {"count": 3},
                           "apps": [{"client_id": "c", "granted": ["Mail.ReadWrite"]}]}, file)
            other = StandIn("--config", path)
            self.assertEqual(other.control("settings")["latency_ms"], 1)
            self.assertEqual(other.control("users")["users"][2]["userPrincipalName"], "user3@fabrikam.example")
            other.control("reset", {})
            self.assertEqual((other.control("settings")["latency_ms"], other.control("users")["users"]), (1, []))
            other.stop()

    def test_tls(self):
        with tempfile.TemporaryDirectory() as folder:
            cert, key = server_certificate(folder)
            other = StandIn("--tls", cert, key)
            self.assertTrue(other.where["graph"].startswith("https://localhost:"))
            other.connection = http.client.HTTPSConnection("localhost", other.where["port"], context=ssl.create_default_context(cafile=cert), timeout=30)
            other.control("users", {"count": 1})
            token = other.control("token", {"roles": ["User.Read.All"]})["access_token"]
            reply = other.raw("GET", "/v1.0/users?$top=1", None, {"Authorization": f"Bearer {token}"})
            self.assertEqual((reply.status, len(reply.json["value"])), (200, 1))
            self.assertTrue(reply.json["@odata.context"].startswith("https://localhost:"))
            other.stop()

    def test_another_issuer(self):
        folder = tempfile.TemporaryDirectory()
        cert, key = server_certificate(folder.name)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cert, key)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Issuer)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        issuer = f"https://localhost:{server.server_address[1]}"
        other = StandIn("--issuer", issuer + "/", "--ca", cert)
        other.control("users", {"count": 1})
        moment = int(time.time())
        claims = {"iss": issuer, "aud": "https://graph.microsoft.com", "client_id": "c", "iat": moment, "exp": moment + 60, "roles": ["User.Read.All"]}

        def ask(**changes):
            token = Issuer.key.sign({**claims, **changes})
            return other.raw("GET", "/v1.0/users", None, {"Authorization": f"Bearer {token}"}).status
        self.assertEqual(ask(), 401)              # without the tenant
        self.assertEqual(ask(tid=other.where["tenant"]), 200)
        self.assertEqual(ask(tid=other.where["tenant"], exp=moment - 1), 401)
        other.control("settings", {"require_tid": False})
        self.assertEqual(ask(), 200)
        self.assertEqual(other.raw("GET", "/v1.0/users", None, {"Authorization": f"Bearer {jose.SigningKey().sign(claims)}"}).status, 401)
        other.stop()
        server.shutdown()
        server.server_close()
        folder.cleanup()


class ControlEndPoint(Case):
    def test_it_is_not_below_graph(self):
        for path in ("/counters", "/v1.0/counters", "/v1.0/reset", "/beta/dump", "/_control/reset"):
            self.assertIn(self.ask("POST", path, {}).status, (400, 404), path)
        self.assertEqual(len(self.control("users")["users"]), 2)

    def test_unknown_things_are_said(self):
        for name, data in (("settings", {"latency": 1}), ("settings", {"limits": {"x": 1}}), ("users", {"users": [{"mail": "a@b.example", "phone": "1"}]}),
                           ("users", {"users": [{"userPrincipalName": ME}]}), ("scope", {"client_id": "x", "roles": [], "mailboxes": ["nobody"]}),
                           ("apps", {"name": "x"}), ("nothing", {})):
            with self.assertRaises(ValueError):
                self.control(name, data)

    def test_dump_and_seed(self):
        self.message(subject="Ours", properties=[{"id": SOURCE_ID, "value": "k"}], body={"contentType": "text", "content": "secret text"})
        self.control("seed", {"mailbox": ME, "folder": "WhatsApp Archiver", "count": 3})
        folders = {folder["name"]: folder for folder in self.control("dump")["mailboxes"][0]["folders"]}
        self.assertEqual((len(folders["Inbox"]["messages"]), len(folders["WhatsApp Archiver"]["messages"])), (1, 3))
        message = folders["Inbox"]["messages"][0]
        self.assertEqual((message["subject"], message["isDraft"], message["how"]), ("Ours", False, "json"))
        self.assertEqual(sorted(message["properties"].values()), ["1", "k"])
        self.assertNotIn("secret text", json.dumps(self.control("dump")))
        self.assertIn("secret text", json.dumps(self.control("dump?bodies=1")))

    def test_reset_and_counters(self):
        self.message()
        self.assertEqual(self.control("counters")["answers"], {"create_message 201": 1})
        self.assertEqual(self.control("log")["log"], [["create_message", 201]])
        self.control("counters/reset", {})
        self.assertEqual(self.control("counters")["requests"], 0)
        self.control("reset", {})
        self.assertEqual(self.control("dump")["mailboxes"], [])

    def test_violations_are_named(self):
        self.post(INBOX, {"subjekt": "x"})
        self.get(f"users/{ME}/messages/nothing")
        counters = self.control("counters")
        self.assertEqual(counters["violations"]["by_kind"], {"create_message RequestBodyRead": 1})
        self.assertIn("subjekt", counters["violations"]["samples"][0]["message"])
        self.assertEqual(counters["refusals"], {"get_message ErrorItemNotFound": 1})


class Wire(Case):
    def test_one_connection_carries_many_requests(self):
        before = self.control("counters")["connections"]
        for _ in range(20):
            self.get(INBOX)
        self.assertLessEqual(self.control("counters")["connections"] - before, 1)

    def test_chunked_bodies(self):
        data = json.dumps({"subject": "in pieces"}).encode()
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        reply = self.standin.raw("POST", "/v1.0/" + INBOX, iter([data[:5], data[5:]]), headers)
        self.assertEqual((reply.status, reply.json["subject"]), (201, "in pieces"))

    def test_request_ids(self):
        reply = self.ask("GET", "organization", **{"client-request-id": "abc"})
        self.assertEqual(reply.headers["client-request-id"], "abc")
        self.assertEqual(len(reply.headers["request-id"]), 36)

    def test_broken_requests(self):
        for data in (b"nonsense\r\n\r\n", b"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n", b"A" * 300000 + b"\r\n\r\n"):
            connection = http.client.HTTPConnection(*self.standin.graph, timeout=30)
            connection.connect()
            try:
                connection.sock.sendall(data)
                self.assertIn(connection.sock.recv(100)[:12], (b"HTTP/1.1 400", b""))
            except ConnectionError:
                pass
            connection.close()
        self.assertEqual(self.get("organization").status, 200)

    def test_many_lanes(self):
        """Enough for 10,000 copies: eight lanes, 200 mailboxes, batches of 20."""
        self.control("users", {"count": 200, "start": 1001})
        self.control("throttle", {"enabled": True})
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}

        def lane(number):
            connection = http.client.HTTPConnection(*self.standin.graph, timeout=120)
            for user in range(1001 + number, 1201, 8):
                url = f"/users/user{user}@contoso.example/mailFolders/inbox/messages"
                requests = [{"id": str(item), "method": "POST", "url": url, "headers": {"Content-Type": "application/json", "Prefer": 'IdType="ImmutableId"'},
                             "body": {"subject": "x", "body": {"contentType": "text", "content": "y" * 500},
                                      "singleValueExtendedProperties": [{"id": "Integer 0x0E07", "value": "1"}, {"id": SOURCE_ID, "value": f"{user}-{item}"}]}}
                            for item in range(20)]
                connection.request("POST", "/v1.0/$batch", json.dumps({"requests": requests}), headers)
                answers = json.loads(connection.getresponse().read())["responses"]
                if [answer for answer in answers if answer["status"] != 201]:
                    return False
            return True
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            self.assertTrue(all(pool.map(lane, range(8))))
        counters = self.control("counters")
        self.assertEqual((counters["batch_entries"], counters["answers"]["create_message 201"], counters["violations"]["total"]), (4000, 4000, 0))
        folders = [folder for box in self.control("dump?folder=inbox")["mailboxes"] for folder in box["folders"]]
        self.assertEqual(sum(len(folder["messages"]) for folder in folders), 4000)
