"""What happens at the source after import, and what is found again there."""
import os
import shutil

import _product as product
import _sshd

from .feed import DAY, MARKER, contains, sums

def after_import(feed, work):
    checks = feed.checks
    checks.heading("what happens at the source after import")
    mapped = feed.deliver(3)
    unmapped = product.write_delivery(feed.folder, DAY, [("u.eml", product.simple_eml(77, sender_address="x@outside.example", text=MARKER))], number=2)
    feed.age(unmapped)
    with open(feed.path(f"{DAY}0000-TeleMessage_3_1.zip"), "wb") as file:
        file.write(b"not a zip")
    feed.age(f"{DAY}0000-TeleMessage_3_1.zip")
    feed.add("--after-import", "move:done")
    document = feed.sync(3)
    checks.equal((document.get("imported"), document.get("failed"), document.get("quarantined")), (3, 1, 1), "sums")
    checks.equal(sorted(os.listdir(feed.path("done"))), sorted([mapped, unmapped]), "imported deliveries are moved, held originals included")
    checks.that(os.path.exists(feed.path(f"{DAY}0000-TeleMessage_3_1.zip")), "what is in quarantine stays")
    checks.equal(contains(feed.data, [MARKER.encode()]), [], "the held original is sealed")
    held = [name for _, _, names in os.walk(os.path.join(feed.data, "held")) for name in names]
    checks.equal(len(held), 1, "one original is held")
    for name in (mapped, unmapped):
        os.remove(feed.path("done/" + name))
    mapping = work.file("after-mapping.csv", b"number,mailbox\n447700900101,ann.archer@contoso.example\n")
    feed.product.expect(0, "connector", "edit", "wa", "--mapping", mapping)
    retried = feed.product.json(3, "retry", "wa")
    checks.equal(retried.get("imported"), 1, "a retry imports from the held original when the source has lost it")
    held = [name for _, _, names in os.walk(os.path.join(feed.data, "held")) for name in names]
    checks.equal(held, [], "settled originals are let go")
    feed.product.expect(0, "connector", "edit", "wa", "--after-import", "delete")
    gone = feed.deliver(2, number=4, start=50)
    sums(checks, feed.sync((0, 3)), 2, "delete", 2)
    checks.that(not os.path.exists(feed.path(gone)), "deleted")
    feed.product.expect(0, "connector", "remove", "wa")
    checks.equal(feed.spool_files(), [], "removing the connector leaves no sealed file")


def findings(feed):
    return sorted((finding["kind"], finding["subject"]) for finding in feed.product.json(0, "findings", "wa") if not finding.get("explanation"))


