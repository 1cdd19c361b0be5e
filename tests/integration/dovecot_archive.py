#!/usr/bin/env python3
"""Reads a local archive through a real Dovecot and compares what it serves with the files themselves.

usage: dovecot_archive.py ARCHIVE [--folder NAME] [--expected FILE.json] [--dovecot PROGRAM]

Every user's archive folder is read twice: by IMAP from Dovecot, and by Python's mailbox module from the files. Compared are
the number of mails and of each mail Message-ID, Subject, Date, INTERNALDATE (the file's time), all bytes, and the names and
bytes of its attachments. FILE.json, when given, is a list of {"mailbox", "message_id", "subject", "date", "attachments"} (the last
one a number, all but the first two optional) and has to match as well, no more and no less.

Dovecot works on a copy in a temporary folder, so nothing in the archive changes. It runs as root (the copy then belongs to "nobody")
or as any other account. Ends with 0 when everything agrees, 1 when something differs, 2 on wrong usage or without Dovecot.
"""
import argparse
import collections
import datetime
import email
import email.header
import email.policy
import email.utils
import grp
import imaplib
import json
import mailbox
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

CONFIGURATION = """
base_dir = {base}/run
state_dir = {base}/run
log_path = {base}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_failure_delay = 0
first_valid_uid = 1
mail_fsync = never
mail_location = maildir:{base}/users/%u:INDEX=MEMORY
{accounts}
service imap-login {{
  {chroot}
  inet_listener imap {{
    address = 127.0.0.1
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  {chroot}
}}
passdb {{
  driver = static
  args = nopassword=y
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={base}/users/%u
}}
"""

Mail = collections.namedtuple("Mail", "message_id subject date internal_date content attachments")


def header(message, name):
    """A header's text with its encoded words decoded."""
    value = message.get(name)
    if value is None:
        return ""
    return str(email.header.make_header(email.header.decode_header(str(value).replace("\r\n", "").replace("\n", ""))))


def attachments_of(message):
    """Names and bytes of everything that has a file name, in the order of the mail."""
    return [(part.get_filename(), part.get_payload(decode=True)) for part in message.walk()
            if part.get_filename() and not part.is_multipart()]


def describe(content, internal_date):
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    return Mail(header(message, "Message-ID").strip(), header(message, "Subject"), header(message, "Date"), internal_date,
                content, attachments_of(message))


def with_crlf(content):
    """As IMAP serves a mail, whatever line ends its file has."""
    return content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def modified_utf7(name):
    """A folder's name as IMAP and Maildir++ write it (RFC 3501 5.1.3)."""
    result, shifted = [], ""

    def flush():
        nonlocal shifted
        if shifted:
            result.append("&" + shifted.encode("utf-7").decode()[1:].rstrip("-").replace("/", ",") + "-")
            shifted = ""

    for character in name:
        if " " <= character <= "~":
            flush()
            result.append("&-" if character == "&" else character)
        else:
            shifted += character
    flush()
    return "".join(result)


