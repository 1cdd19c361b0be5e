#!/usr/bin/env python3
"""What a first sync must come to: the product's rules written down a second time, in Python, sharing nothing with the product.

    _reference.py FOLDER [--mapping FILE.csv] [--domain D]... [--size-limit BYTES]     prints the expected sums as JSON

FOLDER holds deliveries. Covers well-formed input (the sample and what tests/bench/generate.py makes); hostile input has its own tests.
"""
import argparse
import csv
import datetime
import email
import email.header
import email.policy
import email.utils
import hashlib
import json
import os
import re
import sys
import zipfile
from collections import Counter, defaultdict

NAME = re.compile(r"(\d{8})0{4}-TeleMessage_(\d+)_([0-9T:_-]+)\.zip", re.IGNORECASE)
NUMBER = re.compile(r"\+?[0-9]{7,15}")
ADDRESS = re.compile(r"[^\s()<>\[\]:;,@\"\\]+@[^\s()<>\[\]:;,@\"\\]+")
COLUMNS = ("External User ID", "Microsoft 365 User Mailbox", "Valid From", "Valid Until")


def decoded(raw):
    try:
        return str(email.header.make_header(email.header.decode_header(str(raw))))
    except (UnicodeError, LookupError, ValueError):
        return str(raw)


def number_in(text):
    """The first token of 7 to 15 digits, with or without a plus."""
    for token in re.split(r"[\s,;()\[\]<>\"'@]", text):
        if NUMBER.fullmatch(token):
            return token.lstrip("+")
    return None


class Participant:
    def __init__(self, display, address):
        self.number = number_in(display) or number_in(address)
        self.address = address.lower() if ADDRESS.fullmatch(address) else None

    def key(self):
        return self.number or self.address


def participants(message):
    found = []
    for field in ("From", "To", "Cc"):
        raw = [" ".join(str(value).split()) for value in message.get_all(field, [])]
        found += [Participant(decoded(display), address) for display, address in email.utils.getaddresses(raw)]
    return found


def utc_day(message, delivery_day, now=None):
    """The item's UTC date; an absurd one (before 2009, more than a day ahead) or none gives way to the delivery's."""
    now = now or datetime.datetime.now(datetime.timezone.utc)
    try:
        moment = email.utils.parsedate_to_datetime(str(message["Date"]))
    except (TypeError, ValueError, IndexError):
        return delivery_day
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.timezone.utc)
    moment = moment.astimezone(datetime.timezone.utc)
    if moment.year < 2009 or moment > now + datetime.timedelta(days=1):
        return delivery_day
    return moment.date()


def item_message(eml):
    """The message that counts: the inner one of a journal report, else the EML itself."""
    message = email.message_from_bytes(eml, policy=email.policy.compat32)
    attached = [part for part in message.walk() if part.get_content_type() == "message/rfc822"]
    telling = any(name.lower().startswith("x-telemessage-") for name in message.keys())
    if len(attached) == 1 and not telling and attached[0].is_multipart():
        return attached[0].get_payload(0)
    return message


