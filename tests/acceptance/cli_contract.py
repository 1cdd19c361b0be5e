#!/usr/bin/env python3
"""The command line as other programs rely on it: exit codes, JSON shapes, dry run, locks, retry, waive, reports, audit, ledger."""
import csv
import glob
import io
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import _reference
from _product import (DOMAIN, ROOT, SAMPLE_DELIVERIES, SAMPLE_MAPPING, Checks, Product, Workplace, archive_copies, check_archive, check_invariant,
                      mail_files, options, simple_eml, sums_of, tree_hash, write_delivery)

COMMANDS = ["connector", "check", "sync", "status", "runs", "failures", "findings", "retry", "waive", "verify", "quarantine", "report", "mapping", "inspect",
            "audit", "ledger"]
STATES = ["running", "succeeded", "with-failures", "failed", "cancelled", "interrupted"]
RUN_KEYS = {"connector", "run", "state", "started", "finished", "available_from_source", "available_for_import", "imported", "partial", "skipped",
            "failed", "quarantined", "reasons"}
FAILURE_KEYS = {"copy", "item", "participant", "mailbox", "reason", "delivery", "entry", "since", "attempts"}
HEADER_ONLY = b"External User ID,Microsoft 365 User Mailbox\r\n"


class Contract:
    def __init__(self, parsed):
        self.ctl, self.checks = parsed.ctl, Checks()
        self.rules = _reference.Rules(_reference.Mapping(SAMPLE_MAPPING), [DOMAIN])
        self.expected = _reference.expect(SAMPLE_DELIVERIES, self.rules)

    def product(self, place, name="data"):
        return Product(self.ctl, place(name), self.checks)

    def sample(self, place, synced=True, **more):
        product = self.product(place)
        product.add("sample", SAMPLE_DELIVERIES, place.path_of("archive"), mapping=SAMPLE_MAPPING, domains=[DOMAIN], **more)
        return product, product.json(3, "sync", "sample") if synced else None

    # ------------------------------------------------------------------------------------------------------------- usage
    def usage(self, place):
        product, checks = self.product(place), self.checks
        overview = product.expect(0, "--help").text
        for command in COMMANDS:
            checks.that(re.search(rf"\b{command}\b", overview), f"--help names {command}")
            answer = product.expect(0, command, "--help")
            checks.that(command in answer.text and len(answer.text) > 60, f"{command} --help explains the command", answer.text)
        checks.that(re.search(r"\d+\.\d+\.\d+", product.expect(0, "--version").text), "--version prints a version")
        for wrong in ([], ["no-such-command"], ["sync"], ["sync", "a", "--no-such-option"], ["connector"], ["connector", "add"], ["waive", "a"],
                      ["report", "a"], ["mapping", "check"], ["sync", "a", "--from", "yesterday"], ["ledger", "backup"]):
            answer = product.expect(2, *wrong)
            checks.that(answer.errors.strip(), f"a wrong call says what is wrong: {wrong}", str(answer))

    def connectors(self, place):
        product, checks = self.product(place), self.checks
        archive = place.path_of("archive")
        base = ["connector", "add", "--name", "one", "--type", "whatsapp", "--source", f"folder:{SAMPLE_DELIVERIES}", "--destination", f"local:{archive}"]
        answer = product.expect(2, *base)
        checks.that("Apache" in answer.text + answer.errors, "without --accept-terms the terms are printed", str(answer))
        checks.equal(product.json(0, "connector", "list"), [], "and nothing is created")
        unreadable = place.file("bad.csv", b"\x00\xff\xfe\x00 no columns at all \x01")
        changes = {"--type": "carrier-pigeon", "--source": "gopher://old", "--destination": "nowhere:", "--name": ""}
        for option, value in changes.items():
            wrong = list(base)
            wrong[wrong.index(option) + 1] = value
            product.expect(2, *wrong, "--accept-terms")
        product.expect(2, *base, "--mapping", unreadable, "--accept-terms")
        product.expect(2, *base, "--mapping", place.path_of("absent.csv"), "--accept-terms")
        product.expect(2, *base, "--size-limit", "heavy", "--accept-terms")
        product.expect(2, *base, "--default-region", "ZZ", "--accept-terms")
        checks.equal(product.json(0, "connector", "list"), [], "nothing is created by wrong usage")
        product.expect(0, *base, "--accept-terms")
        product.expect(2, *base, "--accept-terms")
        product.add("two", SAMPLE_DELIVERIES, archive, mapping=SAMPLE_MAPPING, domains=[DOMAIN])
        listed = product.json(0, "connector", "list")
        checks.that(isinstance(listed, list) and len(listed) == 2, "connector list has both", str(listed)[:400])
        shown = product.expect(0, "connector", "show", "two").text
        checks.that(DOMAIN in shown and SAMPLE_DELIVERIES in shown, "connector show tells domain and source", shown)
        product.expect(0, "connector", "edit", "two", "--size-limit", "25MB")
        product.expect(2, "connector", "edit", "two", "--size-limit", "-1")
        product.expect((2, 4), "connector", "show", "three")
        product.expect((2, 4), "sync", "three")
        product.expect((0, 3), "check", "two")
        product.expect(0, "connector", "remove", "two")
        checks.equal(len(product.json(0, "connector", "list")), 1, "connector remove removes one")
        product.expect(0, "audit", "verify")

    # -------------------------------------------------------------------------------------------------------------- runs
    def unavailable(self, place):
        product, checks = self.product(place), self.checks
        product.add("gone", place.path_of("no such folder"), place.path_of("archive"), code=(0, 2, 4))
        shutil.copytree(SAMPLE_DELIVERIES, place.path_of("source"))
        product.add("lost", place.path_of("source"), place.path_of("archive"), mapping=SAMPLE_MAPPING, domains=[DOMAIN])
        os.rename(place.path_of("source"), place.path_of("elsewhere"))
        document = product.json(4, "sync", "lost")
        checks.equal(document.get("error", {}).get("code"), "source-unavailable", "the error has a code")
        checks.that(document.get("error", {}).get("message"), "and a message")
        os.rename(place.path_of("elsewhere"), place.path_of("source"))
        document = product.json(3, "sync", "lost")
        checks.equal(sums_of(document), self.expected.sums(), "the next run brings everything")
        # The archive's place is taken by a file.
        place.file("blocked", b"not a folder")
        blocked = self.product(place, "data2")
        answer = blocked.add("blocked", place.path_of("source"), place.path_of("blocked/archive"), domains=[DOMAIN], code=(0, 2, 4))
        if answer.code == 0:
            document = blocked.json((3, 4), "sync", "blocked")
            checks.that(not document.get("imported"), "nothing is called imported", str(document))
        bad = self.product(place, "data3")
        place.file("data3/tallybridge-is-not-here", b"")
        shutil.rmtree(place("data3"))
        place.file("data3", b"a file where the data folder should be")
        document = bad.json(4, "status")
        checks.that(isinstance(document, dict) and "error" in document, "a data folder that cannot be used is an error", str(document))

    def dry_run(self, place):
        product, checks = self.product(place), self.checks
        archive = place("archive")
        product.add("sample", SAMPLE_DELIVERIES, archive, mapping=SAMPLE_MAPPING, domains=[DOMAIN])
        before = tree_hash(product.data_dir), tree_hash(archive)
        document = product.json((0, 3), "sync", "sample", "--dry-run")
        checks.equal(document.get("dry_run"), True, "the answer says that it was a dry run")
        check_invariant(checks, document, "dry run")
        checks.equal(sums_of(document), self.expected.sums(), "a dry run foretells the sums")
        checks.equal((tree_hash(product.data_dir), tree_hash(archive)), before, "a dry run writes nothing")
        checks.that(not list(mail_files(archive)), "no mail was written")
        first = product.json(3, "sync", "sample")
        checks.equal(sums_of(first), self.expected.sums(), "the sync after it")
        before = tree_hash(product.data_dir), tree_hash(archive)
        again = product.json((0, 3), "sync", "sample", "--dry-run")
        checks.equal(again.get("available_from_source"), 0, "a dry run after it foretells nothing new")
        checks.equal((tree_hash(product.data_dir), tree_hash(archive)), before, "and writes nothing either")

    def shapes(self, place):
        product, run = self.sample(place)
        checks = self.checks
        checks.that(RUN_KEYS <= set(run), "sync has every key", str(RUN_KEYS - set(run)))
        checks.that("dry_run" not in run or run["dry_run"] is False, "no dry run")
        checks.that(re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", str(run.get("started"))) and re.match(r"\d{4}-", str(run.get("finished"))), "times are ISO 8601")
        checks.equal(run.get("connector"), "sample", "the connector's name")
        checks.that(isinstance(product.json((0, 3), "status", "sample"), dict), "status N is one object")
        for command in (["status"], ["runs", "sample"]):
            document = product.json((0, 3), *command)
            if checks.that(isinstance(document, list) and document, f"{command[0]} is an array", str(document)[:200]):
                checks.that(all(RUN_KEYS <= set(row) and row["state"] in STATES for row in document), f"{command[0]}: keys and states", str(document)[:600])
                checks.equal(sums_of(document[0]), self.expected.sums(), f"{command[0]}: sums")
        due = product.json((0, 3), "sync", "--due")
        checks.that(isinstance(due, list), "sync --due is an array", str(due)[:200])
        failures = product.failures("sample")
        checks.equal(len(failures), self.expected.outcomes["failed"], "one row for each failed copy")
        checks.that(all(FAILURE_KEYS <= set(row) for row in failures), "failures: keys", str(failures[:1]))
        checks.that(all(row.get("delivery", "").endswith(".zip") and row.get("entry", "").endswith(".eml") for row in failures), "each names delivery and entry")
        by_run = product.json((0, 3), "failures", "sample", "--run", run.get("run"))
        checks.equal(len(by_run) if isinstance(by_run, list) else None, len(failures), "failures --run")
        answer = product.run("sync", "sample", json_output=True)
        lines = [line for line in answer.errors.splitlines() if line.strip()]
        checks.that(all(isinstance(parse(line), dict) for line in lines), "with --json progress comes as JSON lines", answer.errors[:400])
        quiet = product.run("--quiet", "sync", "sample")
        checks.that(quiet.errors.strip() == "", "--quiet is quiet", str(quiet))
        for entry in sorted(glob.glob(os.path.join(SAMPLE_DELIVERIES, "*.zip")))[:1]:
            told = product.expect(0, "inspect", entry)
            checks.that("73" in told.text, "inspect tells the number of items", told.text[:600])
            checks.that(product.run("inspect", entry, json_output=True).json is not None, "inspect has JSON")
        eml = place.file("one.eml", simple_eml(1))
        told = product.expect(0, "inspect", eml).text
        checks.that("SIMPLE000001" in told and "447700900101" in told, "inspect tells about an EML", told)
        product.expect((2, 4), "inspect", place.path_of("absent.zip"))
        everything = "\n".join([answer.errors, told and ""])
        checks.that("Please don't ship" not in everything, "no message text in progress")

    def busy_and_cancelled(self, place):
        product, checks = self.product(place), self.checks
        load = place("load")
        subprocess.run([sys.executable, os.path.join(ROOT, "tests", "bench", "generate.py"), load, "--items", "20000", "--deliveries", "4", "--seed", "9"],
                       check=True, stdout=subprocess.DEVNULL)
        mapping, archive = os.path.join(load, "mapping.csv"), place.path_of("archive")
        product.add("big", os.path.join(load, "source"), archive, mapping=mapping, domains=[DOMAIN])
        process = product.start("sync", "big")
        running, seen_busy, readers = False, False, False
        while process.poll() is None and not seen_busy:
            status = product.run("status", "big", json_output=True).json
            running = isinstance(status, dict) and status.get("state") == "running"
            if running:
                # Stopped, the first one surely still holds the connector while the second one tries.
                process.send_signal(signal.SIGSTOP)
                second = product.run("sync", "big", json_output=True)
                status = product.run("status", "big", json_output=True)
                due = product.run("sync", "--due", json_output=True)
                process.send_signal(signal.SIGCONT)
                code = (second.json or {}).get("error", {}).get("code")
                if code == "ledger-busy":   # it was stopped in the middle of a transaction: once more
                    time.sleep(0.05)
                    continue
                seen_busy = checks.equal((second.code, code), (4, "connector-busy"), "a second sync of the same connector ends with 4")
                readers = checks.equal(status.code in (0, 3), True, "readers do not wait")
                checks.that(due.code == 0, "--due passes a busy connector by", str(due))
                break
        checks.that(running and seen_busy and readers, "the lock was seen")
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=120)
        document = parse(out.decode())
        if checks.equal(process.returncode, 130, "a cancelled sync ends with 130"):
            state = (document or {}).get("state")
            listed = product.json((0, 3), "runs", "big")
            newest = max((run for run in listed if isinstance(run, dict)), key=lambda run: str(run.get("started")), default={})
            checks.that("cancelled" in (state, newest.get("state")), "its state is cancelled", str(document)[:300])
        final = product.json(0, "sync", "big")
        check_invariant(checks, final, "after cancelling")
        rules = _reference.Rules(_reference.Mapping(mapping), [DOMAIN])
        check_archive(checks, archive, _reference.expect(os.path.join(load, "source"), rules), "after cancelling")

    # ----------------------------------------------------------------------------------------------- mapping that changes
    def mapping_changes(self, place):
        product, checks = self.product(place), self.checks
        archive, mapping = place.path_of("archive"), place.file("mapping.csv", HEADER_ONLY)
        automatic = _reference.Rules(_reference.Mapping(None), [DOMAIN])
        product.add("sample", SAMPLE_DELIVERIES, archive, mapping=mapping, domains=[DOMAIN])
        first = product.json(3, "sync", "sample")
        checks.equal(sums_of(first), _reference.expect(SAMPLE_DELIVERIES, automatic).sums(), "a CSV with a header only: the items' addresses alone")
        shutil.copyfile(SAMPLE_MAPPING, mapping)
        before, _ = archive_copies(archive)
        document = product.json((0, 3), "sync", "sample", "--from", "2025-03-03", "--to", "2025-03-03")
        check_invariant(checks, document, "re-read of one day")
        checks.equal(document.get("available_from_source"), 73, "only the deliveries of that day are read again")
        after, _ = archive_copies(archive)
        day_wanted = {copy for copy in self.expected.copies if copy not in before and self.day_of(copy) == "20250303"}
        checks.equal(set(after - before), day_wanted, "mailboxes mapped since get their copies, of that day only")
        checks.equal(set(before - after), set(), "nothing is taken away")
        checks.equal(document.get("imported"), len(day_wanted), "imported counts the new copies")
        product.json((0, 3), "sync", "sample", "--from", "2025-03-03")
        after, _ = archive_copies(archive)
        checks.equal(self.expected.copies - set(after), set(), "all days: every copy of the new mapping is there")
        checks.equal([copy for copy, count in after.items() if count != 1], [], "none twice")
        product.expect(2, "sync", "sample", "--from", "2025-03-05", "--to", "2025-03-03")

    def day_of(self, copy):
        if not hasattr(self, "days"):
            self.days = {}
            for name, _, entries, _ in _reference.deliveries(SAMPLE_DELIVERIES):
                for _, eml in entries:
                    key = _reference.item_key(eml, _reference.item_message(eml))
                    self.days.setdefault(f"{key}@archive.tallybridge.invalid", name[:8])
        return self.days[copy[1]]

    def retry_and_waive(self, place):
        checks, archive = self.checks, place.path_of("archive")
        mapping = place.path_of("mapping.csv")
        shutil.copyfile(SAMPLE_MAPPING, mapping)
        product = self.product(place)
        product.add("sample", SAMPLE_DELIVERIES, archive, mapping=mapping, domains=[DOMAIN])
        product.json(3, "sync", "sample")
        before = len(product.failures("sample"))
        nothing = product.json(3, "retry", "sample")
        check_invariant(checks, nothing, "retry without a cure")
        checks.equal((nothing.get("available_from_source"), nothing.get("imported"), nothing.get("failed")), (0, 0, before), "a retry without a cure")
        checks.equal(len(product.failures("sample")), before, "the failures stay, none is added")
        with open(SAMPLE_MAPPING, "rb") as file:
            cured = file.read().replace(b"447700900108,robin.vale.archive@contoso.example,2025-01-01,\r\n", b"").replace(
                b"sam.quill@fabrikam.example", b"sam.quill@contoso.example") + b"447700900110,toni.marsh@contoso.example,,\r\n"
        place.file("mapping.csv", cured)
        whole = _reference.expect(SAMPLE_DELIVERIES, _reference.Rules(_reference.Mapping(mapping), [DOMAIN]))
        reasons = self.expected.reasons
        some = product.json((0, 3), "retry", "sample", "--reason", "no-mailbox")
        checks.equal((some.get("imported"), some.get("failed")), (reasons["no-mailbox"], 0), "retry --reason retries those only")
        rest = product.json(3, "retry", "sample")
        check_invariant(checks, rest, "retry")
        checks.equal(rest.get("available_from_source"), 0, "a retry takes nothing from the source")
        check_archive(checks, archive, whole, "after the cure")
        left = {}
        for failure in product.failures("sample"):
            left[failure["reason"]] = left.get(failure["reason"], 0) + 1
        checks.equal(left, dict(whole.reasons), "what is left to do")
        product.expect(2, "waive", "sample", "--reason", "unmapped")
        refused = product.run("waive", "sample", "--reason", "partial", "--because", "nothing is partial here")
        checks.that("\"partial\"" in refused.errors and "There is no failure reason" not in refused.errors, "waive --reason partial is known", refused.errors)
        product.expect(2, "waive", "sample", "--reason", "bad-weather", "--because", "x")
        product.expect((2, 4), "waive", "sample", "--copy", "99999999", "--because", "no such copy")
        one = product.failures("sample")[0]["copy"]
        product.expect((0, 3), "waive", "sample", "--copy", str(one), "--because", "Asked the person: =HYPERLINK(1)")
        checks.equal(len(product.failures("sample")), sum(left.values()) - 1, "waive --copy settles one")
        for reason in left:
            product.run("waive", "sample", "--reason", reason, "--because", "Test people")
        checks.equal(product.failures("sample"), [], "waive --reason settles the rest")
        product.json(0, "sync", "sample")
        report = json.dumps(self.report(product, place, "json"))
        checks.that("Test people" in report or "waived" in report, "a waived copy stays in the report", report[:600])
        checks.that("Test people" in product.expect(0, "audit", "show", json_output=True).text, "and in the audit")

    def report(self, product, place, kind, *more):
        path = place.path_of(f"report.{kind}")
        product.expect((0, 3), "report", "sample", "--format", kind, "-o", path, *more)
        with open(path, "rb") as file:
            data = file.read()
        return parse(data.decode()) if kind == "json" else data

    def reports(self, place):
        checks, source = self.checks, place("source")
        product = self.product(place)
        formulas = ["=cmd|' /C calc'!A0.eml", "+1+1.eml", "-2+3.eml", "@SUM(1).eml", "=HYPERLINK(\"http://evil.example\",\"x\").eml", "a,b\";c.eml"]
        entries = [(name, simple_eml(number, sender="447700900177", sender_address=f"nobody{number}@outside.example")) for number, name in enumerate(formulas)]
        write_delivery(source, "20250303", entries)
        product.add("sample", source, place.path_of("archive"), domains=[DOMAIN])
        run = product.json(3, "sync", "sample")
        checks.equal(run.get("reasons"), {"unmapped": len(formulas)}, "nobody is mapped")
        rows = list(csv.reader(io.StringIO(self.report(product, place, "csv").decode("utf-8-sig"), newline="")))
        cells = [cell for row in rows for cell in row]
        checks.that(any("calc" in cell for cell in cells), "the report lists the failed entries", str(rows)[:600])
        unsafe = [cell for cell in cells if re.match(r"[=+\-@\t\r]", cell) and not re.fullmatch(r"[+-]?\d+(\.\d+)?", cell)]
        checks.equal(unsafe, [], "no cell of the CSV report is a formula")
        document = self.report(product, place, "json")
        checks.that(isinstance(document, dict), "the JSON report is one object", str(document)[:200])
        text = json.dumps(document, ensure_ascii=False)
        checks.that('"available_from_source": 6' in text and "unmapped" in text, "it has the sums and reasons", text[:600])
        checks.that(self.report(product, place, "json", "--run", str(run.get("run"))) is not None, "report --run")
        product.expect(2, "report", "sample", "--format", "carrier", "-o", place.path_of("x"))
        product.expect((2, 4), "report", "sample", "--format", "csv", "-o", place.path_of("no/such/folder/x.csv"))

    # ------------------------------------------------------------------------------------------------------ audit, ledger
    def ledger_files(self, product):
        found = []
        for folder, _, names in os.walk(product.data_dir):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    if file.read(15) == b"SQLite format 3":
                        found.append(os.path.join(folder, name))
        return found

    def audit(self, place):
        checks = self.checks
        product, _ = self.sample(place)
        shown = product.expect(0, "audit", "show").text
        checks.that("sample" in shown and len(shown.splitlines()) >= 3, "audit show lists what was done", shown[:600])
        product.expect(0, "audit", "verify")
        files = self.ledger_files(product)
        checks.equal(len(files), 1, "one ledger")
        untouched = place.path_of("untouched.db")
        shutil.copyfile(files[0], untouched)

        def tamper(sql, name):
            for work in glob.glob(files[0] + "-*"):
                os.remove(work)
            shutil.copyfile(untouched, files[0])
            database = sqlite3.connect(files[0])
            for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
                database.execute(f'DROP TRIGGER "{trigger}"')
            table = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type='table' AND name LIKE '%audit%'")]
            if checks.that(table, "the audit has a table"):
                columns = [(row[1], row[2].upper()) for row in database.execute(f'PRAGMA table_info("{table[0]}")')]
                sql(database, table[0], columns)
                database.commit()
                database.close()
                product.expect(3, "audit", "verify")
                checks.note(f"audit verify after: {name}")

        def each_text(position):
            def change(database, table, columns):
                texts = [name for name, kind in columns if "TEXT" in kind or "CHAR" in kind]
                column = texts[position % len(texts)]
                changed = database.execute(f'UPDATE "{table}" SET "{column}" = "{column}" || \'x\' WHERE rowid = (SELECT min(rowid) + 1 FROM "{table}")').rowcount
                checks.equal(changed, 1, f"tampering with {column} changed a row")
            return change

        def removed(database, table, _):
            database.execute(f'DELETE FROM "{table}" WHERE rowid = (SELECT min(rowid) + 1 FROM "{table}")')

        tamper(removed, "a row was removed")
        database = sqlite3.connect(untouched)
        table = database.execute("SELECT name FROM sqlite_master WHERE type='table' AND name LIKE '%audit%'").fetchone()
        texts = [row for row in database.execute(f'PRAGMA table_info("{table[0]}")') if "TEXT" in row[2].upper()] if table else []
        database.close()
        for position in range(len(texts)):
            tamper(each_text(position), f"{texts[position][1]} was changed")

    def ledger(self, place):
        checks, archive = self.checks, place.path_of("archive")
        product = self.product(place)
        product.add("sample", SAMPLE_DELIVERIES, archive, mapping=SAMPLE_MAPPING, domains=[DOMAIN])
        early, late = place.path_of("early.backup"), place.path_of("late.backup")
        product.expect(0, "ledger", "backup", early)
        product.json(3, "sync", "sample")
        product.expect(0, "ledger", "backup", late)
        mails = tree_hash(archive)
        for name, backup, counted in (("late", late, 0), ("early", early, self.expected.available)):
            other = self.product(place, f"data-{name}")
            other.expect(0, "ledger", "restore", backup)
            document = other.json((0, 3), "sync", "sample")
            check_invariant(checks, document, f"{name} backup restored")
            checks.equal((document.get("available_from_source"), document.get("imported")), (counted, 0), f"{name} backup: nothing is imported twice")
            checks.equal(tree_hash(archive), mails, f"{name} backup: no mail was written or changed")
            other.expect(0, "audit", "verify")
            result = other.json(0, "verify", "sample")
            checks.equal((result.get("checked"), result.get("missing")), (len(self.expected.copies), 0), f"{name} backup: verify finds every copy")
        broken = place.file("broken.backup", b"this is no ledger")
        self.product(place, "data-broken").expect((2, 4), "ledger", "restore", broken)
        product.expect((2, 4), "ledger", "restore", place.path_of("absent.backup"))
        # A mail that somebody else put into the archive folder is never touched.
        box, path = next(iter(mail_files(archive)))
        foreign = os.path.join(os.path.dirname(os.path.dirname(path)), "cur", "1.foreign:2,S")
        with open(foreign, "wb") as file:
            file.write(b"From: a@b.example\r\nSubject: not ours\r\n\r\nHello\r\n")
        other = self.product(place, "data-new")
        other.add("sample", SAMPLE_DELIVERIES, archive, mapping=SAMPLE_MAPPING, domains=[DOMAIN])
        document = other.json(3, "sync", "sample")
        checks.equal((document.get("imported"), document.get("skipped")), (0, self.expected.outcomes["imported"] + self.expected.outcomes["skipped"]),
                     "a new ledger finds every copy in the archive")
        now = tree_hash(archive)
        checks.equal({key: value for key, value in now.items() if not key.endswith("1.foreign:2,S")}, mails, f"and leaves the archive as it is ({box})")
        checks.that(os.path.exists(foreign), "foreign mail is not touched")

    def mapping_files(self, place):
        product, checks = self.product(place), self.checks
        template = place.path_of("template.csv")
        product.expect(0, "mapping", "template", "-o", template)
        with open(template, encoding="utf-8-sig") as file:
            checks.equal(file.readline().strip().split(",")[:2], list(_reference.COLUMNS[:2]), "the template's columns")
        product.expect(0, "mapping", "check", template)
        answer = product.expect(3, "mapping", "check", SAMPLE_MAPPING)
        checks.that("6" in answer.text or "5" in answer.text, "mapping check names the line of the conflict", answer.text)
        product.expect(0, "mapping", "check", place.file("header.csv", HEADER_ONLY))
        product.expect(0, "mapping", "check", place.file("good.csv", HEADER_ONLY + b"447400123456,a@contoso.example\r\n"))
        product.expect(3, "mapping", "check", place.file("lost.csv", HEADER_ONLY + b"4.47912E+11,a@contoso.example\r\n"))
        national = place.file("national.csv", HEADER_ONLY + b"07400 123456,a@contoso.example\r\n")
        product.expect(3, "mapping", "check", national)
        product.expect(0, "mapping", "check", national, "--default-region", "GB")
        product.expect(2, "mapping", "check", place.path_of("absent.csv"))
        checks.that(product.run("mapping", "check", SAMPLE_MAPPING, json_output=True).json is not None, "mapping check has JSON")


def parse(text):
    try:
        return json.loads(text)
    except ValueError:
        return None


def main():
    contract = Contract(options(__doc__))
    for part in (contract.usage, contract.connectors, contract.unavailable, contract.dry_run, contract.shapes, contract.busy_and_cancelled,
                 contract.mapping_changes, contract.retry_and_waive, contract.reports, contract.audit, contract.ledger, contract.mapping_files):
        contract.checks.heading(part.__name__.replace("_", " "))
        with Workplace() as place:
            try:
                part(place)
            except (KeyError, TypeError, AttributeError, IndexError, OSError, StopIteration, subprocess.SubprocessError, sqlite3.Error) as error:
                contract.checks.that(False, f"{part.__name__} could not go on", repr(error))
    contract.checks.finish()


if __name__ == "__main__":
    main()