def archive_folder(name):
    """What the archive makes of a folder's name: what Maildir++ or file systems give a meaning becomes fullwidth."""
    return modified_utf7("".join(chr(ord(c) + 0xFEE0) if c in './\\:*?"<>|%' else c for c in name.strip()))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Dovecot:
    """A Dovecot of our own on a loopback port; ended by its process id."""

    def __init__(self, program, base):
        self.base, self.port = base, free_port()
        if os.geteuid() == 0:
            account = pwd.getpwnam("nobody")
            accounts, chroot = "", ""
        else:
            account = pwd.getpwuid(os.geteuid())
            group = "default_internal_group = %s" % grp.getgrgid(account.pw_gid).gr_name
            accounts = "default_login_user = %s\ndefault_internal_user = %s\n%s" % (account.pw_name, account.pw_name, group)
            chroot = "chroot ="
        self.uid, self.gid = account.pw_uid, account.pw_gid
        configuration = base / "dovecot.conf"
        configuration.write_text(CONFIGURATION.format(base=base, port=self.port, uid=self.uid, gid=self.gid, accounts=accounts,
                                                      chroot=chroot))
        (base / "run").mkdir()
        self.process = subprocess.Popen([program, "-c", str(configuration), "-F"], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)

    def log(self):
        path = self.base / "dovecot.log"
        return path.read_text(errors="replace") if path.exists() else "(no log)"

    def login(self, user):
        deadline = time.monotonic() + 15
        while True:
            try:
                connection = imaplib.IMAP4("127.0.0.1", self.port)
                connection.login(user, "any")
                return connection
            except (OSError, imaplib.IMAP4.abort) as error:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise RuntimeError("Dovecot does not answer (%s). Its log:\n%s" % (error, self.log())) from error
                time.sleep(0.05)

    def stop(self):
        if self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def mails_of_server(connection, folder):
    """All mails of a folder; nothing when the server does not have it."""
    status, answer = connection.select('"%s"' % folder.replace("\\", "\\\\").replace('"', '\\"'), readonly=True)
    if status != "OK":
        raise RuntimeError("Dovecot does not open the folder: %s" % answer[0].decode(errors="replace"))
    mails = []
    if int(answer[0]) == 0:
        return mails
    for part in connection.fetch("1:*", "(INTERNALDATE BODY.PEEK[])")[1]:
        if isinstance(part, tuple):
            internal = time.mktime(imaplib.Internaldate2tuple(part[0]))
            mails.append(describe(part[1], int(internal)))
    return mails


def mails_of_files(path):
    """All mails of a Maildir folder as Python reads them, with the file's time."""
    maildir = mailbox.Maildir(str(path), factory=None, create=False)
    maildir.colon = ";" if any(";2," in name for name in os.listdir(path / "cur")) else ":"
    mails = []
    for key in maildir.keys():
        content = maildir.get_bytes(key)  # with LF only: get_bytes() gives the system's line ends
        place = path / maildir._lookup(key)
        mails.append(describe(with_crlf(content), int(place.stat().st_mtime)))
    return mails


def differences(mail, other):
    for field in Mail._fields:
        mine, theirs = getattr(mail, field), getattr(other, field)
        if mine == theirs:
            continue
        if field in ("content", "attachments"):
            yield "%s differ" % field
        else:
            yield "%s is %r in Dovecot and %r in the file" % (field, mine, theirs)


def compare(served, stored, user):
    problems = []
    if len(served) != len(stored):
        problems.append("%s: Dovecot serves %d mails, the folder holds %d" % (user, len(served), len(stored)))
    by_id = collections.defaultdict(list)
    for mail in stored:
        by_id[mail.message_id].append(mail)
    for mail in served:
        same = by_id.get(mail.message_id)
        if not same:
            problems.append("%s: no file holds the mail %s that Dovecot serves" % (user, mail.message_id or "without Message-ID"))
            continue
        other = next((candidate for candidate in same if candidate.content == mail.content), same[0])
        same.remove(other)
        problems += ["%s: %s: %s" % (user, mail.message_id, text) for text in differences(mail, other)]
    problems += ["%s: Dovecot does not serve %s" % (user, mail.message_id) for rest in by_id.values() for mail in rest]
    return problems


def compare_expected(expected, served):
    """expected: the JSON list; served: {address: mails}."""
    problems, left = [], {address: list(mails) for address, mails in served.items()}
    for entry in expected:
        address, message_id = entry["mailbox"].lower(), entry["message_id"].strip()
        if not message_id.startswith("<"):
            message_id = "<%s>" % message_id
        mail = next((mail for mail in left.get(address, []) if mail.message_id == message_id), None)
        if mail is None:
            problems.append("%s: the expected mail %s is not there" % (address, message_id))
            continue
        left[address].remove(mail)
        if "subject" in entry and entry["subject"] != mail.subject:
            problems.append("%s: %s: subject is %r, not %r" % (address, message_id, mail.subject, entry["subject"]))
        if "date" in entry and point_in_time(entry["date"]) != point_in_time(mail.date):
            problems.append("%s: %s: date is %r, not %r" % (address, message_id, mail.date, entry["date"]))
        if "attachments" in entry and entry["attachments"] != len(mail.attachments):
            problems.append("%s: %s: %d attachments, not %d" % (address, message_id, len(mail.attachments), entry["attachments"]))
    problems += ["%s: %s is not expected" % (address, mail.message_id) for address, mails in left.items() for mail in mails]
    return problems


