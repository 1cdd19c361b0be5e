#!/usr/bin/env python3
"""Kills `sync` at random moments (SIGKILL), lets it go on, and counts with a reader of its own: nothing lost, nothing twice.

Each round begins with nothing, is killed one to four times and then runs to its end; in every --lose-ledger-th round the whole data
folder, ledger included, is thrown away after the last kill. tests/soak.sh runs many rounds.
"""
import os
import random
import shutil
import subprocess
import sys
import time

import _reference
from _product import (DOMAIN, ROOT, Checks, Product, Workplace, check_archive, check_invariant, options, sums_of, temporary_files)

DELIVERIES, MAILBOXES = 7, 12


class Rounds:
    def __init__(self, parsed, checks, place):
        self.parsed, self.checks, self.place = parsed, checks, place
        self.random = random.Random(parsed.seed)
        generator = os.path.join(ROOT, "tests", "bench", "generate.py")
        self.load = place("load")
        subprocess.run([sys.executable, generator, self.load, "--items", str(parsed.items), "--mailboxes", str(MAILBOXES), "--deliveries",
                        str(DELIVERIES), "--seed", str(parsed.seed)], check=True, stdout=subprocess.DEVNULL)
        self.source, self.mapping = os.path.join(self.load, "source"), os.path.join(self.load, "mapping.csv")
        self.expectation = _reference.expect(self.source, _reference.Rules(_reference.Mapping(self.mapping), [DOMAIN]))
        self.kills = self.early = 0

    def fresh(self, archive):
        shutil.rmtree(self.place.path_of("data"), ignore_errors=True)
        product = Product(self.parsed.ctl, self.place("data"), self.checks)
        product.add("kill", self.source, archive, mapping=self.mapping, domains=[DOMAIN])
        return product

    def clean_run(self):
        archive = self.place.path_of("archive")
        product = self.fresh(archive)
        start = time.monotonic()
        document = product.json(0, "sync", "kill")
        duration = time.monotonic() - start
        self.checks.equal(sums_of(document), self.expectation.sums(), "sums of a run that nobody disturbs")
        check_archive(self.checks, archive, self.expectation, "undisturbed run")
        return duration

    def kill_once(self, product, duration):
        """Starts a sync and kills it after a random part of its duration; True when it was still running."""
        process = product.start("sync", "kill")
        try:
            # Waiting for the end with a limit IS the random moment.
            process.communicate(timeout=self.random.uniform(0, duration))
            self.early += 1
            return False
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            self.kills += 1
            return True

    def round(self, number, duration):
        archive = self.place.path_of("archive")
        shutil.rmtree(archive, ignore_errors=True)
        product = self.fresh(archive)
        name = f"round {number}"
        for _ in range(self.random.randint(1, 4)):
            self.kill_once(product, duration)
        lost_ledger = self.parsed.lose_ledger and number % self.parsed.lose_ledger == 0
        if lost_ledger:
            product = self.fresh(archive)
            name += " (ledger lost)"
        document = product.json(0, "sync", "kill")
        check_invariant(self.checks, document, name)
        self.checks.equal((document.get("partial"), document.get("failed"), document.get("quarantined")), (0, 0, 0), f"{name}: nothing failed")
        self.checks.equal(document.get("state"), "succeeded", f"{name}: state")
        check_archive(self.checks, archive, self.expectation, name)
        if lost_ledger:
            self.checks.equal((document.get("available_from_source"), document.get("available_for_import")),
                              (self.expectation.available, len(self.expectation.copies)), f"{name}: the new ledger counts everything once")
        runs = product.json((0, 3), "runs", "kill")
        runs = runs if isinstance(runs, list) else []
        for run in runs:
            check_invariant(self.checks, run, f"{name}: run {run.get('run')}")
            self.checks.that(run.get("state") in ("succeeded", "interrupted"), f"{name}: state of run {run.get('run')}", str(run))
        # A copy is counted as imported at most once over all runs; one whose receipt was lost with the process is skipped later.
        self.checks.that(sum(run.get("imported", 0) for run in runs) <= len(self.expectation.copies), f"{name}: no copy is imported twice", str(runs)[:600])
        status = product.json((0, 3), "status", "kill")
        check_invariant(self.checks, status, f"{name}: status")
        result = product.json(0, "verify", "kill")
        copies = len(self.expectation.copies)
        self.checks.equal((result.get("checked"), result.get("present"), result.get("missing")), (copies, copies, 0), f"{name}: verify finds every copy")
        left = temporary_files(archive)
        # What a killed process leaves in tmp is never read as mail; the next run of the same connector clears it away.
        if not lost_ledger:
            self.checks.equal(left, [], f"{name}: nothing is left in tmp")
        named = [path for path in left if os.path.dirname(os.path.dirname(path)) == archive]
        self.checks.that(not named, f"{name}: no leftovers outside the archive folders", str(named[:3]))
        again = product.json(0, "sync", "kill")
        self.checks.equal((again.get("available_from_source"), again.get("available_for_import")), (0, 0), f"{name}: nothing is left to do")
        return len(left)


def main():
    parsed = options(__doc__, rounds=(int, 3, "how many rounds"), items=(int, 1500, "items of the source"), seed=(int, 1, "of items and moments"),
                     lose_ledger=(int, 3, "throw the ledger away in every N-th round, 0 = never"))
    checks = Checks()
    with Workplace() as place:
        rounds = Rounds(parsed, checks, place)
        duration = rounds.clean_run()
        checks.note(f"{parsed.items} items, {len(rounds.expectation.copies)} copies, undisturbed run {duration:.2f} s, seed {parsed.seed}")
        leftovers = 0
        for number in range(1, parsed.rounds + 1):
            before = checks.failed
            leftovers += rounds.round(number, duration)
            if checks.failed != before:
                checks.note(f"round {number} failed; repeat with --seed {parsed.seed} --items {parsed.items}")
        checks.note(f"{parsed.rounds} rounds, {rounds.kills} kills ({rounds.early} runs were faster than the killer), {leftovers} files left in tmp folders")
        checks.that(rounds.kills > 0, "at least one process was killed in the middle")
    checks.finish()


if __name__ == "__main__":
    main()