def moved_deliveries(feed, work):
    checks = feed.checks
    checks.heading("what was moved is found again")
    name = feed.deliver(3)
    mapping = work.file("moved-mapping.csv", b"number,mailbox\n")
    for folder in (".", "/srv/done", "../done", "done/../..", "", "./done"):
        refused = feed.add("--after-import", f"move:{folder}", code=2)
        checks.that(len(refused.errors.strip().splitlines()) <= 3, f"move:{folder} is refused with a sentence", str(refused))
    feed.add("--after-import", "move:done/", "--mapping", mapping)
    refused = feed.product.run("connector", "edit", "wa", "--after-import", "move:../done")
    checks.equal(refused.code, 2, "edit refuses it too")
    sums(checks, feed.sync(), 3, "sync", 3)
    checks.equal(os.listdir(feed.path("done")), [name], "moved")
    row = feed.check()["deliveries"]
    checks.equal(row["answer"], "yes", "a source that was emptied by importing is nothing odd")
    again = feed.product.run("sync", "wa", json_output=True)
    checks.equal(again.code, 0, "an empty run")
    checks.that("empty" not in again.errors, "nor does the run say that it is empty", again.errors)
    reread = feed.sync(0, "--from", "2025-03-03", "--to", "2025-03-03")
    checks.equal((reread.get("imported"), reread.get("skipped")), (0, 3), "a re-read looks into the folder")
    for _, mail in list(product.mail_files(feed.archive)):
        os.remove(mail)
    repaired = feed.product.json(0, "verify", "wa", "--repair")
    checks.equal((repaired.get("missing"), repaired.get("repaired")), (3, 3), "a repair does, too")
    checks.equal(os.listdir(feed.path("done")), [name], "and nothing was moved again")
    checks.equal(feed.spool_files(), [], "the spool is empty")

    checks.heading("a name that is taken where deliveries are moved to")
    with open(feed.path("done/" + name), "rb") as file:
        same = file.read()
    with open(feed.path(name), "wb") as file:
        file.write(same)
    feed.age(name, 7200)
    sums(checks, feed.sync(), 0, "the same file again", 0)
    checks.that(not os.path.exists(feed.path(name)), "the same file leaves the source's folder")
    with open(feed.path("done/" + name), "rb") as file:
        checks.that(file.read() == same, "the one that was moved stays")
    feed.deliver(2, start=40)
    other = feed.sync(3)
    sums(checks, other, 2, "another file of the same name", 2)
    checks.equal(other.get("state"), "with-failures", "the run says so")
    checks.equal(findings(feed), [("delivery-not-moved", name)], "it is a finding")
    with open(feed.path("done/" + name), "rb") as file:
        checks.that(file.read() == same and os.path.exists(feed.path(name)), "neither file was touched")
    told = feed.product.run("sync", "wa")
    checks.that(f'"{name}" is imported but was not moved' in told.errors + told.text, "the sentence names it", str(told))
    row = feed.check()["findings"]
    checks.equal(row["answer"], "no", "check says no")
    os.rename(feed.path("done/" + name), feed.path("done/elsewhere.zip"))
    feed.sync(0)
    checks.equal(findings(feed), [], "with room there it is moved and settled")

    checks.heading("a source that lets nothing be moved")
    stuck = feed.deliver(2, number=2, start=60)
    shutil.chown(feed.folder, "root")
    document = feed.sync(3)
    sums(checks, document, 2, "imported all the same", 2)
    checks.equal(findings(feed), [("delivery-not-moved", stuck)], "it is a finding")
    shutil.chown(feed.folder, feed.server.user)
    feed.sync(0)
    checks.equal(findings(feed), [], "settled when it can be")


def former_settings(feed):
    checks = feed.checks
    checks.heading("what former settings moved or deleted")
    names = [feed.deliver(1, number=1)]
    feed.add("--after-import", "move:done")
    sums(checks, feed.sync(), 1, "into one folder", 1)
    feed.product.expect(0, "connector", "edit", "wa", "--after-import", "move:later")
    names.append(feed.deliver(2, number=2, start=10))
    sums(checks, feed.sync(), 2, "into another folder", 2)
    feed.product.expect(0, "connector", "edit", "wa", "--after-import", "leave")

    def nothing_odd(name):
        row = feed.check()["deliveries"]
        checks.equal(row["answer"], "yes", f"{name}: the emptied source is nothing odd")
        again = feed.product.run("sync", "wa", json_output=True)
        checks.that(again.code == 0 and "empty" not in again.errors, f"{name}: nor does a run say that it is empty", again.errors)
    nothing_odd("back at leave")
    reread = feed.sync(0, "--from", "2025-03-03", "--to", "2025-03-03")
    checks.equal((reread.get("imported"), reread.get("skipped")), (0, 3), "a re-read looks into both folders")
    for _, mail in list(product.mail_files(feed.archive)):
        os.remove(mail)
    repaired = feed.product.json(0, "verify", "wa", "--repair")
    checks.equal((repaired.get("missing"), repaired.get("repaired")), (3, 3), "and so does a repair")
    checks.equal([os.listdir(feed.path(folder)) for folder in ("done", "later")], [[name] for name in names], "nothing was moved again")
    feed.product.expect(0, "connector", "edit", "wa", "--after-import", "delete")
    feed.deliver(1, number=3, start=20)
    sums(checks, feed.sync(), 1, "deleted", 1)
    feed.product.expect(0, "connector", "edit", "wa", "--after-import", "leave")
    nothing_odd("leave after delete")


