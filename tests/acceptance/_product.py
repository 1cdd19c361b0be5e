"""What the acceptance tests share: running the command line, counting checks, reading the archive without the product."""
import argparse
import email
import email.policy
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import zipfile
from collections import Counter

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SAMPLE = os.path.join(ROOT, "resources", "sample")
SAMPLE_DELIVERIES = os.path.join(SAMPLE, "deliveries")
SAMPLE_MAPPING = os.path.join(SAMPLE, "mapping.csv")
DOMAIN = "contoso.example"
FOLDER = ".WhatsApp Archiver"
TIME_LIMIT = 600     # of one command; a hang fails the test instead of blocking it
SUMS = ("available_from_source", "available_for_import", "imported", "partial", "skipped", "failed", "quarantined", "reasons")


def options(description, **extra):
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ctl", default=os.path.join(ROOT, "build", "dev", "src", "cli", "tallybridgectl"), help="path of tallybridgectl")
    for name, (kind, default, text) in extra.items():
        parser.add_argument("--" + name.replace("_", "-"), type=kind, default=default, help=f"{text} (default {default})")
    parsed = parser.parse_args()
    parsed.ctl = os.path.abspath(parsed.ctl)
    if not os.access(parsed.ctl, os.X_OK):
        print(f"{parsed.ctl} is not there: build it first or name it with --ctl", file=sys.stderr)
        print("0 passed, 1 failed")
        sys.exit(1)
    return parsed


class Checks:
    """Counts checks. Prints only failures and headings; the last line is 'N passed, N failed'."""
    def __init__(self):
        self.passed = self.failed = 0

    def heading(self, text):
        print(f"-- {text}", flush=True)

    def note(self, text):
        print(f"   note: {text}", flush=True)

    def that(self, condition, name, detail=""):
        if condition:
            self.passed += 1
        else:
            self.failed += 1
            print(f"   FAILED: {name}" + (f"\n           {detail}" if detail != "" else ""), flush=True)
        return bool(condition)

    def equal(self, actual, expected, name):
        return self.that(actual == expected, name, f"expected {expected!r}, got {actual!r}")

    def finish(self):
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        sys.exit(1 if self.failed or not self.passed else 0)


class Answer:
    def __init__(self, arguments, code, out, err):
        self.arguments, self.code, self.out, self.err = arguments, code, out, err

    @property
    def text(self):
        return self.out.decode("utf-8", "replace")

    @property
    def errors(self):
        return self.err.decode("utf-8", "replace")

    @property
    def json(self):
        """The one JSON document on stdout; None (never an exception) when there is none, so that the check names it."""
        try:
            return json.loads(self.out)
        except ValueError:
            return None

    def __str__(self):
        return f"{' '.join(self.arguments)}: exit {self.code}\nstdout: {self.text[:1500]}\nstderr: {self.errors[-1500:]}"


class Product:
    """tallybridgectl with a data folder of its own."""
    def __init__(self, ctl, data_dir, checks):
        self.ctl, self.data_dir, self.checks = ctl, data_dir, checks

    def command(self, *arguments, json_output=False):
        return [self.ctl, "--data-dir", self.data_dir, *(["--json"] if json_output else []), *map(str, arguments)]

    def start(self, *arguments, json_output=True):
        return subprocess.Popen(self.command(*arguments, json_output=json_output), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.DEVNULL)

    def run(self, *arguments, json_output=False):
        done = subprocess.run(self.command(*arguments, json_output=json_output), stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=TIME_LIMIT, check=False)
        return Answer(list(map(str, arguments)), done.returncode, done.stdout, done.stderr)

    def expect(self, code, *arguments, json_output=False):
        """Runs and checks the exit code (a number or several)."""
        answer = self.run(*arguments, json_output=json_output)
        codes = code if isinstance(code, tuple) else (code,)
        self.checks.that(answer.code in codes, f"exit code {' or '.join(map(str, codes))}", str(answer))
        return answer

    def json(self, code, *arguments):
        """Runs with --json, checks the exit code and that stdout is one JSON document; gives the document ({} when it is none)."""
        answer = self.expect(code, *arguments, json_output=True)
        document = answer.json
        self.checks.that(document is not None, "stdout is one JSON document", str(answer))
        return {} if document is None else document

    def add(self, name, source, archive, *more, mapping=None, domains=(), code=0):
        arguments = ["connector", "add", "--name", name, "--type", "whatsapp", "--source", f"folder:{source}", "--destination", f"local:{archive}"]
        arguments += ["--mapping", mapping] if mapping else []
        for domain in domains:
            arguments += ["--domain", domain]
        return self.expect(code, *arguments, *more, "--accept-terms")

    def failures(self, name):
        document = self.json((0, 3), "failures", name)
        self.checks.that(isinstance(document, list), "failures is an array", str(document)[:300])
        return document if isinstance(document, list) else []


def sums_of(document):
    return {name: document.get(name) for name in SUMS} if isinstance(document, dict) else {}


