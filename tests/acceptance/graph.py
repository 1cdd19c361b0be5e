#!/usr/bin/env python3
"""Imports into Microsoft 365 mailboxes (the stand-in of tests/support/graph): sums, verify and repair, faults, throttling, large files, SIGKILL, and
what the program sends and gets beside the contract of Graph (with Prism, when the contract and npm are there).

Long versions: --only faults --items 10000 --mailboxes 200; --only contract --items 10000 --mailboxes 200; --only killed --kills 200;
--only large --kills 200; --only mime --kills 50"""
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import time
import uuid

import _product
import _reference
from _product import (DOMAIN, ROOT, SAMPLE_DELIVERIES, SAMPLE_MAPPING, Checks, Product, Workplace, check_invariant, options, simple_eml, sums_of,
                      write_delivery)
from _standin import CLIENT, SECRET, StandIn, check_mailboxes, state_of

FAULTS = ("429", "503", "504", "500", "401", "cut_before", "empty_200", "504_after", "500_after", "cut_after", "no_answer", "wrong_status", "truncated",
          "no_body", "claims")
LARGE = 25 * 1024 * 1024
SUPPORT = os.path.join(ROOT, "tests", "support", "graph")


def eml_with_file(number, data, name="film.bin"):
    import base64
    head = simple_eml(number).split(b"\r\n\r\n", 1)
    header = head[0].replace(b"Content-Type: text/plain; charset=utf-8", b'Content-Type: multipart/mixed; boundary="b"')
    text = base64.encodebytes(data).replace(b"\n", b"\r\n")
    return (header + b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n" + head[1] + b"\r\n--b\r\nContent-Type: application/octet-stream; name=" +
            name.encode() + b"\r\nContent-Disposition: attachment; filename=" + name.encode() + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
            text + b"--b--\r\n")


