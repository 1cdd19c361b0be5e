#!/usr/bin/env python3
"""Mails that other projects keep to test their parsers go through a whole import: each becomes a copy or a failed copy with a reason, and
of those that Python's email package reads without complaint nothing may be lost.

The mails lie in data/eml below $TALLYBRIDGE_SHARED (default: ../shared beside the source folder). What the product adds (facts, first line)
is tolerated, what it loses is not.
"""
import base64
import email
import email.policy
import hashlib
import html
import os
import quopri
import re
import sys
from collections import Counter, defaultdict

import _reference
from _product import ROOT, Checks, Product, Workplace, check_invariant, mail_files, options, write_delivery

SHARED = os.environ.get("TALLYBRIDGE_SHARED", os.path.join(os.path.dirname(ROOT), "shared"))
REASONS = {"unmapped", "no-mailbox", "encrypted-item", "malformed-message", "item-too-large"}
HEADER_LINE = re.compile(rb"[!-9;-~]+[ \t]*:")
BOUNDARY = re.compile(rb"""boundary\*?\s*=\s*(?:"([^"]+)"|([^\s;"]+))""", re.IGNORECASE)
PER_DELIVERY = 60


# ------------------------------------------------------------------------------------------- raw parts: bytes, not objects
class Part:
    def __init__(self, head, body, default="text/plain"):
        self.head = re.sub(rb"\r?\n[ \t]+", b" ", head)
        self.body = body
        kind = self.field(b"content-type")
        self.kind = kind.split(b";")[0].strip().lower().decode("ascii", "replace") or default

    def field(self, name):
        found = re.search(rb"(?im)^" + re.escape(name) + rb"[ \t]*:[ \t]*(.*?)\r?$", self.head)
        return found[1] if found else b""

    def decoded(self):
        encoding = self.field(b"content-transfer-encoding").strip().lower()
        if encoding == b"base64":
            data = re.sub(rb"[^A-Za-z0-9+/=]", b"", self.body)
            try:
                return base64.b64decode(data + b"=" * (-len(data) % 4))
            except ValueError:
                return self.body
        return quopri.decodestring(self.body) if encoding == b"quoted-printable" else self.body


def split_head(raw):
    found = re.search(rb"\r?\n\r?\n", raw)
    if raw[:1] in b"\r\n" and raw[:1]:
        return b"", re.sub(rb"^\r?\n", b"", raw, count=1)
    return (raw[:found.start()], raw[found.end():]) if found else (raw, b"")


def leaves(raw, depth=0, default="text/plain"):
    """Leaf parts and attached messages (whole), in order, cut out of the bytes."""
    part = Part(*split_head(raw), default)
    boundary = BOUNDARY.search(part.field(b"content-type")) if part.kind.startswith("multipart/") else None
    if not boundary or depth > 40:
        return [part]
    border = re.escape(boundary[1] or boundary[2])
    pieces = re.split(rb"(?:\A|\r?\n)--" + border + rb"(?:--)?[ \t]*(?=\r?\n|\Z)", part.body)
    ends = re.findall(rb"(?:\A|\r?\n)--" + border + rb"(--)?[ \t]*(?=\r?\n|\Z)", part.body)
    result = []
    for piece, before in zip(pieces[1:], ends):
        if before == b"--":
            break
        inner = "message/rfc822" if part.kind == "multipart/digest" else "text/plain"
        result += leaves(re.sub(rb"^\r?\n", b"", piece, count=1), depth + 1, inner)
    return result


def even(data):
    """Line ends made equal; how the last one before a boundary counts differs between readers."""
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n")


def words(text):
    return " ".join(text.replace("\u00a0", " ").replace("\ufeff", "").split())


def visible(markup):
    markup = re.sub(r"(?is)<(script|style|head|title)\b.*?</\1\s*>|<!--.*?-->", " ", markup)
    return re.findall(r"\w{2,}", html.unescape(re.sub(r"(?s)<[^>]*>", " ", markup)))