def strange_entries(feed):
    checks = feed.checks
    checks.heading("folders and links with the name of a delivery")
    feed.deliver(1)
    folder, link = f"{DAY}0000-TeleMessage_2_1.zip", f"{DAY}0000-TeleMessage_3_1.zip"
    os.mkdir(feed.path(folder))
    os.symlink("nowhere", feed.path(link))
    feed.add()
    sums(checks, feed.sync(3), 1, "sync", 1)
    checks.equal(findings(feed), [("delivery-no-file", folder), ("delivery-no-file", link)], "both are findings")
    os.rmdir(feed.path(folder))
    os.remove(feed.path(link))
    feed.deliver(1, number=2, start=10)
    feed.deliver(1, number=3, start=20)
    sums(checks, feed.sync(), 2, "the files in their place", 2)

    checks.heading("a delivery that vanishes")
    first = feed.deliver(20, number=4, start=100, padding=2_000_000)
    second = feed.deliver(1, number=5, start=200)
    gone = []

    def vanish(count):
        if not gone and count > 500_000:
            gone.append(count)
            os.rename(feed.path(second), feed.path("aside"))
    with _sshd.Relay(feed.server.port, vanish) as relay:
        feed.product.expect(0, "connector", "edit", "wa", "--source", feed.server.url(feed.name, relay.port), "--accept-host-key",
                            feed.server.fingerprint())
        told = feed.product.run("sync", "wa")
    checks.equal(told.code, 3, "the run has something to say")
    checks.that("cannot be read" not in told.errors + told.text and "gone when it was to be read" in told.errors + told.text,
                "in the right words", str(told))
    checks.equal(findings(feed), [("delivery-vanished", second)], "it is a finding")
    os.rename(feed.path("aside"), feed.path(second))
    feed.product.expect(0, "connector", "edit", "wa", "--source", feed.server.url(feed.name), "--accept-host-key", feed.server.fingerprint())
    sums(checks, feed.sync(), 1, "once it is back", 1)
    checks.equal(findings(feed), [], f"it is none any more; {first} was no matter")


def only_originals(feed):
    checks = feed.checks
    checks.heading("a connector that holds the only originals")
    name = product.write_delivery(feed.folder, DAY, [("u.eml", product.simple_eml(77, sender_address="x@outside.example", text=MARKER))])
    feed.age(name)
    feed.add("--after-import", "delete")
    feed.sync(3)
    checks.that(not os.path.exists(feed.path(name)), "deleted at the source")
    refused = feed.product.run("connector", "remove", "wa", "--yes")
    checks.equal(refused.code, 2, "is not removed")
    checks.that("holds the originals of 1 items" in refused.errors and name in refused.errors, "and says why", str(refused))
    keys = os.path.join(feed.data, "keys")
    os.rename(keys, keys + ".away")
    told = feed.product.run("retry", "wa")
    checks.that("key is not at hand" in told.errors + told.text, "a key that is missing is told", str(told))
    shutil.rmtree(keys, ignore_errors=True)
    os.rename(keys + ".away", keys)
    held = [os.path.join(place, file) for place, _, files in os.walk(os.path.join(feed.data, "held")) for file in files]
    checks.equal(len(held), 1, "the original is still held")
    with open(held[0], "r+b") as file:
        file.seek(100)
        byte = file.read(1)
        file.seek(100)
        file.write(bytes([byte[0] ^ 1]))
    told = feed.product.run("retry", "wa")
    checks.that("are damaged" in told.errors + told.text and os.path.exists(held[0]), "one that is damaged is told, and left", str(told))
    feed.product.expect(0, "waive", "wa", "--reason", "unmapped", "--because", "nobody of ours")
    feed.product.expect(0, "connector", "remove", "wa", "--yes")
    checks.equal([file for _, _, files in os.walk(os.path.join(feed.data, "held")) for file in files], [], "waived, it goes")


def private_folders(feed):
    checks = feed.checks
    checks.heading("nobody else looks into the data folder")
    product.write_delivery(feed.folder, DAY, [("u.eml", product.simple_eml(77, sender_address="x@outside.example"))])
    feed.age(os.listdir(feed.folder)[0])
    feed.add()
    feed.sync(3)
    places = [place for place, _, _ in os.walk(feed.data)]
    checks.that(any(place.endswith("/spool") for place in places) and any(place.endswith("/locks") for place in places), "folders are there", str(places))
    checks.equal([(place, oct(os.stat(place).st_mode & 0o777)) for place in places if os.stat(place).st_mode & 0o077], [], "all are for the account alone")
