#!/usr/bin/env python3
"""Makes the sample deliveries and the sample mapping of this folder. Deterministic: the same EMLs and names every time.

    make_sample.py                      writes deliveries/*.zip and mapping.csv beside this script
    make_sample.py --output DIR         writes them to DIR
    make_sample.py --check              compares what is stored with what would be written (contents, not compression); exit 1 when not equal
    make_sample.py --big-delivery DIR   writes one more delivery, with an attachment of 11 MB, to DIR

All people, numbers and addresses are invented: numbers kept for fiction (+44 7700 900xxx, +1 202 555 01xx), domains under .example.
What of the layout is documented by the vendor and what is our own is told in README.md beside this script.
"""
import argparse
import base64
import datetime
import hashlib
import io
import os
import random
import re
import struct
import sys
import zipfile
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
SEED = 20250303
UTC = datetime.timezone.utc
FIRST_DAY = datetime.date(2025, 3, 3)


# ---------------------------------------------------------------------------------------------------------------- people
class Person:
    def __init__(self, name, number, address, captured=False):
        self.name, self.number, self.address, self.captured = name, number, address, captured


def mobile(number):
    return f"{number}@mobile.example"


ANN = Person("Ann Archer", "447700900101", "ann.archer@contoso.example", True)
BEN = Person("Ben Okafor", "447700900102", "Ben.Okafor@Contoso.example", True)          # capitals: addresses compare in lower case
CHEN = Person("陳怡君", "12025550103", "yichun.chen@contoso.example", True)
LIN = Person("林志明", "12025550104", "zhiming.lin@contoso.example", True)
DALIA = Person("داليا حداد", "447700900105", "dalia.haddad@contoso.example", True)
PAT = Person("Pat Reyes", "12025550106", mobile("12025550106"), True)                    # mapped by the CSV only
SAM = Person("Sam Quill", "447700900107", mobile("447700900107"))                        # CSV names a mailbox of another domain
ROBIN = Person("Robin Vale", "447700900108", mobile("447700900108"))                     # CSV names two mailboxes at the same time
REASSIGNED = Person("Kim Lowe", "447700900109", mobile("447700900109"))                  # belongs to somebody else from 5 March on
TONI = Person("Toni Marsh", "447700900110", "toni.marsh@partner.example", True)          # captured, but without a mailbox here
EVA = Person("Eva Storm", "12025550111", "eva.storm@contoso.example", True)              # the CSV wins over the item's address
NOOR = Person("Noor Said", "12025550112", "noor.said@contoso.example", True)             # CSV does not help, the item's address does
OUTSIDERS = [
    Person("Mia Castle", "12025550150", "12025550150@outside.example"),
    Person("Jonas Brook", "447700900151", "447700900151@outside.example"),
    Person("王小明", "12025550152", "12025550152@outside.example"),
    Person("黃美玲", "447700900153", "447700900153@outside.example"),
    Person("יעל לוי", "12025550154", "12025550154@outside.example"),
    Person("", "447700900155", "447700900155@number.invalid"),
    Person("Óscar Núñez 🚀", "12025550156", "12025550156@outside.example"),
]
MIA, JONAS, WANG, HUANG, YAEL, NAMELESS, OSCAR = OUTSIDERS

MAPPING = [
    # External User ID, Microsoft 365 User Mailbox, Valid From, Valid Until
    ("447700900101", "ann.archer@contoso.example", "", ""),
    ("12025550106", "pat.reyes@contoso.example", "", ""),
    ("447700900107", "sam.quill@fabrikam.example", "", ""),
    ("447700900108", "robin.vale@contoso.example", "", ""),
    ("447700900108", "robin.vale.archive@contoso.example", "2025-01-01", ""),
    ("447700900109", "kim.lowe@contoso.example", "", "2025-03-04"),
    ("447700900109", "lee.moss@contoso.example", "2025-03-05", ""),
    ("12025550111", "eva.storm.archive@contoso.example", "", ""),
    ("12025550112", "noor.said@fabrikam.example", "", ""),
]

