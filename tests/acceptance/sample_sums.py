#!/usr/bin/env python3
"""The sample as a user imports it: sums, second sync, verify, repair, a partial item."""
import hashlib
import json
import os
import shutil
import subprocess
import sys

import _reference
from _product import (DOMAIN, SAMPLE, SAMPLE_DELIVERIES, SAMPLE_MAPPING, Checks, Product, Workplace, check_archive, check_invariant, mail_files,
                      options, sums_of, temporary_files)


def main():
    parsed, checks = options(__doc__), Checks()
    rules = _reference.Rules(_reference.Mapping(SAMPLE_MAPPING), [DOMAIN])
    with Workplace() as place, open(os.path.join(SAMPLE, "EXPECTED.json"), encoding="utf-8") as file:
        expected = json.load(file)
        source, archive = place.path_of("source"), place.path_of("archive")
        shutil.copytree(SAMPLE_DELIVERIES, source)
        product = Product(parsed.ctl, place("data"), checks)

        checks.heading("sample and reference agree")
        made = subprocess.run([sys.executable, os.path.join(SAMPLE, "make_sample.py"), "--check"], capture_output=True, text=True, check=False)
        checks.that(made.returncode == 0, "the stored sample is what make_sample.py makes", made.stdout)
        expectation = _reference.expect(source, rules)
        checks.equal(_reference.document(expectation), expected, "EXPECTED.json is what the reference says")
        checks.equal(sum(count for *_, count in _reference.deliveries(source)), expected["available_from_source"], "the manifests' counts")

        checks.heading("first sync")
        product.add("sample", source, archive, mapping=SAMPLE_MAPPING, domains=[DOMAIN])
        first = product.json(3, "sync", "sample")
        check_invariant(checks, first, "first sync")
        checks.equal(sums_of(first), sums_of(expected), "sums of the first sync")
        checks.equal(first.get("state"), "with-failures", "state")
        check_archive(checks, archive, expectation, "first sync")
        checks.equal(temporary_files(archive), [], "tmp folders are empty")
        boxes = {}
        for box, _ in mail_files(archive):
            boxes[box] = boxes.get(box, 0) + 1
        checks.equal(boxes, expected["mailboxes"], "mails per mailbox")
        reasons = {}
        for failure in product.failures("sample"):
            reasons[failure.get("reason")] = reasons.get(failure.get("reason"), 0) + 1
        checks.equal(reasons, expected["reasons"], "the list of failures agrees with the sums")

        checks.heading("second sync")
        before = {path: os.stat(path).st_mtime_ns for _, path in mail_files(archive)}
        # Everything is finished; the failed copies wait for a retry, so the exit code may tell of them or not.
        second = product.json((0, 3), "sync", "sample")
        check_invariant(checks, second, "second sync")
        checks.equal((second.get("available_from_source"), second.get("imported"), second.get("partial"), second.get("failed")), (0, 0, 0, 0),
                     "nothing new in the second sync")
        checks.equal({path: os.stat(path).st_mtime_ns for _, path in mail_files(archive)}, before, "the second sync touched no mail")

        checks.heading("verify and repair")
        copies = len(expectation.copies)
        result = product.json(0, "verify", "sample")
        checks.equal([result.get(key) for key in ("checked", "present", "moved", "missing", "unchecked", "repaired")], [copies, copies, 0, 0, 0, 0],
                     "verify finds every copy")
        _, victim = list(mail_files(archive))[17]
        with open(victim, "rb") as mail:
            digest = hashlib.sha256(mail.read()).hexdigest()
        os.remove(victim)
        result = product.json(3, "verify", "sample")
        checks.equal((result.get("checked"), result.get("present"), result.get("missing")), (copies, copies - 1, 1), "verify misses the removed mail")
        checks.that(not os.path.exists(victim), "verify alone repairs nothing")
        result = product.json(0, "verify", "sample", "--repair")
        checks.equal((result.get("missing"), result.get("repaired")), (1, 1), "repair imports one mail")
        now = {path: os.stat(path).st_mtime_ns for _, path in mail_files(archive)}
        new = set(now) - (set(before) - {victim})
        checks.equal(len(new), 1, "exactly one new mail file")
        for path in new:
            with open(path, "rb") as mail:
                checks.equal(hashlib.sha256(mail.read()).hexdigest(), digest, "the repaired mail is byte for byte the same")
        checks.that(all(now[path] == before[path] for path in set(now) & set(before) - {victim}), "the other mails were not touched")
        check_archive(checks, archive, expectation, "after the repair")
        product.json(0, "verify", "sample")

        checks.heading("an attachment over the limit")
        subprocess.run([sys.executable, os.path.join(SAMPLE, "make_sample.py"), "--big-delivery", source], check=True, stdout=subprocess.DEVNULL)
        whole = _reference.expect(source, rules)
        third = product.json(3, "sync", "sample")
        check_invariant(checks, third, "sync with a big attachment")
        checks.equal((third.get("available_from_source"), third.get("imported"), third.get("partial"), third.get("failed")),
                     (2, whole.outcomes["imported"] - expectation.outcomes["imported"], whole.outcomes["partial"], 0), "two partial copies")
        check_archive(checks, archive, whole, "with partial copies")
        entry = next(eml for name, _, entries, _ in _reference.deliveries(source) for _, eml in entries if len(eml) > 11 << 20)
        big = next(part.get_payload(decode=True) for part in _reference.item_message(entry).walk() if part.get_filename() == "factory tour.mp4")
        named = 0
        for _, path in mail_files(archive):
            if path in before or path in now:
                continue
            with open(path, "rb") as mail:
                message = _reference.email.message_from_bytes(mail.read(), policy=_reference.email.policy.default)
            text = " ".join(part.get_content() for part in message.walk() if part.get_content_type() == "text/plain" and not part.get_filename())
            named += "factory tour.mp4" in text and hashlib.sha256(big).hexdigest() in text.lower().replace("\n", "")
        checks.equal(named, 2, "both partial mails name what was dropped, with its SHA-256")
        checks.that(any(failure.get("reason") == "item-too-large" for failure in product.failures("sample")), "partial copies are listed until settled")
        product.expect(0, "connector", "edit", "sample", "--size-limit", "20MB")
        retry = product.json((0, 3), "retry", "sample", "--reason", "item-too-large")
        checks.equal((retry.get("available_from_source"), retry.get("imported")), (0, 2), "a retry with a higher limit imports both whole")
        check_archive(checks, archive, whole, "partial mails gave way to whole ones")
        full = 0
        for _, path in mail_files(archive):
            full += os.path.getsize(path) > 11 << 20
        checks.equal(full, 2, "the whole mails carry the attachment")
    checks.finish()


if __name__ == "__main__":
    main()
