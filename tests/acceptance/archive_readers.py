#!/usr/bin/env python3
"""Other programs read the local archive: Python's mailbox module, and Dovecot through tests/integration/dovecot_archive.py."""
import mailbox
import os
import subprocess
import sys
import urllib.parse
from collections import Counter

import _reference
from _product import DOMAIN, FOLDER, ROOT, SAMPLE_DELIVERIES, SAMPLE_MAPPING, Checks, Product, Workplace, mail_files, options

DOVECOT = os.path.join(ROOT, "tests", "integration", "dovecot_archive.py")


def users_of(root):
    """The mailboxes' folders; beside them lies the archive's mark."""
    return sorted(name for name in os.listdir(root) if os.path.isdir(os.path.join(root, name)))


def read_with_python(root):
    """Message-IDs per mailbox and the number of mails with any parts at all, read with the mailbox module only."""
    found, empty = Counter(), 0
    for user in users_of(root):
        box = mailbox.Maildir(os.path.join(root, user), create=False)
        if FOLDER[1:] not in box.list_folders():
            continue
        for message in box.get_folder(FOLDER[1:]):
            found[(urllib.parse.unquote(user), message["Message-ID"].strip().strip("<>"))] += 1
            empty += not any(part.get_payload(decode=True) for part in message.walk() if not part.is_multipart())
    return found, empty


def copies(root):
    """The mails by mailbox and name without flags. An item has the same name in each mailbox, so the name alone is not one copy."""
    return Counter((box, os.path.basename(path).split(":2,")[0]) for box, path in mail_files(root))


def main():
    parsed, checks = options(__doc__), Checks()
    with Workplace() as place:
        archive = place.path_of("archive")
        product = Product(parsed.ctl, place("data"), checks)
        product.add("sample", SAMPLE_DELIVERIES, archive, mapping=SAMPLE_MAPPING, domains=[DOMAIN])
        product.json(3, "sync", "sample")
        expected = _reference.expect(SAMPLE_DELIVERIES, _reference.Rules(_reference.Mapping(SAMPLE_MAPPING), [DOMAIN]))

        checks.heading("Python's mailbox module")
        found, empty = read_with_python(archive)
        checks.equal(found, Counter(expected.copies), "it finds every copy once, and nothing else")
        checks.equal(empty, 0, "no mail is empty")
        for user in users_of(archive):
            folder = os.path.join(archive, user, FOLDER)
            checks.equal(sorted(name for name in os.listdir(folder) if os.path.isdir(os.path.join(folder, name))), ["cur", "new", "tmp"], f"{user}: Maildir++")
            checks.that(os.path.exists(os.path.join(folder, "maildirfolder")), f"{user}: the folder is marked as a Maildir++ folder")

        checks.heading("Dovecot")
        if os.path.exists(DOVECOT):
            before = copies(archive)
            done = subprocess.run([sys.executable, DOVECOT, archive], capture_output=True, text=True, check=False, timeout=300)
            print(done.stdout, end="")
            checks.that(done.returncode == 0, "Dovecot serves the archive as it is", done.stdout[-1500:] + done.stderr[-1500:])
            after = copies(archive)
            checks.that(before == after, "no mail was lost", f"gone: {list(before - after)[:3]}, new: {list(after - before)[:3]}")
            # What a server did to the names (flags, new -> cur) must not confuse the next run.
            again = product.json((0, 3), "sync", "sample", "--from", "2025-03-03")
            checks.equal(again.get("imported"), 0, "after another reader nothing is imported twice")
            result = product.json(0, "verify", "sample")
            checks.equal((result.get("checked"), result.get("missing")), (len(expected.copies), 0), "verify still finds every copy")
        else:
            checks.note("tests/integration/dovecot_archive.py is not there: the archive is not read through Dovecot")
        # A mail program sets flags and moves a mail elsewhere in the mailbox.
        box, path = next(iter(mail_files(archive)))
        folder = os.path.join(archive, urllib.parse.quote(box, safe="@.+-_"), ".Done", "cur")
        os.makedirs(folder, exist_ok=True)
        for name in ("new", "tmp"):
            os.makedirs(os.path.join(os.path.dirname(folder), name), exist_ok=True)
        base = os.path.basename(path).split(":2,")[0]
        os.rename(path, os.path.join(folder, base + ":2,FS"))
        result = product.json(0, "verify", "sample")
        checks.equal((result.get("moved"), result.get("missing")), (1, 0), "a mail that its owner moved is moved, not missing")
    checks.finish()


if __name__ == "__main__":
    main()
