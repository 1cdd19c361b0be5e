#!/usr/bin/env python3
"""Makes deliveries of any size for benchmarks and the kill test. Seeded: the same arguments give the same items.

    generate.py DIR --items 100000 --mailboxes 50 --deliveries 10 --seed 1 [--pairs 20] [--attachments 5]

writes DIR/source/*.zip, DIR/mapping.csv and, with --eml, DIR/eml/*.eml (the same mails as single files). All numbers are kept for fiction.
--pairs is how many of 100 items go between two employees (two copies), --attachments how many carry a file of 5 to 60 KB.
"""
import argparse
import base64
import csv
import datetime
import os
import random
import sys
import zipfile

FIRST_DAY = datetime.date(2025, 1, 6)
AREAS = [202, 212, 213, 305, 312, 404, 415, 503, 617, 702]


def employee_number(index):
    return f"447700900{index:03d}"


def employee_address(index):
    return f"user{index:03d}@contoso.example"


def outsider_number(index):
    return f"1{AREAS[index // 100 % len(AREAS)]}55501{index % 100:02d}"


def vocabulary(generator):
    letters = "etaoinshrdlucmfwypvbgk"
    words = ["".join(generator.choices(letters, k=generator.randint(2, 9))) for _ in range(3000)]
    words += list("的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她里后") * 4
    return words


class Generator:
    def __init__(self, seed, mailboxes, pairs, attachments):
        if not 2 <= mailboxes <= 1000:
            raise SystemExit("--mailboxes must lie between 2 and 1000 (so many numbers are kept for fiction)")
        self.random = random.Random(seed)
        self.seed, self.mailboxes, self.pairs, self.attachments = seed, mailboxes, pairs, attachments
        words = vocabulary(self.random)
        # Texts are cut from one long precomputed text: making each one by itself would take longer than packing it.
        lines, line = [], ""
        while len(lines) < 4000:
            word = self.random.choice(words)
            if len(line) + len(word) > 70:
                lines.append(line)
                line = ""
            line += (" " if line else "") + word
        self.lines = lines
        self.files = [base64.encodebytes(self.random.randbytes(self.random.randint(5_000, 60_000))).replace(b"\n", b"\r\n") for _ in range(16)]

    def eml(self, number, moment):
        draw = self.random.random
        sender = int(draw() * self.mailboxes)
        if draw() * 100 < self.pairs:
            other = (sender + 1 + int(draw() * (self.mailboxes - 1))) % self.mailboxes
            to_number, to_address = employee_number(other), employee_address(other)
        else:
            to_number = outsider_number(int(draw() * 1000))
            to_address = to_number + "@outside.example"
        number_text = employee_number(sender)
        people = [f"{number_text} <{employee_address(sender)}>", f"{to_number} <{to_address}>"]
        if draw() < 0.5:
            people.reverse()
        start = int(draw() * (len(self.lines) - 70))
        text = "\r\n".join(self.lines[start:start + 10 + int(draw() * 40)])
        identity = f"{self.seed:04X}{number:012X}"
        head = (f"Message-ID: <{identity}@capture.example>\r\nDate: {moment:%a, %d %b %Y %H:%M:%S} +0000\r\nFrom: {people[0]}\r\nTo: {people[1]}\r\n"
                f"Subject: WhatsApp message from {people[0].split()[0]} to {people[1].split()[0]}\r\n"
                f"X-TELEMESSAGE-ArchiveMessageID: {identity}\r\nX-TELEMESSAGE-THREAD_ID: T-{number_text}-{to_number}\r\n"
                f"X-TELEMESSAGE-GroupID: \r\nX-TELEMESSAGE-MessageType: Chat\r\nX-TELEMESSAGE-Network: WhatsApp\r\n"
                f"X-TELEMESSAGE-ArchiveInitiator: {number_text}\r\nMIME-Version: 1.0\r\n")
        plain = f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n"
        if draw() * 100 >= self.attachments:
            return identity, (head + plain).encode()
        data = self.files[int(draw() * len(self.files))]
        border = f"=_{identity}"
        return identity, (f"{head}Content-Type: multipart/mixed; boundary=\"{border}\"\r\n\r\n--{border}\r\n{plain}--{border}\r\n"
                          f"Content-Type: application/pdf; name=\"file {number}.pdf\"\r\nContent-Disposition: attachment; filename=\"file {number}.pdf\"\r\n"
                          f"Content-Transfer-Encoding: base64\r\n\r\n").encode() + data + f"--{border}--\r\n".encode()

    def write(self, folder, items, deliveries, eml_folder=None):
        """Writes the deliveries; gives the bytes of all EMLs."""
        source = os.path.join(folder, "source")
        os.makedirs(source, exist_ok=True)
        if eml_folder:
            os.makedirs(eml_folder, exist_ok=True)
        deliveries = max(1, min(deliveries, items))
        total = number = 0
        for part in range(deliveries):
            day = FIRST_DAY + datetime.timedelta(days=part)
            stem = f"{day:%Y%m%d}0000-TeleMessage_1_235959"
            count = items * (part + 1) // deliveries - items * part // deliveries
            names = []
            with zipfile.ZipFile(os.path.join(source, stem + ".part"), "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                for place in range(count):
                    moment = datetime.datetime(day.year, day.month, day.day) + datetime.timedelta(seconds=86_000 * place // count)
                    identity, eml = self.eml(number, moment)
                    name = f"{place + 1:07d}_{identity}.eml"
                    archive.writestr(name, eml)
                    names.append(name)
                    total += len(eml)
                    number += 1
                    if eml_folder:
                        with open(os.path.join(eml_folder, f"{part:04d}-{name}"), "wb") as file:
                            file.write(eml)
                archive.writestr(stem + ".mf", "\r\n".join([f"Count: {count}", *names, ""]))
            os.replace(os.path.join(source, stem + ".part"), os.path.join(source, stem + ".zip"))
        with open(os.path.join(folder, "mapping.csv"), "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["External User ID", "Microsoft 365 User Mailbox"])
            writer.writerows([employee_number(index), employee_address(index)] for index in range(self.mailboxes))
        return total


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--items", type=int, default=1000)
    parser.add_argument("--mailboxes", type=int, default=50)
    parser.add_argument("--deliveries", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pairs", type=float, default=20)
    parser.add_argument("--attachments", type=float, default=5)
    parser.add_argument("--eml", action="store_true", help="also write every EML as a file of its own")
    options = parser.parse_args()
    total = Generator(options.seed, options.mailboxes, options.pairs, options.attachments).write(
        options.folder, options.items, options.deliveries, os.path.join(options.folder, "eml") if options.eml else None)
    print(f"{options.items} items, {total} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
