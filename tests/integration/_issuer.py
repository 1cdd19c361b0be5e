"""oidc-provider as the issuer of tokens (tests/support/oidc): installed by npm below build/oidc, started and stopped by the test."""
import json
import os
import shutil
import signal
import subprocess
import time
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SCRIPT = os.path.join(ROOT, "tests", "support", "oidc")
MODULES = os.path.join(ROOT, "build", "oidc")
TENANT = "c0ffee00-1111-4222-8333-444455556666"
PERSON = "99999999-8888-7777-6666-555555555555"       # client id of the sign-in


def installed():
    """Whether exactly the packages of the lock file are there, or could be fetched; else why not."""
    lock = os.path.join(SCRIPT, "package-lock.json")
    mark = os.path.join(MODULES, "node_modules", ".lock-of-the-test")
    with open(lock, "rb") as file:
        wanted = file.read()
    if os.path.exists(mark):
        with open(mark, "rb") as file:
            if file.read() == wanted:
                return ""
    if not shutil.which("node") or not shutil.which("npm"):
        return "node and npm are not there"
    os.makedirs(MODULES, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(os.path.join(SCRIPT, name), MODULES)
    done = subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=MODULES, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        return "the packages of tests/support/oidc are not there, and npm cannot fetch them: " + " ".join(done.stderr.split())[-300:]
    with open(mark, "wb") as file:
        file.write(wanted)
    return ""


class Issuer:
    """roles: what the app's tokens carry once an administrator has consented."""
    def __init__(self, place, authority, client, certificate, roles):
        self.folder = place("issuer")
        port_file, config = os.path.join(self.folder, "port.json"), os.path.join(self.folder, "config.json")
        key = os.path.join(self.folder, "signing.pem")
        subprocess.run(["openssl", "genrsa", "-out", key, "2048"], check=True, capture_output=True)
        jwk = subprocess.run(["node", "-e", "console.log(JSON.stringify(require('crypto').createPrivateKey(require('fs').readFileSync(process.argv[1]))"
                              ".export({format: 'jwk'})))", key], check=True, capture_output=True)
        with open(config, "w", encoding="utf-8") as file:
            json.dump({"tenant": TENANT, "app": {"client_id": client, "certificate": certificate, "required": roles}, "signIn": {"client_id": PERSON},
                       "jwks": {"keys": [{**json.loads(jwk.stdout), "kid": "test", "use": "sig"}]}}, file)
        self.log = open(os.path.join(self.folder, "log"), "w+", encoding="utf-8")
        self.process = subprocess.Popen(["node", os.path.join(SCRIPT, "issuer.mjs"), "--modules", MODULES, "--port-file", port_file, "--cert",
                                         authority.certificate, "--key", authority.key, "--config", config],
                                        stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT)
        end = time.monotonic() + 60
        while not os.path.exists(port_file):
            if self.process.poll() is not None or time.monotonic() > end:
                self.log.seek(0)
                raise RuntimeError(self.log.read()[-2000:])
            time.sleep(0.05)
        with open(port_file, encoding="utf-8") as file:
            self.where = json.load(file)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)
        self.log.close()

    def control(self, **change):
        """Turns "graph", "certificate", "lifetime", "granted", "people", "break"; gives the counters."""
        data = json.dumps(change).encode() if change else None
        with urllib.request.urlopen(urllib.request.Request(self.where["control"], data), timeout=30) as reply:
            return json.load(reply)["counters"]


class Authority:
    """A private CA, and one certificate of it for localhost."""
    def __init__(self, place):
        self.folder = place("authority")
        run = lambda *words: subprocess.run(["openssl", *words], check=True, capture_output=True, cwd=self.folder)  # noqa: E731
        run("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "30", "-subj", "/CN=Test CA",
            "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign")
        run("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "request.pem", "-subj", "/CN=localhost")
        with open(os.path.join(self.folder, "names"), "w", encoding="ascii") as file:
            file.write("subjectAltName=DNS:localhost,IP:127.0.0.1\n")
        run("x509", "-req", "-in", "request.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "cert.pem", "-days", "30", "-extfile", "names")
        self.ca, self.certificate, self.key = (os.path.join(self.folder, name) for name in ("ca.pem", "cert.pem", "key.pem"))


def app_certificate(place, name):
    """(PEM with key and certificate, certificate alone) of an app registration."""
    pem = place.path_of(name + ".pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", pem + ".key", "-out", pem + ".cer", "-days", "30", "-subj",
                    "/CN=Tallybridge"], check=True, capture_output=True)
    with open(pem, "w", encoding="ascii") as out:
        for part in (".key", ".cer"):
            with open(pem + part, encoding="ascii") as file:
                out.write(file.read())
    return pem, pem + ".cer"
