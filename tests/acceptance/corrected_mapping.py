#!/usr/bin/env python3
"""Corrects the mapping while copies wait: a mailbox that nobody is mapped to any more gets no further mail, whether its copies wait because
the import was killed or because the mailbox could not be written, and whether sync, retry or a re-read goes on."""
import os
import subprocess

from _product import DOMAIN, Checks, Product, Workplace, check_invariant, mail_files, options, simple_eml, sums_of, write_delivery

ITEMS = 3000
WRONG, RIGHT = "wrong@contoso.example", "right@contoso.example"


class CorrectedMapping:
    def __init__(self, parsed):
        self.ctl, self.checks = parsed.ctl, Checks()

    def make(self, place, items):
        self.archive, self.mapping = place("archive"), place.path_of("mapping.csv")
        write_delivery(place("source"), "20250303", [(f"{number:05d}.eml", simple_eml(number)) for number in range(items)])
        self.product = Product(self.ctl, place("data"), self.checks)
        self.map_to(WRONG)
        self.product.add("c", place("source"), self.archive, "--no-auto-mapping", mapping=self.mapping, domains=[DOMAIN])

    def map_to(self, mailbox):
        with open(self.mapping, "w", encoding="utf-8") as file:
            file.write(f"External User ID,Microsoft 365 User Mailbox\n447700900101,{mailbox}\n")

    def mails(self):
        boxes = [box for box, _ in mail_files(self.archive)]
        return boxes.count(WRONG), boxes.count(RIGHT)

    def killed(self, *more):
        """Killed while the first copies lie there already, then corrected and ended."""
        with Workplace() as place:
            self.make(place, ITEMS)
            process = self.product.start("sync", "c")
            while process.poll() is None and self.mails()[0] == 0:
                try:
                    # Waiting for the end with a limit, to look again soon.
                    process.communicate(timeout=0.01)
                except subprocess.TimeoutExpired:
                    pass
            process.kill()
            process.communicate()
            written = self.mails()[0]
            self.checks.note(f"killed with {written} of {ITEMS} mails written")
            self.map_to(RIGHT)
            document = self.product.json(0, "sync", "c", *more)
            wrong, right = self.mails()
            self.checks.equal(wrong, written, "nothing more came into the mailbox that is not mapped any more")
            self.checks.equal(right, ITEMS, "everything is where it belongs")
            check_invariant(self.checks, document, "sums")
            self.checks.that(document.get("imported", 0) + document.get("skipped", 0) == wrong + right, "the mails that lie in the wrong mailbox are counted",
                             str(sums_of(document)))
            again = self.product.json(0, "sync", "c")
            self.checks.equal(sums_of(again)["imported"], 0, "a second sync has nothing to do")
            verified = self.product.json(0, "verify", "c")
            self.checks.equal(verified.get("present"), wrong + right, "verify finds what was imported, in both mailboxes")

    def refused(self, *command):
        """A mailbox that cannot be written, corrected, and then writable."""
        with Workplace() as place:
            self.make(place, 3)
            blocking = place.file("archive/" + WRONG, b"")
            self.product.json(3, "sync", "c")
            self.checks.equal({failure["reason"] for failure in self.product.failures("c")}, {"access-denied"}, "the mailbox is not to be written")
            os.remove(blocking)
            self.map_to(RIGHT)
            document = self.product.json(0, *command)
            check_invariant(self.checks, document, "sums")
            self.checks.equal(self.mails(), (0, 3), "only the mailbox of today has the mails")
            self.checks.equal(self.product.failures("c"), [], "nothing goes on waiting for the mailbox of yesterday")

    def still_refused(self):
        """What cannot be looked at may hold a copy, so it goes on waiting, and is let go when it can be looked at."""
        with Workplace() as place:
            self.make(place, 3)
            blocking = place.file("archive/" + WRONG, b"")
            self.product.json(3, "sync", "c")
            self.map_to(RIGHT)
            self.product.json(3, "retry", "c")
            self.checks.equal(self.mails(), (0, 3), "the mailbox of today has the mails")
            self.checks.equal(len(self.product.failures("c")), 3, "the copies nobody could look for wait")
            os.remove(blocking)
            self.product.json(0, "retry", "c")
            self.checks.equal(self.mails(), (0, 3), "nothing more was written")
            self.checks.equal(self.product.failures("c"), [], "nothing waits any more")

    def run(self):
        for title, test in (("a killed import", self.killed), ("a killed import, read again", lambda: self.killed("--from", "2025-01-01")),
                            ("a refused mailbox, retry", lambda: self.refused("retry", "c")),
                            ("a refused mailbox, read again", lambda: self.refused("sync", "c", "--from", "2025-01-01")),
                            ("a mailbox that stays refused", self.still_refused)):
            self.checks.heading(title)
            test()
        self.checks.finish()


if __name__ == "__main__":
    CorrectedMapping(options(__doc__)).run()