def check_invariant(checks, document, name):
    sums = sums_of(document)
    whole = all(isinstance(sums.get(key), int) for key in SUMS[:-1]) and isinstance(sums.get("reasons"), dict)
    if checks.that(whole, f"{name}: the object has all sums", str(document)[:400]):
        checks.equal(sums["available_for_import"], sums["imported"] + sums["partial"] + sums["skipped"] + sums["failed"], f"{name}: the sums add up")
        checks.equal(sum(sums["reasons"].values()), sums["failed"], f"{name}: reasons add up to failed")


class Workplace:
    """A temporary folder that is removed at the end, also after a failure."""
    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix="tallybridge-test-")
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)

    def __call__(self, *parts):
        path = os.path.join(self.path, *parts)
        os.makedirs(path, exist_ok=True)
        return path

    def file(self, name, data):
        path = os.path.join(self.path, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)
        return path

    def path_of(self, name):
        return os.path.join(self.path, name)


# ------------------------------------------------------------------------------------------------------------- archive
def mail_files(root):
    """(mailbox, path) of each mail in the archive folders."""
    for user in sorted(os.listdir(root)) if os.path.isdir(root) else []:
        for part in ("cur", "new"):
            folder = os.path.join(root, user, FOLDER, part)
            for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
                yield urllib.parse.unquote(user), os.path.join(folder, name)


def temporary_files(root):
    found = []
    for folder, _, names in os.walk(root):
        if os.path.basename(folder) == "tmp":
            found += [os.path.join(folder, name) for name in names]
    return found


def read_header(path):
    with open(path, "rb") as file:
        head = b""
        while b"\r\n\r\n" not in head and b"\n\n" not in head:
            block = file.read(16384)
            if not block:
                break
            head += block
    return email.message_from_bytes(head, policy=email.policy.compat32)


def archive_copies(root):
    """Counter of (mailbox, Message-ID) and the source id of each Message-ID, as read from the files."""
    copies, source_ids = Counter(), {}
    for box, path in mail_files(root):
        header = read_header(path)
        message_id = str(header.get("Message-ID", "")).strip().strip("<>")
        copies[(box, message_id)] += 1
        source_ids[message_id] = str(header.get("X-TELEMESSAGE-ArchiveMessageID", "")).strip()
    return copies, source_ids


def check_archive(checks, root, expectation, name):
    """Every expected copy exactly once, nothing else."""
    copies, source_ids = archive_copies(root)
    wanted = Counter(expectation.copies)
    lost, extra = wanted - copies, copies - wanted
    checks.that(not lost, f"{name}: nothing is lost", f"{sum(lost.values())} missing, e.g. {list(lost)[:3]}")
    checks.that(not extra, f"{name}: nothing is there twice or too much", f"{sum(extra.values())} too many, e.g. {list(extra)[:3]}")
    wrong = [(key, value, expectation.source_ids[key]) for key, value in source_ids.items()
             if key in expectation.source_ids and value != expectation.source_ids[key]]
    checks.that(not wrong, f"{name}: each mail carries its ArchiveMessageID", str(wrong[:3]))


def tree_hash(folder, ignore=("-shm", "-wal")):
    """Names and contents of all files below a folder. A reader of SQLite may leave its empty work files, they are left out."""
    result = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            if name.endswith(ignore) and (name.endswith("-shm") or os.path.getsize(path) == 0):
                continue
            with open(path, "rb") as file:
                result[os.path.relpath(path, folder)] = hashlib.sha256(file.read()).hexdigest()
    return result


# ---------------------------------------------------------------------------------------------------------- deliveries
def manifest(names, count=None):
    return ("\r\n".join([f"Count: {len(names) if count is None else count}", *names]) + "\r\n").encode("utf-8", "surrogateescape")


def write_delivery(folder, day, entries, number=1, mf="valid", compression=zipfile.ZIP_DEFLATED):
    """entries: [(name, bytes)]; mf: 'valid', None (no manifest) or bytes. Gives the delivery's name."""
    name = f"{day}0000-TeleMessage_{number}_235959.zip"
    temporary = os.path.join(folder, name + ".part")
    with zipfile.ZipFile(temporary, "w", compression, compresslevel=1 if compression == zipfile.ZIP_DEFLATED else None) as archive:
        for entry, data in entries:
            archive.writestr(entry, data)
        if mf is not None:
            archive.writestr(name[:-4] + ".mf", manifest([entry for entry, _ in entries]) if mf == "valid" else mf)
    os.replace(temporary, os.path.join(folder, name))
    return name


def simple_eml(number, sender="447700900101", to="12025550150", sender_address="ann.archer@contoso.example", text="Hello", day=3):
    return (f"Message-ID: <simple-{number}@capture.example>\r\nDate: Mon, {day:02d} Mar 2025 10:00:00 +0000\r\n"
            f"From: {sender} <{sender_address}>\r\nTo: {to} <{to}@outside.example>\r\n"
            f"Subject: WhatsApp message from {sender} to {to}\r\nX-TELEMESSAGE-ArchiveMessageID: SIMPLE{number:06d}\r\n"
            f"X-TELEMESSAGE-ArchiveInitiator: {sender}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text} {number}\r\n").encode()