ENGLISH = [
    "Good morning, can we move the call to three?", "The signed copy is on its way.", "Thanks, received.",
    "Price holds until Friday, then we have to quote again.", "Please don't ship before the certificate is there.",
    "I'm at the gate, two minutes.", "Could you send me the last invoice once more?", "Agreed, 4.2 per unit, 1,000 units.",
    "Let's keep this on the record.", "The auditor asked for the March figures.", "Who approves the discount?",
    "Call me when you have a minute.\nIt is not urgent.", "See https://contoso.example/offers/17 for the terms.",
    "From now on only in writing, please.", "Fine for me.", "No, that was last year's form.",
]
CHINESE = [
    "早安,請問合約已經寄出了嗎?", "已收到,謝謝。", "報價有效至週五,之後需要重新報價。", "會議改到下午三點可以嗎?",
    "請先不要出貨,等認證文件到齊再說。", "我在門口,兩分鐘後到。", "麻煩再寄一次上個月的發票。", "同意,每件四點二,共一千件。",
    "稽核人員需要三月份的數字。", "折扣由誰核准?", "有空時回個電話,\n不急。", "這份是去年的表格,請用新版。",
]
SPECIAL = ["👍🏽 done 🎉🎉", "👩‍💻 → 👨‍👩‍👧‍👦 team photo!", "שלום, החוזה מוכן לחתימה", "مرحبا، العقد جاهز للتوقيع", "🇹🇼 台北見 🙌", "naïve café — «ça va»"]


# ------------------------------------------------------------------------------------------------------------ attachments
def png(shade):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    side = 16
    rows = b"".join(b"\0" + bytes((shade * (x + 1) * (y + 1)) % 256 for x in range(side)) for y in range(side))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def ogg_opus(serial):
    """Two Ogg pages (RFC 3533) with the headers of an Opus stream (RFC 7845) and no sound."""
    def page(flags, number, payload):
        lacing = bytes([255] * (len(payload) // 255) + [len(payload) % 255])
        head = b"OggS" + struct.pack("<BBqIII", 0, flags, 0, serial, number, 0) + bytes([len(lacing)]) + lacing
        crc = 0
        for byte in head + payload:
            crc ^= byte << 24
            for _ in range(8):
                crc = ((crc << 1) ^ 0x04C11DB7 if crc & 0x80000000 else crc << 1) & 0xFFFFFFFF
        return head[:22] + struct.pack("<I", crc) + head[26:] + payload
    tags = b"OpusTags" + struct.pack("<I", 6) + b"sample" + struct.pack("<I", 0)
    return page(2, 0, b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 312, 16000, 0, 0)) + page(4, 1, tags)


def mp4(number):
    def box(kind, data):
        return struct.pack(">I", 8 + len(data)) + kind + data
    return box(b"ftyp", b"isom\0\0\2\0isomiso2mp41") + box(b"mdat", bytes((number * i) % 251 for i in range(600)))


def pdf(text):
    stream = f"BT /F1 14 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
               b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start


def vcard(person):
    name = person.name or person.number
    return f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:{name};;;;\r\nFN:{name}\r\nTEL;TYPE=CELL:+{person.number}\r\nEND:VCARD\r\n".encode()


# ----------------------------------------------------------------------------------------------------------- MIME, by hand
# Written by hand so that the bytes do not depend on the version of Python.
def encode_words(text):
    """RFC 2047: ASCII stays as it is, other texts become B words of at most 75 characters that never cut a character."""
    if text.isascii():
        return text
    words, piece = [], b""
    for character in text:
        raw = character.encode()
        if len(piece) + len(raw) > 42:
            words.append(piece)
            piece = b""
        piece += raw
    words.append(piece)
    return "\r\n ".join(f"=?UTF-8?B?{base64.b64encode(word).decode()}?=" for word in words)


def mailbox(person, style):
    """style 0: 'First Last Mobile <email>' (the vendor's default); 1: the number alone; 2: with a plus."""
    shown = [f"{person.name} {person.number}".strip(), person.number, f"{person.name} +{person.number}".strip()][style]
    if shown.isascii():
        return f'"{shown}" <{person.address}>' if re.search(r"[^\w +]", shown) else f"{shown} <{person.address}>"
    return f"{encode_words(shown)} <{person.address}>"


def leaf(mime_type, data, name=None, disposition="attachment"):
    lines = []
    if name is None:
        lines.append(f"Content-Type: {mime_type}; charset=utf-8")
    elif name.isascii():
        lines.append(f'Content-Type: {mime_type}; name="{name}"')
        lines.append(f'Content-Disposition: {disposition}; filename="{name}"')
    else:
        quoted = "".join(f"%{byte:02X}" for byte in name.encode())
        lines.append(f"Content-Type: {mime_type}")
        lines.append(f"Content-Disposition: {disposition};\r\n filename*=UTF-8''{quoted}")
    lines.append("Content-Transfer-Encoding: base64")
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + base64.encodebytes(data).replace(b"\n", b"\r\n")


def multipart(parts, boundary, subtype="mixed"):
    body = b"".join(b"--%s\r\n%s\r\n" % (boundary.encode(), part) for part in parts)
    return f'Content-Type: multipart/{subtype}; boundary="{boundary}"\r\n\r\n'.encode() + body + b"--%s--\r\n" % boundary.encode()


def rfc2822(moment):
    days, months = "Mon Tue Wed Thu Fri Sat Sun".split(), "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    offset = int(moment.utcoffset().total_seconds()) // 60
    zone = f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02d}{abs(offset) % 60:02d}"
    return f"{days[moment.weekday()]}, {moment.day:02d} {months[moment.month - 1]} {moment.year} {moment:%H:%M:%S} {zone}"