def point_in_time(text):
    """A date of RFC 5322 or ISO 8601 (UTC when it names no zone)."""
    try:
        date = email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError):
        date = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return date if date.tzinfo else date.replace(tzinfo=datetime.timezone.utc)


def prepare(archive, base, owner):
    """Copies each user's folder to base/users/u<n>; returns [(login name, address, path)]."""
    users = []
    for place in sorted(archive.iterdir()):
        if not place.is_dir() or "@" not in place.name:
            continue
        # The login name is a plain one: Dovecot gives "%" in names a meaning of its own.
        login = "u%d" % len(users)
        shutil.copytree(place, base / "users" / login)
        users.append((login, urllib.parse.unquote(place.name), place))
    for folder, _, files in os.walk(base / "users"):
        os.chown(folder, *owner)
        for name in files:
            os.chown(os.path.join(folder, name), *owner)
    return users


def main():
    parser = argparse.ArgumentParser(description="Compares a local archive with what Dovecot serves of it.")
    parser.add_argument("archive", type=pathlib.Path)
    parser.add_argument("--folder", default="WhatsApp Archiver")
    parser.add_argument("--expected", type=pathlib.Path)
    parser.add_argument("--dovecot", default=shutil.which("dovecot", path=os.environ.get("PATH", "") + ":/usr/sbin"))
    arguments = parser.parse_args()
    if not arguments.dovecot:
        print("Dovecot is not installed, so nothing was compared (Debian: apt-get install dovecot-imapd).", file=sys.stderr)
        return 2
    if not arguments.archive.is_dir():
        print("%s is not a folder." % arguments.archive, file=sys.stderr)
        return 2
    expected = json.loads(arguments.expected.read_text()) if arguments.expected else None

    folder = archive_folder(arguments.folder)
    base = pathlib.Path(tempfile.mkdtemp(prefix="dovecot-archive-"))
    os.chmod(base, 0o755)
    (base / "users").mkdir()
    problems, served, count = [], {}, 0
    server = Dovecot(arguments.dovecot, base)
    try:
        users = prepare(arguments.archive, base, (server.uid, server.gid))
        if not users:
            problems.append("%s holds no mailbox" % arguments.archive)
        for login, address, place in users:
            path = place / ("." + folder)
            if not path.is_dir():
                problems.append("%s has no folder %r" % (address, path.name))
                continue
            connection = server.login(login)
            try:
                served[address] = mails_of_server(connection, folder)
                connection.logout()
            except (RuntimeError, imaplib.IMAP4.error) as error:
                problems.append("%s: %s" % (address, error))
                continue
            count += len(served[address])
            problems += compare(served[address], mails_of_files(path), address)
    except RuntimeError as error:
        problems.append(str(error))
    finally:
        server.stop()
        shutil.rmtree(base, ignore_errors=True)
    if count == 0 and not problems:
        problems.append("%s holds no mail in folders %r, so nothing was compared" % (arguments.archive, arguments.folder))
    if expected is not None:
        problems += compare_expected(expected, served)
    for problem in problems[:50]:
        print(problem)
    if len(problems) > 50:
        print("... and %d more" % (len(problems) - 50))
    print("%d mails in %d mailboxes read by Dovecot: %s" % (
        count, len(served), "%d differences" % len(problems) if problems else "all as in the files"))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