class Test:
    def __init__(self, parsed, checks, place, standin):
        self.parsed, self.checks, self.place, self.standin = parsed, checks, place, standin
        self.random = random.Random(parsed.seed)
        self.number, self.went_through_prism = 0, False
        load = place("load")
        subprocess.run([sys.executable, os.path.join(ROOT, "tests", "bench", "generate.py"), load, "--items", str(parsed.items), "--mailboxes",
                        str(parsed.mailboxes), "--deliveries", "4", "--seed", str(parsed.seed)], check=True, stdout=subprocess.DEVNULL)
        self.source, self.mapping = os.path.join(load, "source"), os.path.join(load, "mapping.csv")
        self.expectation = _reference.expect(self.source, _reference.Rules(_reference.Mapping(self.mapping), [DOMAIN]))
        self.addresses = sorted({mailbox for mailbox, _ in self.expectation.copies})

    def product(self, *more, source=None, mapping=None):
        self.number += 1
        product = Product(self.parsed.ctl, self.place(f"data{self.number}"), self.checks)
        self.standin.add(product, "m365", source or self.source, *more, mapping=mapping or self.mapping, domains=[DOMAIN])
        return product

    def sample(self):
        self.checks.heading("the sample: sums, folders, times, a second sync")
        expectation = _reference.expect(SAMPLE_DELIVERIES, _reference.Rules(_reference.Mapping(SAMPLE_MAPPING), [DOMAIN]))
        addresses = sorted({mailbox for mailbox, _ in expectation.copies} | {entry for entry in existing(SAMPLE_MAPPING)})
        self.standin.fresh(addresses)
        product = self.product(source=SAMPLE_DELIVERIES, mapping=SAMPLE_MAPPING)
        document = product.json(3, "sync", "m365")
        check_invariant(self.checks, document, "sample")
        self.checks.equal(sums_of(document), expectation.sums(), "sums of the sample")
        check_mailboxes(self.checks, self.standin, expectation, "sample")
        again = product.json(0, "sync", "m365")
        self.checks.equal((again.get("available_from_source"), again.get("imported")), (0, 0), "a second sync imports nothing")
        messages = [message for _, message in self.standin.messages()]
        self.checks.that(all(message["receivedDateTime"][:4] != "2026" and message["receivedDateTime"] == message["sentDateTime"] for message in messages),
                         "mails carry the time of the event")
        self.checks.that(all(any(name.endswith("0x1a") and value == "IPM.ExternalData.WhatsAppArchiver" for name, value in message["properties"].items())
                             for message in messages), "mails carry the message class")
        counters = self.standin.control("counters")
        self.checks.equal(counters["notes"].get("without immutable ids", 0), 0, "every request asks for immutable ids")
        kinds = counters["kinds"]
        self.checks.that(kinds["create_message"] <= len(messages), "one request for each mail", str(kinds))
        check = product.json((0, 3), "check", "m365")
        self.checks.that({"check": "destination", "answer": "yes"} in [{key: entry.get(key) for key in ("check", "answer")} for entry in check],
                         "check says yes", str(check)[:600])
        answers = {entry["check"]: entry["answer"] for entry in check}
        seen = ("folder", "received", "time", "message-class", "participants", "found-by-key")
        self.checks.equal({name: answers.get(name) for name in (*seen, "hold", "conversation")},
                          {**{name: "yes" for name in seen}, "hold": "unknown", "conversation": "unknown"}, "the checklist for the first tenant")
        return product, expectation

    def verify(self, product, expectation):
        self.checks.heading("verify and repair")
        copies = len(expectation.copies)
        result = product.json(0, "verify", "m365")
        self.checks.equal((result.get("checked"), result.get("present"), result.get("unchecked")), (copies, copies, 0), "verify finds every copy")
        found = list(self.standin.messages())
        (gone_box, gone), (changed_box, changed), (moved_box, moved) = found[0], found[len(found) // 2], found[-1]
        self.standin.graph("DELETE", f"users/{gone_box}/messages/{gone['id']}")
        self.standin.graph("PATCH", f"users/{changed_box}/messages/{changed['id']}", {"subject": "Something else"})
        self.standin.graph("POST", f"users/{moved_box}/messages/{moved['id']}/move", {"destinationId": "inbox"})
        result = product.json(3, "verify", "m365")
        self.checks.equal((result.get("present"), result.get("moved"), result.get("missing")), (copies - 3, 2, 1),
                          "a deleted and a moved mail lie elsewhere, a changed one is missing")
        result = product.json(0, "verify", "m365", "--repair")
        self.checks.equal(result.get("repaired"), 1, "the changed one is repaired")
        again = [message for box, message in self.standin.messages() if (box, message["internetMessageId"]) == (changed_box, changed["internetMessageId"])]
        self.checks.equal([message["subject"] for message in again], [changed["subject"]], "it is there once, as it was")
        result = product.json(0, "verify", "m365")
        self.checks.equal(result.get("missing"), 0, "nothing is missing any more")

    def certificate(self):
        self.checks.heading("signing in with a certificate")
        pem = self.place.path_of("app.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", pem + ".key", "-out", pem + ".cer", "-days", "30", "-subj",
                        "/CN=Tallybridge"], check=True, capture_output=True)
        with open(pem + ".cer", encoding="ascii") as file:
            certificate = file.read()
        with open(pem, "w", encoding="ascii") as file, open(pem + ".key", encoding="ascii") as key:
            file.write(key.read() + certificate)
        app = {"client_id": CLIENT, "granted": ["User.Read.All", "Mail.ReadWrite"], "required": []}
        self.standin.fresh(self.addresses)
        folder = self.place("certificate-source")
        write_delivery(folder, "20250303", [("1.eml", simple_eml(1, sender_address=self.addresses[0]))])
        product = self.product("--secret-file", f"certificate={pem}", source=folder)
        self.standin.control("apps", {**app, "certificates": [certificate]})
        self.checks.equal(product.json(0, "sync", "m365").get("imported"), 1, "PS256 with the registered certificate is taken")
        other = self.place.path_of("other.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", other, "-out", other + ".cer", "-days", "30", "-subj",
                        "/CN=Other"], check=True, capture_output=True)
        with open(other + ".cer", encoding="ascii") as file, open(other, "a", encoding="ascii") as out:
            out.write(file.read())
        check = product.json(3, "check", "m365", "--certificate", other)
        codes = [entry.get("code") for entry in check if entry.get("check") == "destination"]
        self.checks.equal(codes, ["sign-in-refused"], "another certificate is refused")
        self.standin.control("apps", {**app, "secrets": [SECRET]})

    def tls(self):
        self.checks.heading("TLS with an authority of one's own")
        place = self.place("tls")
        run = lambda *words: subprocess.run(["openssl", *words], check=True, capture_output=True, cwd=place)  # noqa: E731
        run("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "30", "-subj", "/CN=Test CA",
            "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign")
        run("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "request.pem", "-subj", "/CN=localhost")
        with open(os.path.join(place, "names"), "w", encoding="ascii") as file:
            file.write("subjectAltName=DNS:localhost,IP:127.0.0.1\n")
        run("x509", "-req", "-in", "request.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "cert.pem", "-days", "30", "-extfile", "names")
        folder = self.place("tls-source")
        write_delivery(folder, "20250303", [("1.eml", simple_eml(1, sender_address=self.addresses[0]))])
        with StandIn(self.place, "standin-tls", tls=[os.path.join(place, "cert.pem"), os.path.join(place, "key.pem")]) as server:
            server.users(self.addresses)
            for more, code, name in (((), "server-not-trusted", "an unknown authority is refused"),
                                     (("--ca-file", os.path.join(place, "ca.pem")), None, "the named authority is taken")):
                self.number += 1
                product = Product(self.parsed.ctl, self.place(f"data{self.number}"), self.checks)
                server.add(product, "m365", folder, *more, domains=[DOMAIN])
                check = product.json((0, 3), "check", "m365")
                self.checks.equal([entry.get("code") for entry in check if entry.get("check") == "destination"], [code], name)
                answer = product.json(0 if code is None else 4, "sync", "m365")
                self.checks.equal(answer.get("imported"), 1 if code is None else None, f"{name}: what is imported")

    def faults(self):
        if self.went_through_prism and not self.parsed.only:
            return                       # with the same faults
        self.checks.heading("2 % of each kind of fault")
        self.standin.fresh(self.addresses, hold_s=1)
        self.standin.control("faults", {"seed": self.parsed.seed, "rules": [{"fault": fault, "percent": 2, "retry_after": 1} for fault in FAULTS]})
        product = self.product()
        document = product.json(0, "sync", "m365")
        self.checks.equal(sums_of(document), self.expectation.sums(), "sums")
        used = {rule["fault"]: rule["used"] for rule in self.standin.control("faults")["rules"]}
        self.checks.that(sum(used.values()) > self.parsed.items / 5, "faults did strike", str(used))
        self.standin.control("faults", method="DELETE")
        check_mailboxes(self.checks, self.standin, self.expectation, "faults")
        early = self.standin.control("counters")["throttle"]["early_retries"]
        self.checks.equal(early, 0, "no request came before its Retry-After was over")
        result = product.json(0, "verify", "m365")
        self.checks.equal(result.get("missing"), 0, "verify finds every copy")

    def refused_tokens(self):
        self.checks.heading("new tokens that are refused for a while")
        self.standin.fresh(self.addresses)
        self.standin.control("faults", {"rules": [{"fault": "401", "percent": 100, "times": 7, "kinds": ["create_message"]}]})
        document = self.product("--concurrency", "1").json(0, "sync", "m365")
        self.checks.equal(sums_of(document), self.expectation.sums(), "are no lack of access")
        self.standin.control("faults", method="DELETE")
        check_mailboxes(self.checks, self.standin, self.expectation, "refused tokens")

    def empty_answers(self):
        self.checks.heading("successes that say and do nothing")
        folder, mapping = self.with_large_files()
        expectation = _reference.expect(folder, _reference.Rules(_reference.Mapping(mapping), [DOMAIN]))
        self.standin.fresh(self.addresses)
        kinds = ("get_user", "get_folder", "list_folders", "list_messages", "update_message", "delete_message")
        self.standin.control("faults", {"rules": [{"fault": "504_after", "percent": 100, "times": 1, "kinds": ["create_message"]}] +
                                        [{"fault": "empty_200", "percent": 100, "times": 1, "kinds": [kind]} for kind in kinds]})
        product = self.product(source=folder, mapping=mapping)
        self.checks.equal(sums_of(product.json(0, "sync", "m365")), expectation.sums(), "are no answers")
        check_mailboxes(self.checks, self.standin, expectation, "empty answers")
        box, changed = next(iter(self.standin.messages()))
        self.standin.graph("PATCH", f"users/{box}/messages/{changed['id']}", {"subject": "Something else"})
        self.checks.equal(product.json(0, "verify", "m365", "--repair").get("repaired"), 1, "a changed mail is repaired")
        left = {rule["fault"] + " " + rule["kinds"][0]: rule["used"] for rule in self.standin.control("faults")["rules"] if not rule["used"]}
        self.checks.equal(left, {}, "each of them was met")
        self.standin.control("faults", method="DELETE")
        check_mailboxes(self.checks, self.standin, expectation, "empty answers, repaired")

    def remembered(self):
        self.checks.heading("what the directory said is remembered, and forgotten when it is wrong")
        days = sorted(os.listdir(self.source))
        folder = self.place("remembered-source")
        os.link(os.path.join(self.source, days[0]), os.path.join(folder, days[0]))
        before = {user["id"] for user in self.standin.fresh(self.addresses)}
        product = self.product(source=folder)
        product.json(0, "sync", "m365")
        os.link(os.path.join(self.source, days[1]), os.path.join(folder, days[1]))
        self.standin.control("counters/reset", {})
        product.json(0, "sync", "m365")
        kinds = self.standin.control("counters")["kinds"]
        self.checks.equal((kinds.get("get_user", 0), kinds.get("list_users", 0)), (0, 0), "a second run asks for nobody again")
        # The mailboxes are made anew: other ids with the same addresses.
        self.checks.that(not before & {user["id"] for user in self.standin.fresh(self.addresses, user={"id": lambda _: str(uuid.uuid4())})},
                         "ids are others")
        os.link(os.path.join(self.source, days[2]), os.path.join(folder, days[2]))
        document = product.json(0, "sync", "m365")
        self.checks.equal((document.get("failed"), document.get("imported")), (0, sum(1 for _ in self.standin.messages())),
                          "what turned out wrong is asked again")
        check_mailboxes(self.checks, self.standin, self.only(days[2]), "remembered")
        for box, message in list(self.standin.messages()):
            self.standin.graph("PATCH", f"users/{box}/messages/{message['id']}", {"subject": "Something else"})
        answers = {entry["check"]: entry["answer"] for entry in product.json(3, "check", "m365")}
        self.checks.equal((answers.get("participants"), answers.get("received")), ("no", "yes"), "the checklist notices what is otherwise than written")

    def only(self, name):
        folder = self.place("only-" + name)
        os.link(os.path.join(self.source, name), os.path.join(folder, name))
        return _reference.expect(folder, _reference.Rules(_reference.Mapping(self.mapping), [DOMAIN]))

    def mime(self):
        self.checks.heading("mails made by importMime (beta), with the way back")
        advanced = {"client_id": CLIENT, "secrets": [SECRET], "granted": ["User.Read.All", "Mail.ReadWrite", "Mail-Advanced.ReadWrite.All"]}
        plain = {**advanced, "granted": advanced["granted"][:2]}
        day = sorted(os.listdir(self.source))[0]
        expectation, source = self.only(day), os.path.join(self.place.path, "only-" + day)
        product_of = lambda: self.product("--import-mime", "on", source=source)  # noqa: E731
        modes = (("taken", advanced, "on", True), ("not there", advanced, "missing", False), ("without the permission", plain, "on", False),
                 ("refused", advanced, "refused", False))
        for name, app, mode, by_mime in modes if self.parsed.only else modes[1:2]:
            self.standin.fresh(self.addresses, import_mime=mode)
            self.standin.control("apps", app)
            product = product_of()
            self.checks.equal(sums_of(product.json(0, "sync", "m365")), expectation.sums(), f"{name}: sums")
            check_mailboxes(self.checks, self.standin, expectation, f"importMime {name}")
            answers = self.standin.control("counters")["answers"]
            tried = sum(count for key, count in answers.items() if key.startswith("import_mime "))
            self.checks.that(answers.get("import_mime 201", 0) >= len(expectation.copies) * 0.9 if by_mime else 0 < tried < 30, f"{name}: used as far as it works",
                             str({key: count for key, count in answers.items() if "m" in key.split()[0]}))
            result = product.json(0, "verify", "m365")
            self.checks.equal(result.get("present"), len(expectation.copies), f"{name}: verify finds every copy")
        if self.parsed.only:
            self.standin.fresh(self.addresses, hold_s=1)
            self.standin.control("apps", advanced)
            self.standin.control("faults", {"seed": self.parsed.seed, "rules": [{"fault": fault, "percent": 2, "retry_after": 1} for fault in FAULTS]})
            self.checks.equal(sums_of(product_of().json(0, "sync", "m365")), expectation.sums(), "importMime with faults: sums")
            self.standin.control("faults", method="DELETE")
            check_mailboxes(self.checks, self.standin, expectation, "importMime with faults")
        self.standin.control("apps", advanced)
        self.kill_rounds(product_of, expectation, "importMime", None if self.parsed.only else 4)
        self.standin.control("apps", plain)

    def throttling(self):
        self.checks.heading("a service that takes fewer requests at a time than we make")
        self.standin.fresh(self.addresses, latency_ms=20)
        self.standin.control("throttle", {"concurrency": 2, "concurrency_scope": "app"})
        product = self.product()
        document = product.json(0, "sync", "m365")
        self.checks.equal(sums_of(document), self.expectation.sums(), "being throttled is no failure")
        check_mailboxes(self.checks, self.standin, self.expectation, "throttled")
        statuses = self.standin.control("counters")["statuses"]
        self.checks.that(0 < statuses.get("429", 0) < len(self.expectation.copies) / 4, "it gives way", str(statuses))
        self.checks.equal(self.standin.control("counters")["throttle"]["early_retries"], 0, "no request came before its Retry-After was over")

    def kill_rounds(self, product_of, expectation, name, most=None):
        most = most or self.parsed.kills
        self.standin.fresh(self.addresses, latency_ms=5)
        start = time.monotonic()
        product_of().json(0, "sync", "m365")
        duration = time.monotonic() - start
        check_mailboxes(self.checks, self.standin, expectation, f"{name}: undisturbed")
        kills = number = 0
        while kills < most and self.checks.that(number < 10 * most, f"{name}: processes are killed in the middle"):
            number += 1
            self.standin.fresh(self.addresses, latency_ms=5)
            product = product_of()
            for _ in range(min(self.random.randint(4, 8), most - kills)):
                process = product.start("sync", "m365")
                try:
                    process.communicate(timeout=self.random.uniform(0, duration))   # the random moment
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.communicate()
                    kills += 1
            if number % 3 == 0:
                product = product_of()       # with a new ledger
            document = product.json(0, "sync", "m365")
            check_invariant(self.checks, document, f"{name} {number}")
            self.checks.equal((document.get("state"), document.get("failed"), document.get("partial")), ("succeeded", 0, 0), f"{name} {number}: nothing failed")
            check_mailboxes(self.checks, self.standin, expectation, f"{name} {number}")
            result = product.json(0, "verify", "m365")
            self.checks.equal((result.get("present"), result.get("missing")), (len(expectation.copies), 0), f"{name} {number}: verify finds every copy")
        self.checks.note(f"{name}: {kills} kills in {number} rounds, undisturbed {duration:.1f} s")

    def killed(self):
        self.checks.heading("SIGKILL at random moments")
        self.kill_rounds(self.product, self.expectation, "kill")

    def corrected(self):
        self.checks.heading("a mapping that is corrected while copies wait")
        wrong, right = "wrong@" + DOMAIN, "right@" + DOMAIN
        source, mapping = self.place("corrected"), self.place.path_of("corrected.csv")
        files = range(3)
        write_delivery(source, "20250303", [(f"{number}.eml", eml_with_file(number, bytes(6 << 20)) if number in files else simple_eml(number))
                                            for number in range(60)])

        def map_to(mailbox):
            with open(mapping, "w", encoding="utf-8") as file:
                file.write(f"External User ID,Microsoft 365 User Mailbox\n447700900101,{mailbox}\n")

        def boxes():
            return [box for box, _ in self.standin.messages()]

        def products():
            self.standin.fresh([wrong, right], latency_ms=20)
            map_to(wrong)
            return self.product("--no-auto-mapping", source=source, mapping=mapping)

        product = products()
        process = product.start("sync", "m365")
        while process.poll() is None and len(boxes()) < 5:
            try:
                process.communicate(timeout=0.02)
            except subprocess.TimeoutExpired:
                pass
        process.kill()
        process.communicate()
        written = boxes().count(wrong)
        self.checks.note(f"killed with {written} of 60 mails begun")
        map_to(right)
        document = product.json(0, "sync", "m365")
        check_invariant(self.checks, document, "corrected")
        self.checks.equal(boxes().count(right), 60, "everything is where it belongs")
        # Requests that were under way when the process was killed, one for each lane, may have been carried out after the count.
        self.checks.that(0 < boxes().count(wrong) <= written + 4 < 60, "nothing more came into the mailbox that is not mapped any more",
                         f"{boxes().count(wrong)} after {written}")
        self.checks.equal({state_of(message) for _, message in self.standin.messages()}, {"done"}, "no half of a mail is left")
        result = product.json(0, "verify", "m365")
        self.checks.equal(result.get("present"), len(boxes()), "verify finds what lies there")

        self.checks.heading("a mapping that is corrected after its mailbox was refused")
        product = products()
        self.standin.fresh([right])
        product.json(3, "sync", "m365")
        self.standin.users([wrong])
        map_to(right)
        document = product.json((0, 3), "retry", "m365")
        check_invariant(self.checks, document, "corrected after a refusal")
        self.checks.equal((boxes().count(right), boxes().count(wrong)), (60, 0), "only the mailbox of today has the mails")

    def large(self):
        self.checks.heading("files of 25 MB, with SIGKILL")
        folder = self.place("large-source")
        files = [os.urandom(LARGE), os.urandom(2_700_000), os.urandom(100)]
        write_delivery(folder, "20250303", [(f"{number}.eml", eml_with_file(number, data)) for number, data in enumerate(files)])
        mapping = self.place.file("large.csv", f"External User ID,Microsoft 365 User Mailbox\r\n447700900101,{self.addresses[0]}\r\n".encode())
        expectation = _reference.expect(folder, _reference.Rules(_reference.Mapping(mapping), [DOMAIN]))
        product_of = lambda: self.product("--size-limit", "60MB", source=folder, mapping=mapping)  # noqa: E731
        self.kill_rounds(product_of, expectation, "large")
        held = {entry["sha256"] for _, message in self.standin.messages() for entry in message["attachments"]}
        self.checks.that({hashlib.sha256(data).hexdigest() for data in files} <= held, "files have their bytes")
        self.checks.heading("files of 25 MB with faults")
        self.standin.fresh(self.addresses, hold_s=1)
        self.standin.control("faults", {"seed": self.parsed.seed, "rules": [{"fault": fault, "percent": 3, "retry_after": 1} for fault in FAULTS]})
        document = product_of().json(0, "sync", "m365")
        self.checks.equal(document.get("imported"), len(expectation.copies), "all are imported")
        self.standin.control("faults", method="DELETE")
        check_mailboxes(self.checks, self.standin, expectation, "large, faults")
        held = [sorted(entry["sha256"] for entry in message["attachments"]) for _, message in self.standin.messages()]
        self.checks.that(sorted(held) == sorted([hashlib.sha256(data).hexdigest()] for data in files), "every file is there once", str(held)[:400])

    def contract(self):
        self.checks.heading("the contract of Graph: requests and answers through Prism, with 2 % of each kind of fault")
        sys.path[:0] = [SUPPORT]
        import front
        import prism
        contract = os.path.join(os.environ.get("TALLYBRIDGE_SHARED", os.path.join(ROOT, "..", "shared")), "contract", "graph.yaml")
        command = prism.find_prism() if os.path.exists(contract) else None
        if command is None:
            self.checks.note("the contract or Prism is not there: nothing was checked with it")
            return
        folder, mapping = self.with_large_files()
        expectation = _reference.expect(folder, _reference.Rules(_reference.Mapping(mapping), [DOMAIN]))
        proxy = prism.Prism(command, contract, self.standin.where["graph"])
        between = front.Front(f"http://127.0.0.1:{proxy.port}", self.standin.where["graph"], self.parsed.seed)
        try:
            self.through(between, expectation, folder, mapping)
            if self.parsed.only:
                self.through(between, expectation, folder, mapping, "--import-mime", "on")
        finally:
            between.stop()
            proxy.stop()
        self.went_through_prism = True
        report = proxy.report()
        self.checks.note(f"{report['requests']} requests through Prism, {report['not_described']} not in the contract, {between.requests['upload']} of "
                         f"uploads past it; faults {dict(between.used)}")
        self.checks.equal((report["request_violations"], report["response_violations"]), (0, 0), f"violations of the contract {report['by_message']}")
        self.checks.that(report["requests"] > 200 and report["requests"] >= between.requests["graph"] > between.requests["upload"] > 0,
                         "Prism saw the requests", str(report))

    def with_large_files(self):
        """Items (all of them when this part runs alone), and two with files that need an upload session and a request of their own."""
        self.number += 1
        folder = self.place(f"large-files{self.number}")
        for name in sorted(os.listdir(self.source))[:None if self.parsed.only else 2]:
            os.link(os.path.join(self.source, name), os.path.join(folder, name))
        write_delivery(folder, "20250303", [(f"{number}.eml", eml_with_file(number, os.urandom(size))) for number, size in enumerate((7_000_000, 2_700_000))])
        with open(self.mapping, "rb") as file:
            rows = [row for row in file.read().splitlines() if not row.startswith(b"447700900101,")]
        return folder, self.place.file("contract.csv", b"\r\n".join([*rows, b"447700900101," + self.addresses[0].encode(), b""]))

    def through(self, between, expectation, source, mapping, *more):
        self.standin.fresh(self.addresses, public_base=between.address, audiences=[between.address])
        roles = ["User.Read.All", "Mail.ReadWrite", *(["Mail-Advanced.ReadWrite.All"] if more else [])]
        self.standin.control("apps", {"client_id": CLIENT, "secrets": [SECRET], "granted": roles})
        between.percent = 0
        self.number += 1
        product = Product(self.parsed.ctl, self.place(f"data{self.number}"), self.checks)
        self.standin.add(product, "m365", source, *more, mapping=mapping, domains=[DOMAIN], graph=between.address)
        product.json((0, 3), "check", "m365")
        between.percent = 2
        document = product.json(0, "sync", "m365")
        between.percent = 0
        self.checks.equal(sums_of(document), expectation.sums(), "sums")
        check_mailboxes(self.checks, self.standin, expectation, "contract")
        box, gone = next(iter(self.standin.messages()))
        self.standin.graph("DELETE", f"users/{box}/messages/{gone['id']}")
        self.standin.graph("PATCH", f"users/{box}/messages/{gone['id']}", {"subject": "Something else"})
        result = product.json(0, "verify", "m365", "--repair")
        self.checks.equal((result.get("unchecked"), result.get("repaired")), (0, 1), "verify repairs the changed one")
        check_mailboxes(self.checks, self.standin, expectation, "contract, repaired")

    def secrets(self):
        self.checks.heading("nothing secret is left anywhere")
        token = re.compile(rb"eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}")   # three parts in base64url, the first two of JSON
        minted = self.standin.control("token", {"client_id": CLIENT})
        self.checks.that(token.search(json.dumps(minted).encode()), "a token is known by its form")
        for folder, _, names in os.walk(self.place.path):
            if os.path.basename(folder).startswith("standin"):
                continue
            for name in names:
                if not name.startswith(("ledger", "tallybridge")) and not name.endswith((".log", ".json", ".db", "-wal")):
                    continue
                with open(os.path.join(folder, name), "rb") as file:
                    data = file.read()
                self.checks.that(SECRET.encode() not in data and not token.search(data), f"no secret in {name}")


def existing(mapping):
    """Mailboxes of the mapping in our domain: those of the reference exist, whatever the stand-in's other rules."""
    import csv
    with open(mapping, encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            for cell in row:
                if cell.strip().lower().endswith("@" + DOMAIN):
                    yield cell.strip().lower()


def main():
    parsed = options(__doc__, kills=(int, 8, "how many kills, of small items and of large files"),
                     items=(int, 200, "items of the source"), mailboxes=(int, 12, "how many mailboxes they go to"), seed=(int, 1, "of items, faults and moments"),
                     only=(str, "", "name of the one part to run"))
    _product.TIME_LIMIT = max(_product.TIME_LIMIT, parsed.items // 4)
    checks = Checks()
    with Workplace() as place, StandIn(place, seed=parsed.seed) as standin:
        test = Test(parsed, checks, place, standin)
        if parsed.only:
            getattr(test, parsed.only)()
        else:
            product, expectation = test.sample()
            test.verify(product, expectation)
            for part in (test.certificate, test.tls, test.contract, test.faults, test.refused_tokens, test.empty_answers, test.remembered, test.throttling, test.mime, test.killed, test.corrected, test.large, test.secrets):
                part()
    checks.finish()


if __name__ == "__main__":
    main()