class Sample:
    def __init__(self):
        self.random = random.Random(SEED)
        self.number = 0
        self.deliveries = {}     # name -> list of (entry name, bytes)

    # ---- one item
    def eml(self, *, kind, sender, receivers, moment, text, subject=None, files=(), owner=None, group=None, group_style="chat group",
            headers=(), cc=(), date=None, html=None, thread=None, source="WhatsApp Phone Archiver", archive_id=None, status="Delivered"):
        self.number += 1
        identity = archive_id or f"{hashlib.sha256(b'%d.%d' % (SEED, self.number)).hexdigest()[:24].upper()}"
        style = self.number % 3
        if owner is None:
            captured = [person for person in [sender, *receivers, *cc] if person.captured]
            owner = captured[0].number if captured else ""
        if subject is None:
            target = f"{group_style} {group}" if group else receivers[0].number
            subject = f"WhatsApp message from {sender.number} to {target}"
        thread = thread or (f"G-{zlib.crc32(group.encode()):08x}" if group else
                            "T-" + "-".join(sorted([sender.number, receivers[0].number])))
        head = [
            f"Message-ID: <{identity.lower()}@capture.example>",
            f"Date: {date or rfc2822(moment)}",
            f"From: {mailbox(sender, style)}",
            "To: " + ",\r\n ".join(mailbox(person, style) for person in receivers),
        ]
        if cc:
            head.append("Cc: " + ",\r\n ".join(mailbox(person, style) for person in cc))
        head += [
            f"Subject: {encode_words(subject)}",
            f"X-TELEMESSAGE-ArchiveMessageID: {identity}",
            f"X-TELEMESSAGE-THREAD_ID: {thread}",
            f"X-TELEMESSAGE-ThreadName: {encode_words(group or receivers[0].number)}",
            f"X-TELEMESSAGE-GroupID: {'G-%08x' % zlib.crc32(group.encode()) if group else ''}",
            f"X-TELEMESSAGE-GROUP_NAME: {encode_words(group) if group else ''}",
            f"X-TELEMESSAGE-MessageType: {kind}",
            "X-TELEMESSAGE-Network: WhatsApp",
            f"X-TELEMESSAGE-ArchiveSource: {source}",
            f"X-TELEMESSAGE-ArchiveInitiator: {owner}",
            f"X-TELEMESSAGE-SID: {1000 + self.number}",
            f"X-TELEMESSAGE-Status: {status}",
            *headers,
            "MIME-Version: 1.0",
        ]
        body = leaf("text/plain", text.replace("\n", "\r\n").encode())
        if html:
            body = multipart([body, leaf("text/html", html.encode())], f"=_alt_{identity}", "alternative")
        if files:
            body = multipart([body] + [leaf(mime, data, name) for mime, name, data in files], f"=_mixed_{identity}")
        return identity, "\r\n".join(head).encode() + b"\r\n" + body

    def add(self, delivery, identity, eml):
        entries = self.deliveries.setdefault(delivery, [])
        entries.append((f"{len(entries) + 1:05d}_{identity}.eml", eml))

    def item(self, delivery, **arguments):
        identity, eml = self.eml(**arguments)
        self.add(delivery, identity, eml)
        return identity, eml

    # ---- one day
    def words(self, place):
        if place % 9 == 4:
            return self.random.choice(SPECIAL)
        return self.random.choice(CHINESE if place % 5 in (1, 3) else ENGLISH)

    def day(self, delivery, day, number):
        """What comes on every day: every kind of item, in both languages."""
        place = 0

        def at():
            nonlocal place
            place += 1
            return datetime.datetime(day.year, day.month, day.day, 7, 0, tzinfo=UTC) + datetime.timedelta(minutes=9 * place)

        staff = [ANN, BEN, CHEN, LIN, DALIA, PAT, EVA, NOOR]
        for i in range(16):                                                                       # chats, in and out
            inside, outside = staff[(i + number) % len(staff)], OUTSIDERS[i % len(OUTSIDERS)]
            sender, receiver = (inside, outside) if i % 2 else (outside, inside)
            self.item(delivery, kind="Chat", sender=sender, receivers=[receiver], moment=at(), text=self.words(i),
                      source="WhatsApp Cloud Archiver" if i % 4 == 3 else "WhatsApp Phone Archiver")
        for i in range(4):                                                                        # chats between employees
            self.item(delivery, kind="Chat", sender=staff[i], receivers=[staff[i + 2]], moment=at(), text=self.words(i + 1))
        for i in range(6):                                                                        # groups
            group = ["Sales Group", "台北專案", "Fußball 2025 ⚽"][i % 3]
            members = [ANN, CHEN, PAT, MIA] if i % 3 == 0 else [LIN, CHEN, WANG, HUANG] if i % 3 == 1 else [BEN, DALIA, OSCAR]
            speaker = members[i % len(members)]
            self.item(delivery, kind="GroupChat", sender=speaker, receivers=[m for m in members if m is not speaker], moment=at(),
                      group=group, text=self.words(i))
        for i, (sender, receiver, state) in enumerate([(ANN, MIA, "Answered"), (WANG, CHEN, "Missed"), (LIN, HUANG, "Answered")]):
            start = at()
            self.item(delivery, kind="Call", sender=sender, receivers=[receiver], moment=start, status=state,
                      subject=f"WhatsApp call from {sender.number} to {receiver.number}",
                      text=f"Call\nStatus: {state}\nStart: {start:%Y-%m-%dT%H:%M:%SZ}\nDuration: {0 if state == 'Missed' else 61 * (i + 1)} s")
        picture = png(number * 7 + 3)
        self.item(delivery, kind="VoiceNote", sender=DALIA, receivers=[JONAS], moment=at(), text="",
                  files=[("audio/ogg", f"PTT-{number:04d}.opus", ogg_opus(number))])
        self.item(delivery, kind="Image", sender=CHEN, receivers=[WANG], moment=at(), text="新的招牌",
                  files=[("image/png", f"招牌 {number}.png", picture)])
        self.item(delivery, kind="Image", sender=MIA, receivers=[ANN], moment=at(), text="",
                  files=[("image/png", f"IMG-{number:04d}.png", picture), ("image/png", f"IMG-{number:04d}.png", png(number + 90))])
        self.item(delivery, kind="Video", sender=BEN, receivers=[OSCAR], moment=at(), text="Short look around",
                  files=[("video/mp4", f"VID-{number:04d}.mp4", mp4(number))])
        self.item(delivery, kind="File", sender=EVA, receivers=[JONAS], moment=at(), text="The offer",
                  files=[("application/pdf", f"Offer {number}.pdf", pdf(f"Offer {number}"))])
        self.item(delivery, kind="File", sender=HUANG, receivers=[LIN], moment=at(), text="報價單",
                  files=[("text/csv", f"報價單-{number}.csv", "品項,數量\r\n螺絲,1000\r\n".encode())])
        self.item(delivery, kind="Location", sender=NOOR, receivers=[MIA], moment=at(),
                  text="Location\nLatitude: 25.0330\nLongitude: 121.5654\nhttps://maps.example/?q=25.0330,121.5654")
        self.item(delivery, kind="ContactCard", sender=PAT, receivers=[MIA], moment=at(), text="My colleague",
                  files=[("text/vcard", "Ben Okafor.vcf", vcard(BEN))])
        target, _ = self.item(delivery, kind="Chat", sender=ANN, receivers=[JONAS], moment=at(), text="Is that final?")
        self.item(delivery, kind="Reaction", sender=JONAS, receivers=[ANN], moment=at(), text=f"👍\nReaction to message ID {target}")
        self.item(delivery, kind="System", sender=CHEN, receivers=[LIN, WANG, HUANG], moment=at(), group="台北專案", owner=LIN.number,
                  text="陳怡君 changed the group's picture")
        self.item(delivery, kind="Broadcast", sender=PAT, receivers=[MIA, JONAS, YAEL], moment=at(), text="We are closed on Monday.",
                  subject=f"WhatsApp message from {PAT.number} to broadcast group", owner=PAT.number)
        # The person whose phone was captured need not be among the participants.
        self.item(delivery, kind="Broadcast", sender=MIA, receivers=[JONAS], moment=at(), text="Forwarded list", owner=EVA.address.upper(),
                  subject=f"WhatsApp message from {MIA.number} to broadcast group")

    def deleted(self, delivery, day):
        """Every printed form of the subject of a deleted item, also with the dash the vendor's page shows garbled."""
        plain = f"WhatsApp Message From {ANN.number} to {MIA.number}"
        group = f"WhatsApp Message from {ANN.number}  to Sales Group"
        forms = [
            (f"DELETED – READ {plain}", None), (f"DELETED – UNREAD - {plain}", None), (f"DELETED – READ - {group}", "Sales Group"),
            (f"DELETED – UNREAD - {group}", "Sales Group"), (f"DELETED For Me - UNKNOWN {group}", "Sales Group"),
            (f"DELETED For All - UNKNOWN {group}", "Sales Group"), (f"DELETED – READ – {plain}", None), (f"DELETED — READ {plain}", None),
            (f"DELETED â€“ READ {plain}", None), (f"DELETED â€“ UNREAD - {group}", "Sales Group"), (f"DELETED For All UNKNOWN {group}", "Sales Group"),
        ]
        for minute, (subject, group_name) in enumerate(forms):
            moment = datetime.datetime(day.year, day.month, day.day, 18, minute, tzinfo=UTC)
            receivers = [CHEN, PAT, MIA] if group_name else [MIA]
            text = ENGLISH[minute % len(ENGLISH)]
            with_file = minute in (0, 5)
            original, _ = self.item(delivery, kind="Chat", sender=ANN, receivers=receivers, moment=moment, text=text, group=group_name,
                                    subject=group if group_name else plain,
                                    files=[("image/png", "taken back.png", png(minute + 11))] if with_file else ())
            body = f"{subject}\n\nOriginal Message (Msg ID - {original})\n\n{text}" + ("\nFiles:\ntaken back.png" if with_file else "")
            self.item(delivery, kind="Deleted", sender=ANN, receivers=receivers, moment=moment + datetime.timedelta(seconds=40), text=body,
                      group=group_name, subject=subject, status="Deleted")

    def edited(self, delivery, day):
        for minute, subject_form in enumerate(["EDIT – READ ", "EDIT UNREAD ", "EDIT - UNKNOWN "]):
            moment = datetime.datetime(day.year, day.month, day.day, 19, minute, tzinfo=UTC)
            original, _ = self.item(delivery, kind="Chat", sender=LIN, receivers=[WANG], moment=moment, text="價格是四點一。")
            self.item(delivery, kind="Edited", sender=LIN, receivers=[WANG], moment=moment + datetime.timedelta(seconds=30),
                      subject=f"{subject_form}WhatsApp message from {LIN.number} to {WANG.number}",
                      text=f"Original Message ID: {original}\nEdit ID - {original}-1\nLast Edit ID - {original}-1\n"
                           "Previous Text:\n價格是四點一。\nEdited Text:\n價格是四點二。")

    def mapping_cases(self, delivery, day):
        def at(minute):
            return datetime.datetime(day.year, day.month, day.day, 20, minute, tzinfo=UTC)
        self.item(delivery, kind="Chat", sender=MIA, receivers=[JONAS], moment=at(0), text="Nobody of us is an employee.", owner="")
        self.item(delivery, kind="Chat", sender=TONI, receivers=[YAEL], moment=at(1), text="Captured, but not mapped, and alone.")
        self.item(delivery, kind="Chat", sender=TONI, receivers=[ANN], moment=at(2), text="The owner has no mailbox, the other has.")
        self.item(delivery, kind="Chat", sender=BEN, receivers=[ROBIN], moment=at(3), text="A number with two mailboxes.")
        self.item(delivery, kind="Chat", sender=CHEN, receivers=[SAM], moment=at(4), text="對方的信箱不在我們的網域。")
        self.item(delivery, kind="Chat", sender=SAM, receivers=[MIA], moment=at(5), text="Only that mailbox, and it does not exist.", owner=SAM.number)
        self.item(delivery, kind="Chat", sender=REASSIGNED, receivers=[MIA], moment=at(6), text="Whose number is it today?")
        self.item(delivery, kind="Chat", sender=BEN, receivers=[OSCAR], moment=at(7), text="An owner in a form we do not know.", owner="device:7f-3a")
        self.item(delivery, kind="Chat", sender=ANN, receivers=[BEN], cc=[ANN, MIA], moment=at(8), text="The same person twice gets one copy.")

    def special(self, first, second, last):
        when = datetime.datetime(2025, 3, 4, 21, 0, tzinfo=UTC)
        # Half past one on 5 March in UTC+2 is still 4 March in UTC: the number's former owner.
        local = datetime.datetime(2025, 3, 5, 1, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))
        self.item(second, kind="Chat", sender=MIA, receivers=[REASSIGNED], moment=local, text="Late evening, by the UTC day.")
        # The first minutes of 5 March in UTC, written with UTC-5: the number's next owner.
        west = datetime.datetime(2025, 3, 4, 19, 5, tzinfo=datetime.timezone(datetime.timedelta(hours=-5)))
        self.item(second, kind="Chat", sender=MIA, receivers=[REASSIGNED], moment=west, text="Early morning, by the UTC day.")
        # Journal-wrapped: the item is the attached message, the outside carries no X-TELEMESSAGE header.
        identity, inner = self.eml(kind="Chat", sender=EVA, receivers=[MIA], moment=when, text="Inside a journal report.")
        outer = ("Message-ID: <journal-1@capture.example>\r\nDate: %s\r\nFrom: Journal <journal@archive.example>\r\n"
                 "To: Collector <collector@contoso.example>\r\nSubject: Journal report\r\nMIME-Version: 1.0\r\n" % rfc2822(when)).encode()
        report = f"Sender: {EVA.address}\r\nMessage-Id: <{identity.lower()}@capture.example>\r\nRecipient: {MIA.address}\r\n".encode()
        wrapped = outer + multipart([leaf("text/plain", report), b"Content-Type: message/rfc822\r\n\r\n" + inner], "=_journal_1")
        self.add(second, identity, wrapped)
        # A message/rfc822 part of an ordinary item is an attachment.
        attached = (b"From: Shop <shop@outside.example>\r\nTo: lin@outside.example\r\nSubject: Order 17\r\nDate: Mon, 3 Mar 2025 08:00:00 +0000\r\n"
                    b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nYour order has left.\r\n")
        identity, eml = self.eml(kind="File", sender=LIN, receivers=[WANG], moment=when, text="轉寄郵件",
                                 files=[("image/png", "logo.png", png(5))])
        boundary = f"--=_mixed_{identity}--".encode()
        part = b"--=_mixed_%s\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment; filename=\"order.eml\"\r\n\r\n%s\r\n"
        self.add(second, identity, eml.replace(boundary, part % (identity.encode(), attached) + boundary))
        # A day's conversation as one mail.
        lines = "\n".join(f"{8 + i // 4:02d}:{15 * (i % 4):02d} {person.name or person.number}: {text}"
                          for i, (person, text) in enumerate(zip([ANN, MIA] * 6, ENGLISH + ENGLISH)))
        self.item(second, kind="Thread", sender=ANN, receivers=[MIA], moment=when, text=lines,
                  subject=f"WhatsApp conversation between {ANN.number} and {MIA.number}",
                  html="<html><body><table>" + "".join(f"<tr><td>{line}</td></tr>" for line in lines.split("\n")) + "</table></body></html>")
        # Encrypted with the customer's key: detected, not imported.
        key = base64.b64encode(hashlib.sha512(b"no key at all").digest() * 4).decode()
        self.item(last, kind="Chat", sender=ANN, receivers=[MIA], moment=when,
                  text=base64.b64encode(hashlib.sha512(b"no text at all").digest()).decode(),
                  headers=[f"X-TELEMESSAGE-ENC-DATAKEY: V2.0#: {key[:60]}\r\n {key[60:120]}", "X-TELEMESSAGE-ENC-KEY-ID: 9f86d081884c7d65"])
        # A date nobody can mean, and one that is none.
        self.item(last, kind="Chat", sender=BEN, receivers=[MIA], moment=when, date="Thu, 01 Jan 1970 00:00:00 +0000", text="When was that?")
        self.item(last, kind="Chat", sender=MIA, receivers=[BEN], moment=when, date="yesterday", text="And that?")
        # An integrity value, the name spelt as the vendor spells it.
        self.item(last, kind="Chat", sender=NOOR, receivers=[YAEL], moment=when, text="Vendor's spelling",
                  headers=["X-TELEMESSAGE-OriginalMesageIntegrity: " + hashlib.sha256(b"sample").hexdigest()])
        # No text part, no HTML: a picture alone.
        identity, eml = self.eml(kind="Image", sender=DALIA, receivers=[YAEL], moment=when, text="x")
        head = eml.split(b"Content-Type:", 1)[0]
        self.add(last, identity, head + leaf("image/png", png(77), "alone.png", "inline"))
        # The same item once more in a later delivery: skipped.
        self.add(last, *self._entry(first, 3))
        # The same id with other bytes: another item.
        name, eml = self.deliveries[first][6]
        self.add(last, name.split("_", 1)[1][:-4], eml.replace(b"X-TELEMESSAGE-Status: Delivered", b"X-TELEMESSAGE-Status: Read"))

    def _entry(self, delivery, place):
        name, eml = self.deliveries[delivery][place]
        return name.split("_", 1)[1][:-4], eml

    def build(self):
        names = [delivery_name(FIRST_DAY, 1, "235501"), delivery_name(FIRST_DAY + datetime.timedelta(1), 1, "120007"),
                 delivery_name(FIRST_DAY + datetime.timedelta(1), 2, "235502"), delivery_name(FIRST_DAY + datetime.timedelta(2), 1, "235459"),
                 delivery_name(FIRST_DAY + datetime.timedelta(3), 1, "235500")]
        days = [FIRST_DAY, FIRST_DAY + datetime.timedelta(1), None, FIRST_DAY + datetime.timedelta(2), FIRST_DAY + datetime.timedelta(3)]
        for number, (name, day) in enumerate(zip(names, days), 1):
            if day:
                self.day(name, day, number)
        self.deleted(names[0], days[0])
        self.edited(names[3], days[3])
        for name, day in ((names[0], days[0]), (names[3], days[3])):
            self.mapping_cases(name, day)
        self.special(names[0], names[2], names[4])
        return self.deliveries

    def big(self):
        day = FIRST_DAY + datetime.timedelta(4)
        name = delivery_name(day, 1, "235503")
        self.number = 9000
        moment = datetime.datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC)
        self.item(name, kind="Chat", sender=ANN, receivers=[BEN], moment=moment, text="The film comes next.")
        self.item(name, kind="Video", sender=ANN, receivers=[BEN], moment=moment + datetime.timedelta(minutes=1), text="The whole film",
                  files=[("video/mp4", "factory tour.mp4", mp4(1) + random.Random(SEED).randbytes(11 << 20)), ("image/png", "cover.png", png(9))])
        return name, self.deliveries[name]


