"""Reads mails with Python's email package and prints what it finds as JSON, one line a mail.

Input on stdin: a length in decimal, a line end, that many bytes; again until the end. It is the second opinion on the mails that Tallybridge makes.
"""
import base64
import email
import email.policy
import json
import re
import sys


def describe(raw):
    message = email.message_from_bytes(raw, policy=email.policy.default)
    defects = [repr(d) for part in message.walk() for d in part.defects]
    for part in message.walk():
        for name, value in part.items():
            defects += [name + ": " + repr(d) for d in getattr(value, "defects", [])]

    def mailboxes(name):
        value = message[name]
        return [] if value is None else [[a.display_name, a.addr_spec] for a in value.addresses]

    plain = message.get_body(("plain",))
    html = message.get_body(("html",))
    files = []
    for part in message.iter_attachments() if message.get_content_type() == "multipart/mixed" else []:
        data = part.get_payload(decode=True)
        files.append({
            "name": part.get_filename(),
            "type": part.get_content_type(),
            "id": part["Content-ID"],
            "bytes": base64.b64encode(data).decode(),
        })
    lines = raw.split(b"\r\n")
    return {
        "defects": defects,
        "subject": message["Subject"],
        "date": message["Date"].datetime.strftime("%Y-%m-%dT%H:%M:%SZ") if message["Date"] and message["Date"].datetime else None,
        "from": mailboxes("From"),
        "sender": mailboxes("Sender"),
        "to": mailboxes("To"),
        "cc": mailboxes("Cc"),
        "headers": [[name, str(value)] for name, value in message.items()],
        "text": plain.get_content().replace("\r\n", "\n") if plain else None,
        "html": html.get_content().replace("\r\n", "\n") if html else None,
        "files": files,
        # A single word (a Message-ID, a sum) cannot be folded.
        "longest": max(len(line) for line in lines if not re.fullmatch(rb"[A-Za-z0-9-]+: \S+|References: .*| <\S+>", line)),
        "longest_of_all": max(len(line) for line in lines),
        "bare": b"\n" in raw.replace(b"\r\n", b"") or b"\r" in raw.replace(b"\r\n", b""),
        "ascii": all(b < 128 for b in raw),
        "nul": b"\0" in raw,
    }


def main():
    stream = sys.stdin.buffer
    while True:
        line = stream.readline()
        if not line:
            return
        raw = stream.read(int(line))
        print(json.dumps(describe(raw)), flush=True)


main()