def item_key(eml, message):
    """Our own definition of an item's identity, see docs/delivery-format.md."""
    source_id = decoded(message.get("X-TELEMESSAGE-ArchiveMessageID", "")).strip()
    message_id = str(message.get("Message-ID", "")).strip().strip("<>")
    parts = [b"tallybridge-item-1", b"id" if source_id else b"mid", (source_id or message_id).encode(), hashlib.sha256(eml).digest()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


class Mapping:
    def __init__(self, path=None):
        self.rows = defaultdict(list)
        if not path:
            return
        with open(path, newline="", encoding="utf-8-sig") as file:
            for row in csv.DictReader(file):
                dates = [datetime.date.fromisoformat(row[name]) if row.get(name) else None for name in COLUMNS[2:]]
                self.rows[row[COLUMNS[0]].strip().lstrip("+")].append((row[COLUMNS[1]].strip().lower(), *dates))

    def mailboxes(self, number, day):
        return {box for box, first, last in self.rows.get(number, ()) if (not first or first <= day) and (not last or day <= last)}


class Rules:
    """'Who gets a copy' for one connector."""
    def __init__(self, mapping, domains=(), automatic=True):
        self.mapping, self.domains, self.automatic = mapping, [domain.lower() for domain in domains], automatic

    def exists(self, address):
        if not address or not ADDRESS.fullmatch(address):
            return False
        domain = address.rsplit("@", 1)[1]
        if domain == "invalid" or domain.endswith(".invalid"):
            return False
        return not self.domains or domain in self.domains

    def resolve(self, number, address, day):
        """-> (mailbox or None, reason or None)"""
        boxes = self.mapping.mailboxes(number, day) if number else set()
        if len(boxes) > 1:
            return None, "ambiguous-number"
        box = next(iter(boxes), None)
        if self.exists(box):
            return box, None
        if self.automatic and self.exists(address):
            return address, None
        return None, "no-mailbox" if box else None

    def copies(self, message, day):
        """-> (set of mailboxes, list of reasons of the failed entries)"""
        mailboxes, failures, outcome = set(), {}, {}
        for person in participants(message):
            box, reason = self.resolve(person.number, person.address, day)
            if box:
                mailboxes.add(box)
            elif reason:
                failures[person.key()] = reason
            outcome.setdefault(person.number, (box, reason))
            outcome.setdefault(person.address, (box, reason))
        owner = decoded(message.get("X-TELEMESSAGE-ArchiveInitiator", "")).strip()
        owner_number = owner.lstrip("+") if NUMBER.fullmatch(owner) else None
        owner_address = owner.lower() if ADDRESS.fullmatch(owner) else None
        without_mailbox = False
        if owner_number or owner_address:
            key = owner_number or owner_address
            if key in outcome:
                without_mailbox = outcome[key] == (None, None)
            else:
                box, reason = self.resolve(owner_number, owner_address, day)
                if box:
                    mailboxes.add(box)
                elif reason:
                    failures[key] = reason
                else:
                    without_mailbox = True
        reasons = list(failures.values())
        if not mailboxes and not reasons:
            reasons = ["unmapped"]
        elif mailboxes and without_mailbox:
            reasons.append("owner-unmapped")
        return mailboxes, reasons


def attachment_sizes(message):
    return [len(part.get_payload(decode=True) or b"") for part in message.walk()
            if not part.is_multipart() and part.get_filename()]


def deliveries(folder):
    """-> (name, day, [(entry, eml)], declared count), oldest first"""
    found = []
    for name in os.listdir(folder):
        match = NAME.fullmatch(name)
        if match:
            found.append((match[1], int(match[2]), match[3], name))
    for day, _, _, name in sorted(found):
        with zipfile.ZipFile(os.path.join(folder, name)) as archive:
            entries = [(entry, archive.read(entry)) for entry in archive.namelist() if entry.lower().endswith(".eml")]
            manifests = [archive.read(entry).decode() for entry in archive.namelist() if entry.lower().endswith(".mf")]
        lines = [line.strip() for line in manifests[0].splitlines()] if len(manifests) == 1 else []
        counts = [int(line.split(":")[1]) for line in lines if re.fullmatch(r"(?i)Count:\s*\d+", line)]
        listed = {line for line in lines if line.lower().endswith(".eml")}
        if len(counts) != 1 or counts[0] != len(entries) or listed != {entry for entry, _ in entries}:
            raise ValueError(f"{name}: the manifest does not hold")
        yield name, datetime.datetime.strptime(day, "%Y%m%d").date(), entries, counts[0]


class Expectation:
    def __init__(self):
        self.available = 0
        self.outcomes = Counter()
        self.reasons = Counter()
        self.copies = set()      # (mailbox, Message-ID without brackets)
        self.per_delivery = {}
        self.source_ids = {}     # Message-ID -> source id

    def sums(self):
        return {
            "available_from_source": self.available,
            "available_for_import": sum(self.outcomes.values()),
            **{name: self.outcomes[name] for name in ("imported", "partial", "skipped", "failed")},
            "quarantined": 0,
            "reasons": dict(sorted(self.reasons.items())),
        }


def expect(folder, rules, size_limit=10 << 20):
    result, seen = Expectation(), {}
    for name, day, entries, declared in deliveries(folder):
        before = Counter(result.outcomes)
        result.available += declared
        for _, eml in entries:
            message = item_message(eml)
            key = item_key(eml, message)
            if key in seen:
                result.outcomes["skipped"] += seen[key]
                continue
            if any(header.lower().startswith("x-telemessage-enc-") for header in message.keys()):
                mailboxes, reasons = set(), ["encrypted-item"]
            else:
                mailboxes, reasons = rules.copies(message, utc_day(message, day))
            sizes = attachment_sizes(message) if len(eml) > size_limit else []
            outcome = "partial" if any(size > size_limit for size in sizes) or sum(sizes) > size_limit else "imported"
            seen[key] = len(mailboxes) + len(reasons)
            result.outcomes[outcome] += len(mailboxes)
            result.outcomes["failed"] += len(reasons)
            result.reasons.update(reasons)
            message_id = f"{key}@archive.tallybridge.invalid"
            result.copies |= {(box, message_id) for box in mailboxes}
            result.source_ids[message_id] = decoded(message.get("X-TELEMESSAGE-ArchiveMessageID", "")).strip()
        result.per_delivery[name] = {"items": declared, **{k: result.outcomes[k] - before[k] for k in ("imported", "partial", "skipped", "failed")}}
    return result


def document(result):
    boxes = Counter(box for box, _ in result.copies)
    return {**result.sums(), "deliveries": result.per_delivery, "mailboxes": dict(sorted(boxes.items()))}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--mapping")
    parser.add_argument("--domain", action="append", default=[])
    parser.add_argument("--size-limit", type=int, default=10 << 20)
    options = parser.parse_args()
    result = expect(options.folder, Rules(Mapping(options.mapping), options.domain), options.size_limit)
    json.dump(document(result), sys.stdout, indent=2, ensure_ascii=False)
    print()


if __name__ == "__main__":
    main()
