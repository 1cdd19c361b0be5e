"""A server with one connector, and what all parts look at."""
import os
import shutil
import time
import zipfile

import _product as product

MARKER = "KLARTEXT-MARKER-4711"
DAY = "20250303"
IN_FLIGHT = 12_000_000     # bytes asked for ahead, and those in the buffers of the line, come again after a break; a new start would take more

class Feed:
    """A server, a data folder and one connector."""
    def __init__(self, server, work, checks, ctl, name):
        self.server, self.checks = server, checks
        self.folder = os.path.join(server.home, name)
        os.makedirs(self.folder)
        shutil.chown(self.folder, server.user)
        self.name, self.archive = name, work(name, "archive")
        self.data = work(name, "data")
        self.product = product.Product(ctl, self.data, checks)
        self.password_file = work.file(f"{name}-password", server.password.encode() + b"\n")

    def add(self, *more, code=0, url=None, key=None, password=True):
        arguments = ["connector", "add", "--name", "wa", "--source", url or self.server.url(self.name), "--destination", f"local:{self.archive}",
                     "--domain", product.DOMAIN, "--accept-terms"]
        arguments += ["--accept-host-key", key or self.server.fingerprint()] if key != "" else []
        arguments += ["--secret-file", f"password={self.password_file}"] if password else []
        return self.product.expect(code, *arguments, *more)

    def sync(self, code=0, *more):
        return self.product.json(code, "sync", "wa", *more)

    def newest(self):
        """The newest run."""
        return self.product.run("status", "wa", json_output=True).json or {}

    def check(self):
        document = self.product.run("check", "wa", json_output=True).json or []
        return {row["check"]: row for row in document}

    def deliver(self, count, number=1, day=DAY, padding=0, start=0):
        """padding: random bytes in the mails, so that the ZIP becomes that large."""
        entries = []
        for i in range(start, start + count):
            eml = product.simple_eml(i, text=MARKER)
            if padding:
                eml += os.urandom(padding // count // 2).hex().encode() + b"\r\n"
            entries.append((f"m{i}.eml", eml))
        compression = zipfile.ZIP_STORED if padding else zipfile.ZIP_DEFLATED
        name = product.write_delivery(self.folder, day, entries, number=number, compression=compression)
        self.age(name)
        return name

    def age(self, name, seconds=3600):
        path = os.path.join(self.folder, name)
        then = int(time.time()) - seconds
        os.utime(path, (then, then))

    def path(self, name):
        return os.path.join(self.folder, name)

    def spool_files(self):
        place = os.path.join(self.data, "spool")
        return [os.path.join(folder, name) for folder, _, names in os.walk(place) for name in names if name.endswith((".part", ".sealed"))]


def contains(folder, needles):
    """Files below the folder that hold one of the texts."""
    found = []
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                with open(os.path.join(place, name), "rb") as file:
                    data = file.read()
            except OSError:
                continue
            found += [(os.path.join(place, name), needle) for needle in needles if needle in data]
    return found


def sums(checks, document, imported, name, source=None):
    product.check_invariant(checks, document, name)
    checks.equal(document.get("imported"), imported, f"{name}: imported")
    if source is not None:
        checks.equal(document.get("available_from_source"), source, f"{name}: available from source")