# --------------------------------------------------------------------------------------------------------------- deliveries
def delivery_name(day, number, zipped):
    return f"{day:%Y%m%d}0000-TeleMessage_{number}_{zipped}.zip"


def manifest(entries):
    return ("\r\n".join([f"Count: {len(entries)}"] + [name for name, _ in entries]) + "\r\n").encode()


def write_delivery(path, entries):
    stem = os.path.basename(path)[:-4]
    moment = (int(stem[:4]), int(stem[4:6]), int(stem[6:8]), 23, 54, 0)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in [*entries, (stem + ".mf", manifest(entries))]:
            info = zipfile.ZipInfo(name, moment)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, data)


def mapping_csv():
    rows = [("External User ID", "Microsoft 365 User Mailbox", "Valid From", "Valid Until"), *MAPPING]
    return ("\r\n".join(",".join(row) for row in rows) + "\r\n").encode()


def check(folder, deliveries):
    problems = []
    stored = {name for name in os.listdir(os.path.join(folder, "deliveries")) if name.endswith(".zip")}
    if stored != set(deliveries):
        problems.append(f"deliveries stored: {sorted(stored)}, expected: {sorted(deliveries)}")
    for name in stored & set(deliveries):
        with zipfile.ZipFile(os.path.join(folder, "deliveries", name)) as archive:
            have = {entry: archive.read(entry) for entry in archive.namelist()}
        want = dict(deliveries[name])
        want[name[:-4] + ".mf"] = manifest(deliveries[name])
        if have != want:
            problems.append(f"{name}: contents differ")
    with open(os.path.join(folder, "mapping.csv"), "rb") as file:
        if file.read() != mapping_csv():
            problems.append("mapping.csv differs")
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", default=HERE, help="folder for deliveries/ and mapping.csv (default: beside this script)")
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    parser.add_argument("--big-delivery", metavar="DIR", help="write only the delivery with the 11 MB attachment, to DIR")
    options = parser.parse_args()
    if options.big_delivery:
        name, entries = Sample().big()
        os.makedirs(options.big_delivery, exist_ok=True)
        # Under a temporary name first: a sync at the same moment must not see half a delivery.
        temporary = os.path.join(options.big_delivery, name[:-4] + ".part")
        buffer_path = os.path.join(options.big_delivery, name)
        with io.BytesIO() as buffer:
            stem = name[:-4]
            with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                for entry, data in [*entries, (stem + ".mf", manifest(entries))]:
                    archive.writestr(zipfile.ZipInfo(entry, (2025, 3, 7, 23, 54, 0)), data, zipfile.ZIP_DEFLATED, 1)
            with open(temporary, "wb") as file:
                file.write(buffer.getvalue())
        os.replace(temporary, buffer_path)
        print(buffer_path)
        return 0
    deliveries = Sample().build()
    if options.check:
        problems = check(options.output, deliveries)
        print("\n".join(problems) if problems else f"{sum(map(len, deliveries.values()))} items in {len(deliveries)} deliveries are as they should be")
        return 1 if problems else 0
    folder = os.path.join(options.output, "deliveries")
    os.makedirs(folder, exist_ok=True)
    for name, entries in deliveries.items():
        write_delivery(os.path.join(folder, name), entries)
    with open(os.path.join(options.output, "mapping.csv"), "wb") as file:
        file.write(mapping_csv())
    print(f"{sum(map(len, deliveries.values()))} items in {len(deliveries)} deliveries")
    return 0


if __name__ == "__main__":
    sys.exit(main())