# --------------------------------------------------------------------------------------------------------- what goes in
class Original:
    """A mail as Python reads it; `clear` when Python has no complaint about it."""
    def __init__(self, data):
        self.data = data
        self.clear, self.why = True, ""
        try:
            self.message = email.message_from_bytes(data, policy=email.policy.default)
            self.parts = [part for part in self.walk(self.message)]
            for part in self.parts:
                part.get_payload(decode=True)     # damage inside an encoding is noticed only now
            defects = [defect for part in self.message.walk() for defect in part.defects]
            self.subject = words(str(self.message.get("Subject", "")))
            if defects:
                self.refuse(f"defects: {type(defects[0]).__name__}")
            elif not HEADER_LINE.match(data):
                self.refuse("does not begin with a header")
            elif len(self.message.get_all("Subject", [])) > 1 or getattr(self.message.get("Subject"), "defects", ()):
                self.refuse("subject in doubt")
            elif "\ufffd" in self.subject or any("\ud800" <= character <= "\udfff" for character in self.subject):
                self.refuse("subject in an unknown encoding")
        except (ValueError, LookupError, AttributeError, TypeError, IndexError, KeyError, RecursionError, AssertionError) as error:
            self.message, self.parts, self.subject = email.message_from_bytes(data, policy=email.policy.compat32), [], ""
            self.refuse(f"Python stumbles: {type(error).__name__}")

    def refuse(self, why):
        self.clear, self.why = False, why

    def walk(self, part):
        # Python opens every message/* part, also message/external-body; for a mailbox each is one file, to be kept whole.
        if part.get_content_maintype() == "message" or not part.is_multipart():
            yield part
        else:
            for child in part.iter_parts() if isinstance(part.get_payload(), list) else []:
                yield from self.walk(child)

    def addresses(self):
        try:
            return [person.address for person in _reference.participants(self.message)
                    if person.address and re.fullmatch(r"[^@\s]+@[a-z0-9_-]+(\.[a-z0-9_-]+)*", person.address) and ".." not in person.address
                    and not person.address.startswith(".") and not person.address.endswith("invalid") and ".@" not in person.address]
        except (ValueError, LookupError, TypeError, IndexError, AttributeError):
            return []

    def journal_wrapped(self):
        telling = any(name.lower().startswith("x-telemessage-") for name in self.message.keys())
        return not telling and sum(part.get_content_type() == "message/rfc822" for part in self.parts) == 1


def text_of(part):
    try:
        return part.get_content() if part.get_content_maintype() == "text" else None
    except (LookupError, ValueError, KeyError, AttributeError):
        return None


