"""Imports from end to end, and what stays secret."""
import os
import subprocess
import time

import _product as product
import _sshd

from .feed import MARKER, contains, sums

def end_to_end(feed):
    checks = feed.checks
    checks.heading("from the server into the archive")
    feed.deliver(30)
    feed.deliver(20, number=2, start=30)
    unknown = feed.add(key="", code=4)
    checks.that(feed.server.fingerprint() in unknown.errors, "an unknown host key is shown with its fingerprint", str(unknown))
    checks.equal(feed.product.json(0, "connector", "list"), [], "nothing is created without it")
    wrong = feed.add(key="SHA256:" + "A" * 43, code=4)
    checks.that("host key" in wrong.errors, "another host key than the accepted one is refused", str(wrong))
    feed.add(key="MD5:aa:bb", code=2)
    feed.add()
    sums(checks, feed.sync(), 50, "first sync", 50)
    checks.equal(feed.spool_files(), [], "the spool is empty afterwards")
    checks.equal(len(list(product.mail_files(feed.archive))), 50, "mails in the archive")
    with _sshd.Relay(feed.server.port) as relay:
        feed.product.expect(0, "connector", "edit", "wa", "--source", feed.server.url(feed.name, relay.port), "--accept-host-key",
                            feed.server.fingerprint())
        sums(checks, feed.sync(), 0, "second sync", 0)
        checks.that(relay.to_client < 20_000, "what was fetched before is not fetched again", f"{relay.to_client} bytes")
        feed.deliver(5, number=3, start=50)
        sums(checks, feed.sync(), 5, "a new delivery", 5)
        again = feed.sync(0, "--from", "2025-03-03", "--to", "2025-03-03")
        checks.equal((again.get("imported"), again.get("skipped")), (0, 55), "a re-read fetches again and doubles nothing")
    feed.product.expect(0, "connector", "edit", "wa", "--source", feed.server.url(feed.name), "--accept-host-key", feed.server.fingerprint())
    young = feed.deliver(1, number=4, start=60)
    feed.age(young, 0)
    with open(feed.path("202503030000-TeleMessage_5_1.zip.part"), "wb") as file:
        file.write(b"x")
    sums(checks, feed.sync(), 1, "a young delivery that does not change", 1)
    feed.product.expect(0, "verify", "wa")


def many_entries(feed):
    checks = feed.checks
    checks.heading("100,000 entries")
    for i in range(99_990):
        with open(feed.path(f"note-{i:06d}.txt"), "wb"):
            pass
    feed.deliver(3, number=9)
    for i in range(1, 9):
        feed.deliver(1, number=i, start=100 + i)
    feed.add()
    document = feed.sync(0)
    sums(checks, document, 11, "sync", 11)


def secrets_stay_secret(feed, work):
    checks = feed.checks
    checks.heading("neither password nor content lies on the disk, whenever it is killed")
    feed.deliver(60, padding=20_000_000)
    feed.add("--bandwidth-limit", "12MB")
    needles = [feed.server.password.encode(), MARKER.encode()]
    for seconds in (0.15, 0.5, 0.9, 1.3):
        process = subprocess.Popen([*feed.product.command("sync", "wa", json_output=True)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        time.sleep(seconds)     # a random moment is what is tested
        try:
            with open(f"/proc/{process.pid}/cmdline", "rb") as file:
                shown = file.read()
            with open(f"/proc/{process.pid}/environ", "rb") as file:
                shown += file.read()
            checks.that(needles[0] not in shown, "not in the process list")
        except OSError:
            pass
        process.kill()
        out, err = process.communicate()
        checks.that(not any(needle in out + err for needle in needles), "not in what it prints")
        checks.equal(contains(feed.data, needles), [], f"killed after {seconds} s: nothing in the data folder")
    feed.product.expect(0, "connector", "edit", "wa", "--bandwidth-limit", "0")
    document = feed.sync(0)
    checks.equal(len(list(product.mail_files(feed.archive))), 60, "everything arrives in the end, once")
    product.check_invariant(checks, document, "after the kills")
    checks.equal(contains(feed.data, needles), [], "nothing in the data folder")


def outage(feed):
    checks = feed.checks
    checks.heading("an outage of days")
    feed.deliver(2)
    feed.add()
    sums(checks, feed.sync(), 2, "before", 2)
    feed.server.stop()
    for day in range(1, 4):
        feed.sync(4)
        checks.equal(feed.newest().get("state"), "failed", f"day {day}: the run fails")
        feed.deliver(2, day=f"2025030{3 + day}", start=10 * day)
    error = feed.product.run("sync", "wa")
    checks.that("refuses the connection" in error.errors + error.text, "and says why", str(error))
    feed.server.start()
    sums(checks, feed.sync(), 6, "the next good run catches up", 6)
