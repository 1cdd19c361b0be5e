#!/usr/bin/env python3
"""Hostile and damaged deliveries end in quarantine; a person accepts or discards them; a good delivery beside them is imported."""
import os
import struct
import zipfile

from _product import Checks, Product, Workplace, archive_copies, check_invariant, manifest, options, simple_eml, tree_hash, write_delivery

MAILBOX = "ann.archer@contoso.example"


def emls(start, count):
    return [(f"{number:05d}.eml", simple_eml(number)) for number in range(start, start + count)]


def patched(path, change):
    with open(path, "rb") as file:
        data = bytearray(file.read())
    data = change(data) or data
    with open(path, "wb") as file:
        file.write(data)


def break_crc(data):
    """Turns one letter inside the first stored entry; the CRC of the directory no longer fits."""
    place = data.index(b"Hello")
    data[place] ^= 0x20


def set_encrypted_flag(data):
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(signature)
        flags = struct.unpack_from("<H", data, place + offset)[0]
        struct.pack_into("<H", data, place + offset, flags | 1)


def rename(old, new):
    def change(data):
        return data.replace(old, new)
    return change


def main():
    parsed, checks = options(__doc__), Checks()
    with Workplace() as place:
        source, archive = place("source"), place.path_of("archive")
        product = Product(parsed.ctl, place("data"), checks)
        number, hopeless, acceptable = 0, {}, {}

        def deliver(title, group, entries, mf="valid", change=None, compression=zipfile.ZIP_DEFLATED):
            nonlocal number
            number += 1
            name = write_delivery(source, "20250303", entries, number, mf, compression)
            if change:
                patched(os.path.join(source, name), change)
            group[title] = name

        good = {}
        deliver("good", good, emls(1, 3))
        # Nobody can accept these: not a ZIP, a traversal, a bomb.
        deliver("not a ZIP", hopeless, emls(10, 1), change=lambda data: bytearray(b"This is a letter, not a ZIP.\n" * 50))
        deliver("cut in half", hopeless, emls(20, 5), change=lambda data: data[:len(data) // 2])
        deliver("empty file", hopeless, emls(25, 1), change=lambda data: data.clear())
        deliver("traversal", hopeless, [("../../evil.eml", simple_eml(30)), *emls(31, 1)])
        deliver("absolute path", hopeless, [("/tmp/tallybridge-evil.eml", simple_eml(32)), *emls(33, 1)])
        deliver("backslash traversal", hopeless, [("..x..x..xevil.eml", simple_eml(34)), *emls(35, 1)],
                change=rename(b"..x..x..xevil.eml", b"..\\..\\..\\evil.eml"))
        deliver("drive letter", hopeless, [("C:xevil.eml", simple_eml(36)), *emls(37, 1)], change=rename(b"C:xevil.eml", b"C:\\evil.eml"))
        deliver("bomb", hopeless, [("bomb.eml", simple_eml(38) + b"0" * (64 << 20)), *emls(39, 1)])
        # A person may accept these.
        deliver("no manifest", acceptable, emls(40, 2), mf=None)
        deliver("count too high", acceptable, emls(50, 3), mf=manifest(["00050.eml", "00051.eml", "00052.eml"], 5))
        deliver("no count", acceptable, emls(60, 2), mf=b"00060.eml\r\n00061.eml\r\n")
        deliver("listed but absent", acceptable, emls(70, 2), mf=manifest(["00070.eml", "00071.eml", "lost-1.eml", "lost-2.eml"]))
        deliver("not listed", acceptable, emls(80, 3), mf=manifest(["00080.eml", "00081.eml"]))
        # To be discarded; whether a person could accept them instead is not our question here.
        rest = {}
        deliver("wrong CRC", rest, emls(90, 2), change=break_crc, compression=zipfile.ZIP_STORED)
        deliver("encrypted entry", rest, emls(100, 2), change=set_encrypted_flag)
        deliver("duplicate entry", rest, [("00110.eml", simple_eml(110)), ("0011x.eml", simple_eml(111))], mf=manifest(["00110.eml"], 2),
                change=rename(b"0011x.eml", b"00110.eml"))
        deliver("empty EML", rest, [*emls(120, 1), ("00121.eml", b"")])
        deliver("two manifests", rest, [*emls(130, 1), ("second.mf", b"Count: 1\r\n00130.eml\r\n")])
        for name in ("notes.txt", "202503030000-TeleMessage_99_235959.zip.part", "readme.zip"):
            with open(os.path.join(source, name), "wb") as file:
                file.write(b"left alone")
        before = tree_hash(source)
        bad = {**hopeless, **acceptable, **rest}

        checks.heading("sync")
        product.add("hostile", source, archive)
        document = product.json(3, "sync", "hostile")
        check_invariant(checks, document, "sync")
        # Each item goes to Ann and, since no domain is given, to the outside participant's address.
        checks.equal((document.get("available_from_source"), document.get("imported"), document.get("failed"), document.get("quarantined")),
                     (3, 6, 0, len(bad)), "only the good delivery is imported, all others are in quarantine")
        checks.equal(tree_hash(source), before, "the source is not changed")
        checks.that(not any("evil" in file or "evil" in folder for folder, _, files in os.walk(place.path) for file in files)
                    and not os.path.exists("/tmp/tallybridge-evil.eml"), "no entry was written where its name points")
        listed = product.json((0, 3), "quarantine", "hostile")
        checks.equal(len(listed) if isinstance(listed, list) else None, len(bad), "quarantine lists each of them")
        text = str(listed)
        for title, name in bad.items():
            checks.that(name in text, f"quarantine names the delivery: {title}")
        readable = product.expect((0, 3), "quarantine", "hostile").text
        checks.that(all(name in readable for name in bad.values()), "the readable list names each of them", readable[:800])

        checks.heading("inspect")
        for title, name in {**good, **bad}.items():
            answer = product.run("inspect", os.path.join(source, name))
            checks.that(answer.code in (0, 3, 4) and (answer.out or answer.err), f"inspect says what it sees: {title}", str(answer))

        checks.heading("decide")
        product.expect(2, "quarantine", "hostile", "--accept", acceptable["no manifest"])
        product.expect(2, "quarantine", "hostile", "--discard", rest["wrong CRC"])
        for title, name in hopeless.items():
            answer = product.run("quarantine", "hostile", "--accept", name, "--because", "I insist")
            checks.that(answer.code not in (0, 3), f"nobody can accept: {title}", str(answer))
        answer = product.run("quarantine", "hostile", "--accept", good["good"], "--because", "mistake")
        checks.that(answer.code not in (0, 3), "a delivery that is not in quarantine cannot be accepted", str(answer))
        for title, name in acceptable.items():
            product.expect((0, 3), "quarantine", "hostile", "--accept", name, "--because", f"Checked by telephone: {title}")
        document = product.json(3, "sync", "hostile")
        check_invariant(checks, document, "sync after accepting")
        checks.equal(document.get("available_from_source"), 2 + 3 + 2 + 2 + 3, "the EMLs of the accepted deliveries are counted")
        checks.equal(document.get("imported"), 24, "and imported")
        checks.equal((document.get("failed"), document.get("reasons")), (2, {"missing-from-delivery": 2}), "each listed but absent name is a failed item")
        checks.equal(document.get("quarantined"), len(bad) - len(acceptable), "they left the quarantine")
        names = {failure.get("entry") for failure in product.failures("hostile")}
        checks.that({"lost-1.eml", "lost-2.eml"} <= names, "the absent names are listed", str(names))
        checks.equal(sum(count for (box, _), count in archive_copies(archive)[0].items() if box == MAILBOX), 3 + 12, "one mail for each EML")
        for title, name in {**rest, **hopeless}.items():
            product.expect((0, 3), "quarantine", "hostile", "--discard", name, "--because", f"Asked for a new one: {title}")
        product.expect((0, 3), "waive", "hostile", "--reason", "missing-from-delivery", "--because", "The vendor confirmed that they never existed")
        document = product.json(0, "sync", "hostile")
        checks.equal((document.get("available_from_source"), document.get("available_for_import"), document.get("quarantined")), (0, 0, 0),
                     "nothing is left, nothing comes back")
        audit = product.expect(0, "audit", "show").text
        checks.that("Checked by telephone: no manifest" in audit and "Asked for a new one: traversal" in audit, "the reasons are in the audit", audit[-800:])
        product.expect(0, "audit", "verify")
        checks.equal(tree_hash(source), before, "the source is still not changed")
    checks.finish()


if __name__ == "__main__":
    main()