# --------------------------------------------------------------------------------------------------------- comparison
class Comparison:
    def __init__(self, checks):
        self.checks = checks
        self.compared = self.attachments = self.attached_messages = 0

    def compare(self, name, original, mail):
        message = email.message_from_bytes(mail, policy=email.policy.default)
        if original.journal_wrapped():
            # Only the inner message counts. How deep it may lie is the product's decision: the subject tells which one was taken.
            inner = [Original(part.body) for part in leaves(original.data) if part.kind == "message/rfc822"]
            if len(inner) != 1 or not inner[0].clear:
                return
            if inner[0].subject in words(str(message.get("Subject", ""))):
                original = inner[0]
        self.compared += 1
        found = leaves(mail)
        self.subject(name, original, message)
        bodies = self.text(name, original, message)
        self.files(name, original, bodies, found)

    def subject(self, name, original, message):
        subject = words(str(message.get("Subject", "")))
        self.checks.that(original.subject in subject, f"{name}: subject", f"expected {original.subject!r}, got {subject!r}")

    def text(self, name, original, message):
        """Checks the bodies; gives the parts that are bodies and therefore no attachments."""
        plain = next((part for part in original.parts if part.get_content_type() == "text/plain" and not part.is_attachment()), None)
        markup = next((part for part in original.parts if part.get_content_type() == "text/html" and not part.is_attachment()), None)
        output = [text for text in (text_of(part) for part in message.walk()) if text]
        everything = words("\n".join(output))
        if plain is not None:
            text = text_of(plain)
            if text is not None and "\ufffd" not in text and "\0" not in text:
                self.checks.that(words(text) in everything, f"{name}: text", f"{words(text)[:150]!r} … is not in {everything[:200]!r}")
        elif markup is not None:
            text = text_of(markup)
            if text is not None and "\ufffd" not in text:
                lost = Counter(visible(text)) - Counter(re.findall(r"\w{2,}", html.unescape("\n".join(output))))
                self.checks.that(not lost, f"{name}: words of the HTML", str(list(lost)[:8]))
        return [part for part in (plain, markup) if part is not None]

    def files(self, name, original, bodies, found):
        have, have_even = Counter(), Counter()
        for part in found:
            data = part.decoded()
            for form in {data, part.body}:
                have[hashlib.sha256(form).digest()] += 1
                have_even[hashlib.sha256(even(form)).digest()] += 1
        raw_messages = [part for part in leaves(original.data) if part.kind.startswith("message/")]
        messages = sum(part.get_content_maintype() == "message" for part in original.parts)
        if len(raw_messages) != messages:
            self.checks.note(f"{name}: attached messages could not be cut out, they are not compared")
            raw_messages = []
        for part in original.parts:
            if any(part is body for body in bodies):
                continue
            if part.get_content_maintype() == "message":
                if not raw_messages:
                    continue
                self.attached_messages += 1
                raw = raw_messages.pop(0)
                forms = [hashlib.sha256(even(form)).digest() for form in (raw.body, raw.decoded())]
                self.checks.that(any(have_even[form] for form in forms), f"{name}: attached {raw.kind}", f"{len(raw.body)} bytes")
                continue
            try:
                data = part.get_payload(decode=True)
            except (ValueError, LookupError):
                continue
            if not data:
                continue
            self.attachments += 1
            exact = str(part.get("Content-Transfer-Encoding", "")).strip().lower() == "base64"
            good = have[hashlib.sha256(data).digest()] or (not exact and have_even[hashlib.sha256(even(data)).digest()])
            self.checks.that(good, f"{name}: attachment {part.get_filename() or part.get_content_type()!r}", f"{len(data)} bytes are not in the mail")


def third_party_files():
    base = os.path.join(SHARED, "data", "eml")
    for folder, folders, names in os.walk(base):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(folder, name)
            # CPython keeps its mails as msg_NN.txt.
            if os.path.getsize(path) and (name.endswith((".eml", ".msg")) or re.fullmatch(r"msg_\d+\w*\.txt", name)):
                yield os.path.relpath(path, base), path


def pack(source):
    """-> {(delivery, entry): (title, bytes)}"""
    mails, seen = {}, set()
    pending = []
    for title, path in third_party_files():
        with open(path, "rb") as file:
            data = file.read()
        # The same bytes under two names would be one item.
        if hashlib.sha256(data).digest() not in seen:
            seen.add(hashlib.sha256(data).digest())
            pending.append((title, data))
    for number, start in enumerate(range(0, len(pending), PER_DELIVERY), 1):
        part = pending[start:start + PER_DELIVERY]
        entries = [(f"{place:04d}.eml", data) for place, (_, data) in enumerate(part)]
        delivery = write_delivery(source, "20250303", entries, number)
        mails.update({(delivery, entry): item for (entry, _), item in zip(entries, part)})
    return mails


def archived_by_hash(archive, hashes):
    """Mails by the SHA-256 of their original, which the product writes into header or text of each."""
    found = defaultdict(list)
    for box, path in mail_files(archive):
        with open(path, "rb") as file:
            data = file.read()
        head, _ = split_head(data)
        named = [digest for digest in re.findall(r"\b[0-9a-fA-F]{64}\b", head.decode("latin-1")) if digest.lower() in hashes]
        if not named:
            text = "\n".join(filter(None, (text_of(part) for part in email.message_from_bytes(data, policy=email.policy.default).walk())))
            named = [digest for digest in re.findall(r"\b[0-9a-fA-F]{64}\b", text) if digest.lower() in hashes]
        found[named[0].lower() if named else None].append((box, data))
    return found


