#!/usr/bin/env python3
"""What goes wrong around the program (disks, rights, unreadable files): it says so, loses nothing, and goes on when the cause is cured."""
import json
import os
import shutil
import sqlite3
import subprocess

from _product import DOMAIN, Checks, Product, Workplace, archive_copies, check_invariant, mail_files, options, simple_eml, tree_hash, write_delivery

MARK = ".tallybridge-archive"


def emls(start, count):
    return [(f"{number:05d}.eml", simple_eml(number)) for number in range(start, start + count)]


class Faults:
    def __init__(self, parsed):
        self.ctl, self.checks = parsed.ctl, Checks()

    def product(self, place, name="data"):
        return Product(self.ctl, place(name), self.checks)

    def connector(self, place, archive, name="c", data="data"):
        source = place("source")
        if not os.listdir(source):
            write_delivery(source, "20250303", emls(1, 5))
        product = self.product(place, data)
        product.add(name, source, archive, domains=[DOMAIN])
        return product, source

    def refused(self, product, archive, title):
        """Every command that would use the archive says no and leaves the place as it is."""
        checks = self.checks
        before = sorted(os.listdir(archive)) if os.path.isdir(archive) else None
        answer = product.expect(3, "check", "c")
        checks.that(archive in answer.text and "no" in answer.text, f"{title}: check says no and names the place", str(answer))
        for command in (["sync", "c"], ["sync", "c", "--dry-run"], ["retry", "c"], ["verify", "c"], ["verify", "c", "--repair"]):
            answer = product.expect(4, *command)
            checks.that(archive in answer.errors and "--destination" in answer.errors, f"{title}: {' '.join(command)} says what, where and how to go on", str(answer))
        document = product.json(4, "sync", "c")
        checks.that(str(document.get("error", {}).get("code")).startswith("destination-"), f"{title}: the error has a code", str(document))
        checks.equal(sorted(os.listdir(archive)) if os.path.isdir(archive) else None, before, f"{title}: nothing is written there")

    # ------------------------------------------------------------------------------------------------- the archive's place
    def vanished_archive(self, place):
        checks, archive, away = self.checks, place.path_of("archive"), place.path_of("unmounted")
        product, source = self.connector(place, archive)
        product.json(0, "sync", "c")
        with open(os.path.join(archive, MARK), encoding="ascii") as file:
            checks.that("\nid " in file.read(), "the archive carries its mark")
        os.rename(archive, away)
        self.refused(product, archive, "no folder")
        os.mkdir(archive)
        self.refused(product, archive, "an empty mount point")
        os.rmdir(archive)
        # Another archive is there.
        other = self.product(place, "other")
        other.add("c", source, archive, domains=[DOMAIN])
        other.json(0, "sync", "c")
        self.refused(product, archive, "another archive")
        shutil.rmtree(archive)
        # Mounted again.
        os.rename(away, archive)
        write_delivery(source, "20250303", emls(10, 2), number=2)
        document = product.json(0, "sync", "c")
        checks.equal((document.get("imported"), document.get("skipped")), (2, 0), "mounted again: the next sync goes on")
        product.json(0, "verify", "c")
        product.expect(0, "audit", "verify")
        # Lost for good: a new place is named, repair brings everything back.
        shutil.rmtree(archive)
        product.expect(0, "connector", "edit", "c", "--destination", f"local:{archive}")
        product.json(0, "sync", "c")
        checks.equal(product.json(3, "verify", "c").get("missing"), 7, "the new archive lacks what the old one held")
        checks.equal(product.json(0, "verify", "c", "--repair").get("repaired"), 7, "and repair brings it back")
        # Moved: the new place is named, nothing is imported twice.
        moved = place.path_of("moved")
        os.rename(archive, moved)
        product.expect(0, "connector", "edit", "c", "--destination", f"local:{moved}")
        checks.equal(product.json(0, "sync", "c").get("imported"), 0, "a moved archive is adopted as it is")
        checks.equal(product.json(0, "verify", "c").get("present"), 7, "with every mail")
        checks.that(not os.path.exists(archive), "and nothing is left at the former place")

    def archive_before_marks(self, place):
        """A connector and an archive from before the marks: adopted when our mails are there."""
        checks, archive = self.checks, place.path_of("archive")
        product, source = self.connector(place, archive)
        product.json(0, "sync", "c")
        database = sqlite3.connect(os.path.join(product.data_dir, "ledger.sqlite"))
        database.execute("UPDATE connectors SET settings = json_remove(settings, '$.archive_id', '$.adopt_archive')")
        database.commit()
        database.close()
        os.remove(os.path.join(archive, MARK))
        os.rename(archive, place.path_of("unmounted"))
        self.refused(product, archive, "no folder, from before the marks")
        os.rename(place.path_of("unmounted"), archive)
        product.expect((0, 3), "check", "c")
        checks.that(not os.path.exists(os.path.join(archive, MARK)), "looking alone leaves no mark")
        product.json(0, "sync", "c")
        checks.that(os.path.exists(os.path.join(archive, MARK)), "the next sync marks it")
        os.remove(os.path.join(archive, MARK))
        self.refused(product, archive, "without its mark")

    def shared_archive(self, place):
        checks, archive = self.checks, place.path_of("archive")
        product, source = self.connector(place, archive)
        second = place("second")
        write_delivery(second, "20250303", emls(50, 3))
        product.add("d", second, archive, domains=[DOMAIN])
        product.json(0, "sync", "c")
        checks.equal(product.json(0, "sync", "d").get("imported"), 3, "a second connector shares the archive")
        checks.equal(product.json(0, "sync", "c").get("imported"), 0, "and the first goes on")
        backup = place.path_of("backup")
        product.expect(0, "ledger", "backup", backup)
        restored = self.product(place, "restored")
        restored.expect(0, "ledger", "restore", backup)
        checks.equal(restored.json(0, "sync", "c").get("imported"), 0, "a restored ledger knows the archive")
        fresh, _ = self.connector(place, archive, data="fresh")
        document = fresh.json(0, "sync", "c")
        checks.equal((document.get("imported"), document.get("skipped")), (0, 5), "a new ledger adopts it and reads it back")


    # ---------------------------------------------------------------------------------------------------------- the source
    def unreadable(self, path):
        """Makes the file one that cannot be read; root reads whatever its rights are, so for root it leads where reading fails."""
        if os.geteuid() != 0:
            os.chmod(path, 0)
            return
        os.rename(path, path + ".away")
        os.symlink("/proc/self/mem", path)

    def readable(self, path):
        if os.path.islink(path):
            os.remove(path)
            os.rename(path + ".away", path)
        os.chmod(path, 0o600)

    def unreadable_delivery(self, place):
        checks, archive = self.checks, place.path_of("archive")
        product, source = self.connector(place, archive)
        name = write_delivery(source, "20250304", emls(10, 4))
        write_delivery(source, "20250305", emls(20, 3))
        self.unreadable(os.path.join(source, name))
        document = product.json(3, "sync", "c", "--dry-run")
        checks.equal(document.get("available_from_source"), 8, "a dry run counts the others")
        answer = product.expect(3, "check", "c")
        checks.that(name in answer.text, "check says no and names the delivery", str(answer))
        answer = product.expect(3, "sync", "c")
        checks.equal(sum(1 for _ in mail_files(archive)), 8, "the other deliveries are imported")
        document = product.json(3, "sync", "c")
        check_invariant(checks, document, "with an unreadable delivery")
        checks.equal((document.get("state"), document.get("quarantined")), ("with-failures", 0), "the run says that something is left")
        checks.that(name in product.expect(0, "findings", "c").text, "findings names the delivery")
        self.readable(os.path.join(source, name))
        document = product.json(0, "sync", "c")
        checks.equal((document.get("available_from_source"), document.get("imported")), (4, 4), "the next sync takes it up")
        checks.equal(product.json(0, "findings", "c"), [], "and it is no finding any more")

    def gone_delivery(self, place):
        """An accepted delivery whose file is gone before the next sync."""
        checks = self.checks
        product, source = self.connector(place, place.path_of("archive"))
        name = write_delivery(source, "20250304", emls(10, 2), mf=b"Count: 3\r\n00010.eml\r\n00011.eml\r\n00012.eml\r\n")
        os.utime(os.path.join(source, name), (1, 1))
        product.json(3, "sync", "c")
        product.expect(0, "quarantine", "c", "--accept", name, "--because", "The rest is lost")
        away = place.path_of("away.zip")
        os.rename(os.path.join(source, name), away)
        checks.equal(product.json(3, "sync", "c", "--dry-run").get("state"), "with-failures", "a dry run foretells it")
        for _ in range(2):
            checks.equal(product.json(3, "sync", "c").get("state"), "with-failures", "the run says that something is left")
        answer = product.expect(3, "check", "c")
        checks.that(name in answer.text, "check says no and names the delivery", str(answer))
        listed = product.json(0, "findings", "c")
        checks.equal([(finding["kind"], finding["subject"]) for finding in listed], [("delivery-gone", name)], "findings lists it")
        checks.that("put the delivery back" in product.expect(0, "findings", "c").text, "and says what to do")
        report = place.path_of("report.json")
        product.expect(0, "report", "c", "--format", "json", "-o", report)
        with open(report, encoding="utf-8") as file:
            checks.that("delivery-gone" in file.read(), "so does the report")
        os.rename(away, os.path.join(source, name))
        checks.equal(product.json(3, "sync", "c").get("imported"), 2, "put back, it is imported")
        checks.equal(product.json(0, "findings", "c"), [], "and is no finding any more")
        product.expect(0, "waive", "c", "--reason", "missing-from-delivery", "--because", "Lost")
        shutil.rmtree(source)
        os.mkdir(source)
        product.json(0, "sync", "c")
        answer = product.expect(3, "check", "c")
        checks.that("the source is empty, 2 deliveries were there before" in answer.text, "check says no when the source was emptied", str(answer))

    # ------------------------------------------------------------------------------------------------------------ the disk
    def full_disk(self, place):
        checks, disk = self.checks, place("disk")
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1M", "none", disk], capture_output=True, check=False)
        if mounted.returncode != 0:
            checks.note("no disk could be mounted here, a full one is tested by the unit tests only")
            return
        try:
            archive = os.path.join(disk, "archive")
            product, source = self.connector(place, archive)
            product.json(0, "sync", "c")
            answer = product.expect(3, "check", "c")
            checks.that(archive in answer.text and "free" in answer.text, "check says no when the disk is almost full", str(answer))
            write_delivery(source, "20250303", [(f"{number:05d}.eml", simple_eml(number, text="x" * 300_000)) for number in range(100, 110)], number=2)
            answer = product.expect(3, "sync", "c", json_output=True)
            check_invariant(checks, answer.json, "full disk")
            checks.that(answer.json["reasons"].get("destination-unavailable"), "copies without room wait", str(answer))
            checks.that("full" in answer.errors and archive in answer.errors, "the run says that the disk is full, and which", str(answer))
            checks.that("full" in product.expect(3, "sync", "c").errors, "so does the next one")
            subprocess.run(["mount", "-o", "remount,size=64M", disk], check=True)
            document = product.json(0, "sync", "c")
            checks.that(document.get("imported") and not document.get("failed"), "with room the next sync brings the rest", str(document))
            checks.equal(product.json(0, "verify", "c").get("present"), 15, "every mail is there")
        finally:
            subprocess.run(["umount", disk], check=False)

    # ------------------------------------------------------------------------------------------------------ what is left open
    def waiting_copies(self, place):
        checks, archive = self.checks, place.path_of("archive")
        product, source = self.connector(place, archive)
        write_delivery(source, "20250303", [("x.eml", simple_eml(900, sender="447700900177", sender_address="nobody@outside.example"))], number=2)
        answer = product.expect(3, "sync", "c")
        checks.that("are waiting" not in answer.errors, "a run's own failures are in its sums", str(answer))
        line = "1 copies of earlier runs are waiting: tallybridgectl failures c"
        answer = product.expect(0, "sync", "c")
        checks.that(line in answer.errors, "a later run says that copies of earlier ones wait", str(answer))
        answer = product.expect(0, "sync", "c", json_output=True)
        checks.that({"warning": line} in [json.loads(row) for row in answer.errors.splitlines()], "with --json as a line of JSON", str(answer))
        checks.equal(set(answer.json), {"connector", "run", "state", "started", "finished", "available_from_source", "available_for_import", "imported",
                                        "partial", "skipped", "failed", "quarantined", "reasons"}, "the document is the contract's")
        checks.equal(product.run("--quiet", "sync", "c").errors, "", "--quiet says nothing")
        product.expect(0, "waive", "c", "--reason", "unmapped", "--because", "A test message")
        checks.equal(product.expect(0, "sync", "c").errors, "", "waived copies do not wait")

    def unreadable_mailbox(self, place):
        checks, archive = self.checks, place.path_of("archive")
        product, _ = self.connector(place, archive)
        product.json(0, "sync", "c")
        (user,) = [name for name in os.listdir(archive) if "@" in name]
        cur = os.path.join(archive, user, ".WhatsApp Archiver", "cur")
        os.rename(cur, cur + ".away")
        with open(cur, "w", encoding="ascii") as file:
            file.write("a file where a folder should be")
        document = product.json(3, "verify", "c")
        checks.equal((document.get("checked"), document.get("unchecked"), document.get("missing")), (5, 5, 0), "what cannot be read is not proved")
        answer = product.expect(3, "verify", "c")
        checks.that(user in answer.errors, "verify names the mailbox", str(answer))
        product.expect(3, "verify", "c", "--repair")
        os.remove(cur)
        os.rename(cur + ".away", cur)
        checks.equal(product.json(0, "verify", "c").get("present"), 5, "readable again")

    def findings(self, place):
        checks, archive = self.checks, place.path_of("archive")
        product, source = self.connector(place, archive)
        write_delivery(source, "20250306", emls(10, 1), number=1)
        write_delivery(source, "20250306", emls(20, 1), number=3)
        for day in ("20240101", "20991231"):
            with open(os.path.join(source, f"{day}0000-TeleMessage_1_235959.zip"), "wb") as file:
                file.write(b"This is a letter, no ZIP.")
            os.utime(file.name, (1, 1))
        product.json(3, "sync", "c")
        listed = product.json(0, "findings", "c")
        checks.equal(sorted(finding["subject"] for finding in listed), ["2025-03-04", "2025-03-05", "2025-03-06 #2"],
                     "a file that is no ZIP does not stretch the range of days")
        answer = product.expect(3, "check", "c")
        checks.that("2025-03-06 #2" in answer.text and "2025-03-04" in answer.text, "check says no and names them", str(answer))
        number = {finding["subject"]: str(finding["id"]) for finding in listed}
        product.expect(2, "findings", "c", "--explain", number["2025-03-04"])
        product.expect(2, "findings", "c", "--explain", number["2025-03-04"], "--because", "line\nbreak")
        product.expect(2, "findings", "c", "--explain", "99999", "--because", "There is none")
        product.expect(2, "findings", "c", "--because", "of nothing")
        for subject in ("2025-03-04", "2025-03-05"):
            product.expect(0, "findings", "c", "--explain", number[subject], "--because", "Carnival, nobody was at work")
        product.json(3, "sync", "c")
        listed = {finding["subject"]: finding["explanation"] for finding in product.json(0, "findings", "c")}
        checks.equal(listed, {"2025-03-04": "Carnival, nobody was at work", "2025-03-05": "Carnival, nobody was at work", "2025-03-06 #2": None},
                     "explained ones stay on the list, with why")
        checks.that("2025-03-06 #2" in product.expect(3, "check", "c").text, "check still says no")
        product.expect(0, "findings", "c", "--explain", number["2025-03-06 #2"], "--because", "The vendor confirmed that it never existed")
        product.expect(0, "check", "c")
        audit = product.expect(0, "audit", "show", json_output=True).text
        checks.that("finding-explained" in audit and "Carnival, nobody was at work" in audit, "who, when and why are in the audit", audit[-600:])
        for kind in ("json", "csv"):
            report = place.path_of(f"report.{kind}")
            product.expect(0, "report", "c", "--format", kind, "-o", report)
            with open(report, encoding="utf-8-sig") as file:
                checks.that("Carnival, nobody was at work" in file.read(), f"the {kind} report has the explanation")

    # ------------------------------------------------------------------------------------------------------ wrong files and words
    def ledgers(self, place):
        checks = self.checks
        for title, prepare in (("a fresh data folder", lambda product: None),
                               ("an empty ledger", lambda product: open(os.path.join(product.data_dir, "ledger.sqlite"), "wb").close())):
            product = self.product(place, title.replace(" ", "-"))
            prepare(product)
            for command in (["audit", "show"], ["audit", "verify"], ["ledger", "backup", place.path_of("never.backup")]):
                document = product.json(4, *command)
                checks.equal(document.get("error", {}).get("code"), "ledger-absent", f"{title}: {' '.join(command[:2])} says that there is no ledger")
                checks.that("--data-dir" in str(document), f"{title}: and what to do")
        checks.that(not os.path.exists(place.path_of("never.backup")), "no backup of nothing is written")
        product, _ = self.connector(place, place.path_of("archive"))
        product.json(0, "sync", "c")
        for title, data in (("text", b"this is no ledger, only a letter" * 100), ("empty", b"")):
            document = product.json(4, "ledger", "restore", place.file(f"{title}.backup", data))
            message = str(document.get("error", {}).get("message"))
            checks.that("backup" in message and f"{title}.backup" in message, f"restoring a file that is no ledger ({title}) says so", message)
        checks.equal(product.json(0, "sync", "c").get("available_from_source"), 0, "and the ledger in use stays")
        backup = place.path_of("good.backup")
        product.expect(0, "ledger", "backup", backup)
        import fcntl  # pylint: disable=import-outside-toplevel
        with open(os.path.join(product.data_dir, "locks", "connector-1.lock"), "rb+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            message = str(product.json(4, "ledger", "restore", backup))
        checks.that('\\"c\\"' in message or '"c"' in message, "a busy connector is called by its name", message)
        checks.that(".lock" not in message, "not by its lock file", message)

    def words(self, place):
        checks, archive = self.checks, place.path_of("archive")
        product, source = self.connector(place, archive)
        checks.that("sync" in product.expect(0, "help").text, "help after a global option")
        checks.that("--dry-run" in product.expect(0, "help", "sync").text, "help of a command after a global option")
        answer = product.expect(2, "connector", "edit", "c")
        checks.that("Changed" not in answer.text, "an edit without options changes nothing and does not say so", str(answer))
        other = self.product(place, "warned")
        answer = other.add("w", place.path_of("no such folder"), archive)
        checks.that("no such folder" in answer.errors and "warning" in answer.errors, "a source folder that is not there is warned of", str(answer))
        answer = product.expect(2, "inspect", "/etc/passwd")
        checks.that("/etc/passwd" in answer.errors, "inspect of a file that is neither ZIP nor EML", str(answer))
        doubtful = place.file("doubtful.csv", b"External User ID,Microsoft 365 User Mailbox\r\n+999123456789,not an address\r\n")
        text = product.expect(3, "mapping", "check", doubtful).text
        checks.that("is used" not in text, "mapping check does not call a row used that is not", text)
        pipe = place.path_of("pipe.csv")
        os.mkfifo(pipe)
        product.expect(2, "mapping", "check", pipe)
        product.expect(2, "connector", "edit", "c", "--mapping", pipe)
        product.expect(2, "inspect", pipe)
        with open("/dev/full", "wb") as full:
            for words in (["--help"], ["sync", "--help"], ["--version"]):
                done = subprocess.run(product.command(*words), stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
                checks.that(done.returncode != 0 and done.stderr, f"{words} to a full disk fails")
        write_delivery(source, "20250303", [("x.eml", simple_eml(900, sender="447700900177", sender_address="nobody@outside.example"))], number=2)
        product.json(3, "sync", "c")
        for because in ("red\x1b[31m", "two\nlines", "bell\x07"):
            document = product.json(2, "waive", "c", "--reason", "unmapped", "--because", because)
            checks.equal(document.get("error", {}).get("code"), "because-not-plain", "control characters in a reason are refused")
        checks.equal(len(product.failures("c")), 1, "nothing was waived")

    def mapping_gone(self, place):
        checks, mapping = self.checks, place.file("m.csv", b"External User ID,Microsoft 365 User Mailbox\r\n447700900101,ann.archer@contoso.example\r\n")
        product, source = self.connector(place, place.path_of("archive"))
        product.expect(0, "connector", "edit", "c", "--mapping", mapping)
        os.remove(mapping)
        document = product.json(2, "sync", "c")
        checks.that("m.csv" in str(document), "an unreadable mapping ends with 2 and is named", str(document))
        audit = product.expect(0, "audit", "show", json_output=True).text
        checks.that('"error": "file-not-found"' in audit.replace('":"', '": "') and "m.csv" in audit, "and leaves a trace in the audit", audit[-600:])
        runs = product.json(0, "runs", "c")
        checks.equal([(run["state"], run["available_for_import"]) for run in runs], [("failed", 0)], "and stands among the runs")
        product.expect(0, "audit", "verify")

    def partial_copies(self, place):
        checks = self.checks
        product, source = self.connector(place, place.path_of("archive"))
        big = simple_eml(700).replace(b"Content-Type: text/plain; charset=utf-8\r\n\r\n", b"Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n"
                                      b"Content-Type: text/plain\r\n\r\nHello\r\n--B\r\nContent-Type: image/png; name=big.png\r\n"
                                      b"Content-Disposition: attachment; filename=big.png\r\n\r\n" + b"x" * 200_000 + b"\r\n--B--\r\n")
        text = simple_eml(701, text="y" * 150_000)
        write_delivery(source, "20250303", [("big.eml", big), ("text.eml", text)], number=2)
        product.expect(0, "connector", "edit", "c", "--size-limit", "100KB")
        document = product.json(3, "sync", "c")
        checks.equal((document.get("partial"), document.get("reasons")), (1, {"item-too-large": 1}), "one copy is partial, one failed")
        product.expect(0, "connector", "edit", "c", "--size-limit", "1MB")
        document = product.json(0, "retry", "c", "--reason", "partial")
        checks.equal((document.get("imported"), document.get("failed")), (1, 0), "retry --reason partial takes the partial copies only")
        checks.equal(product.json(0, "retry", "c").get("imported"), 1, "the failed one waits for its own retry")

    def read_only_data(self, place):
        """Runs as an account that may only read; for others than root that is the account itself."""
        checks = self.checks
        product, _ = self.connector(place, place.path_of("archive"))
        product.json(0, "sync", "c")
        nobody = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
        os.chmod(place.path, 0o755)
        for folder, _, names in os.walk(place.path_of("data")):
            os.chmod(folder, 0o555)
            for name in names:
                os.chmod(os.path.join(folder, name), 0o444)
        try:
            for command in (["sync", "c"], ["status", "c"], ["audit", "show"]):
                done = subprocess.run(product.command(*command), capture_output=True, check=False, timeout=60, **nobody)
                checks.that(done.returncode in (0, 4), f"{command[0]} in a read-only data folder ends with 0 or 4", str(done))
                if done.returncode == 4:
                    checks.that(product.data_dir.encode() in done.stderr and b"write" in done.stderr, f"{command[0]} names the folder and what to do", str(done))
        finally:
            for folder, _, names in os.walk(place.path_of("data")):
                os.chmod(folder, 0o700)
                for name in names:
                    os.chmod(os.path.join(folder, name), 0o600)


def main():
    faults = Faults(options(__doc__))
    for part in (faults.vanished_archive, faults.archive_before_marks, faults.shared_archive, faults.unreadable_delivery, faults.gone_delivery, faults.full_disk, faults.waiting_copies,
                 faults.unreadable_mailbox, faults.findings, faults.ledgers, faults.words, faults.mapping_gone, faults.partial_copies,
                 faults.read_only_data):
        faults.checks.heading(part.__name__.replace("_", " "))
        with Workplace() as place:
            try:
                part(place)
            except (KeyError, TypeError, AttributeError, IndexError, OSError, subprocess.SubprocessError, sqlite3.Error) as error:
                faults.checks.that(False, f"{part.__name__} could not go on", repr(error))
    faults.checks.finish()


if __name__ == "__main__":
    main()