def check_import(checks, product, archive, mails, original_attached):
    document = product.json((0, 3), "sync", "mail")
    check_invariant(checks, document, "sync")
    checks.equal((document.get("available_from_source"), document.get("quarantined"), document.get("skipped")), (len(mails), 0, 0), "every mail is counted")
    failures = product.failures("mail")
    checks.equal(len(failures), document.get("failed", 0) + document.get("partial", 0), "each failed copy is listed")
    failed = defaultdict(list)
    for failure in failures:
        failed[(failure["delivery"], failure["entry"])].append(failure["reason"])
    checks.equal({reason for reasons in failed.values() for reason in reasons} - REASONS, set(), "the reasons are such that a mail can cause")
    hashes = {hashlib.sha256(data).hexdigest(): key for key, (_, data) in mails.items()}
    found = archived_by_hash(archive, hashes)
    checks.equal(len(found.pop(None, [])), 0, "each archived mail names the SHA-256 of its original")
    checks.equal(sum(map(len, found.values())), document.get("imported", 0) + document.get("partial", 0), "as many mails as the sums say")
    lost = [mails[key][0] for digest, key in hashes.items() if digest not in found and key not in failed]
    checks.equal(lost, [], "each becomes a copy or a failed copy")
    comparison, refused = Comparison(checks), Counter()
    for digest, key in hashes.items():
        title, data = mails[key]
        original = Original(data)
        boxes = [box for box, _ in found.get(digest, [])]
        checks.that(len(boxes) == len(set(boxes)), f"{title}: one copy for each mailbox", str(boxes))
        if not original.clear:
            refused[original.why] += 1
        if "malformed-message" in failed[key]:
            checks.that(not original.clear, f"{title}: malformed for us, although Python reads it")
        if "unmapped" in failed[key] and original.clear and not original.journal_wrapped():
            checks.equal(original.addresses(), [], f"{title}: unmapped although it has addresses")
        if digest in found and original.clear:
            comparison.compare(title, original, found[digest][0][1])
        if original_attached and digest in found:
            mail = found[digest][0][1]
            kept = [part for part in leaves(mail) if b"original.eml" in part.head]
            if checks.that(len(kept) == 1, f"{title}: the original is attached", f"{len(kept)} parts"):
                forms = {kept[0].decoded(), kept[0].body}
                checks.that(data in forms or even(data) in {even(form) for form in forms}, f"{title}: the attached original has the same bytes")
    checks.note(f"{len(mails)} mails: {document.get('imported')} copies, {document.get('failed')} failed {document.get('reasons')}; compared {comparison.compared} "
                f"mails, {comparison.attachments} attachments, {comparison.attached_messages} attached messages; not compared: {dict(refused)}")
    checks.that(comparison.compared > len(mails) // 3, "a good part of the mails was compared", f"{comparison.compared} of {len(mails)}")


def main():
    parsed, checks = options(__doc__), Checks()
    if not os.path.isdir(os.path.join(SHARED, "data", "eml")):
        print(f"third-party mails are not there ({SHARED}/data/eml; set TALLYBRIDGE_SHARED): nothing was tested")
        print("0 passed, 0 failed")
        sys.exit(0)
    with Workplace() as place:
        source = place("source")
        mails = pack(source)
        for mode in ("hash", "attach"):
            checks.heading(f"{len(mails)} mails, --original {mode}")
            archive = place.path_of(f"archive-{mode}")
            product = Product(parsed.ctl, place(f"data-{mode}"), checks)
            product.add("mail", source, archive, "--original", mode)
            check_import(checks, product, archive, mails, mode == "attach")
    checks.finish()


if __name__ == "__main__":
    main()
