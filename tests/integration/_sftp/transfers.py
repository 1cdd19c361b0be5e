"""Transfers that break, files that change, disks that are full."""
import json
import os
import shutil
import signal
import subprocess
import time
import zipfile

import _product as product
import _sshd

from .feed import DAY, IN_FLIGHT, MARKER, contains, sums

def broken_transfers(feed):
    checks = feed.checks
    server = feed.server
    checks.heading("broken transfers")
    name = feed.deliver(40, padding=24_000_000)
    size = os.path.getsize(feed.path(name))

    killed = []

    def kill_server(count):
        if count > size // 2 and not killed:
            killed.append(count)
            server.stop()
            return "cut"
        return None
    with _sshd.Relay(server.port, kill_server) as relay:
        feed.add(url=server.url(feed.name, relay.port))
        feed.sync(4)
        checks.equal(feed.newest().get("state"), "failed", "the run failed when the server was killed")
        checks.equal(feed.newest().get("imported"), 0, "nothing was imported")
        first = relay.to_client
        checks.that(any(path.endswith(".part") for path in feed.spool_files()), "what came is kept, sealed", str(feed.spool_files()))
        checks.equal(contains(feed.data, [MARKER.encode(), b"Subject: WhatsApp"]), [], "and nothing of it lies in clear")
        server.start()
        sums(checks, feed.sync(), 40, "the next sync", 40)
        both = relay.to_client
        checks.that(size < both < size + IN_FLIGHT, "resumed at the right byte", f"delivery {size}, first {first}, both together {both}")
    feed.product.expect(0, "verify", "wa")

    checks.heading("a connection that breaks is taken up again in the same run")
    second = feed.deliver(40, number=2, start=100, padding=24_000_000)
    cuts = []

    def cut_once(count):
        if not cuts and count > 16_000_000:
            cuts.append(count)
            return "cut"
        return None
    with _sshd.Relay(server.port, cut_once) as relay:
        feed.product.expect(0, "connector", "edit", "wa", "--source", server.url(feed.name, relay.port), "--accept-host-key", server.fingerprint())
        sums(checks, feed.sync(), 40, "sync", 40)
        checks.that(relay.to_client < os.path.getsize(feed.path(second)) + IN_FLIGHT, "each byte came once", f"{relay.to_client}")
        # Each comparison of a host key is a connection too.
        checks.that(cuts and relay.connections >= 3, "it was cut and taken up", str(relay.connections))

    checks.heading("another file under the same name, size and time is not glued to the first part")
    third = feed.deliver(40, number=3, start=200, padding=12_000_000)
    size = os.path.getsize(feed.path(third))
    killed.clear()
    with _sshd.Relay(server.port, kill_server) as relay:
        feed.product.expect(0, "connector", "edit", "wa", "--source", server.url(feed.name, relay.port), "--accept-host-key", server.fingerprint())
        feed.sync(4)
    server.start()
    stat = os.stat(feed.path(third))
    with open(feed.path(third), "rb") as file:
        whole = file.read()
    with zipfile.ZipFile(feed.path(third) + ".new", "w") as archive:
        entries = [(f"n{i:03d}.eml", product.simple_eml(1000 + i)) for i in range(40)]
        for entry, data in entries:
            archive.writestr(entry, data)
        archive.writestr(third[:-4] + ".mf", product.manifest([entry for entry, _ in entries]))
    with open(feed.path(third) + ".new", "rb") as file:
        other = file.read()
    # The comment of a ZIP may be up to 65,535 bytes; the rest is put in front, where readers of ZIPs skip it.
    os.remove(feed.path(third) + ".new")
    with open(feed.path(third), "wb") as file:
        file.write(os.urandom(len(whole) - len(other)) + other)
    os.utime(feed.path(third), (stat.st_atime, stat.st_mtime))
    checks.equal(os.path.getsize(feed.path(third)), len(whole), "the same size")
    feed.product.expect(0, "connector", "edit", "wa", "--source", server.url(feed.name), "--accept-host-key", server.fingerprint())
    answer = feed.sync((0, 3))
    product.check_invariant(checks, answer, "another file")
    again = feed.sync((0, 3))
    imported = answer.get("imported", 0) + again.get("imported", 0)
    quarantined = again.get("quarantined", 0)
    checks.that(imported == 40 or quarantined == 1, "it is read as what it is now", f"{answer} {again}")


def changing_and_stalling(feed):
    checks = feed.checks
    server = feed.server
    checks.heading("a file that changes while it is fetched")
    name = feed.deliver(40, padding=12_000_000)
    grown = []

    def grow(count):
        if not grown and count > 4_000_000:
            grown.append(count)
            with open(feed.path(name), "ab") as file:
                file.write(b"more")
        return None
    with open(feed.path(name), "rb") as file:
        original = file.read()
    with _sshd.Relay(server.port, grow) as relay:
        feed.add("--source-timeout", "2", url=server.url(feed.name, relay.port))
        document = feed.sync(0)
        sums(checks, document, 0, "nothing of it is imported", 0)
        checks.equal(document.get("quarantined"), 0, "nor is it in quarantine")
    notes = feed.product.run("runs", "wa").text
    with open(feed.path(name), "wb") as file:
        file.write(original)
    feed.age(name)
    feed.product.expect(0, "connector", "edit", "wa", "--source", server.url(feed.name), "--accept-host-key", server.fingerprint())
    sums(checks, feed.sync(), 40, "once it is whole again", 40)
    checks.that(grown and notes is not None, "the file was changed in mid-transfer")

    checks.heading("a server that stalls")
    feed.deliver(40, number=2, start=50, padding=12_000_000)
    with _sshd.Relay(server.port, lambda count: "stall" if count > 4_000_000 else None) as relay:
        feed.product.expect(0, "connector", "edit", "wa", "--source", server.url(feed.name, relay.port), "--accept-host-key", server.fingerprint())
        feed.sync(4)
        checks.equal(feed.newest().get("state"), "failed", "the run ends by itself")

    checks.heading("Ctrl-C while the server is silent")
    stalls = []

    def stall(count):
        if count > 4_000_000:
            stalls.append(count)
            return "stall"
        return None
    with _sshd.Relay(server.port, stall) as relay:
        feed.product.expect(0, "connector", "edit", "wa", "--source", server.url(feed.name, relay.port), "--accept-host-key", server.fingerprint(),
                            "--source-timeout", "300")
        process = feed.product.start("sync", "wa")
        while not stalls and process.poll() is None:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        checks.equal(process.returncode, 130, "it ends long before the time-out")
    feed.product.expect(0, "connector", "edit", "wa", "--source", server.url(feed.name), "--accept-host-key", server.fingerprint())
    sums(checks, feed.sync(), 40, "and goes on afterwards", 40)


def disk_full(feed, work):
    checks = feed.checks
    checks.heading("disk full")
    place = os.path.join(feed.data, "spool")
    os.makedirs(place)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", place], capture_output=True, check=False)
    if mounted.returncode != 0:
        checks.note("no right to mount a small file system here: not tested")
        return
    try:
        feed.deliver(20, padding=16_000_000)
        feed.add()
        feed.sync(4)
        code = feed.product.run("sync", "wa", json_output=True)
        checks.that(b"disk" in code.out + code.err, "the answer is that the disk is full", str(code))
        # The check beforehand passes here; the disk fills up while it is written.
        with open(os.path.join(place, "ballast"), "wb") as file:
            file.write(b"x" * 1_000_000)
        small = feed.deliver(20, number=2, start=100, padding=4_000_000)
        os.remove(feed.path(f"{DAY}0000-TeleMessage_1_235959.zip"))
        filled = []

        def fill(count):
            if not filled and count > 1_500_000:
                filled.append(count)
                with open(os.path.join(place, "ballast"), "ab") as ballast:
                    try:
                        while True:
                            ballast.write(b"x" * 65536)
                            ballast.flush()
                    except OSError:
                        pass
            return None
        with _sshd.Relay(feed.server.port, fill) as relay:
            feed.product.expect(0, "connector", "edit", "wa", "--source", feed.server.url(feed.name, relay.port), "--accept-host-key",
                                feed.server.fingerprint(), "--bandwidth-limit", "4MB")
            feed.sync(4)
        checks.that(filled, "the disk was filled in mid-transfer", small)
        os.remove(os.path.join(place, "ballast"))
        feed.product.expect(0, "connector", "edit", "wa", "--source", feed.server.url(feed.name), "--accept-host-key", feed.server.fingerprint(),
                            "--bandwidth-limit", "0")
        sums(checks, feed.sync(), 20, "with room again", 20)
    finally:
        subprocess.run(["umount", place], check=False)
    # No file more can be made: the folders of the spool and of held originals say what it is.
    unmapped = product.write_delivery(feed.folder, DAY, [("u.eml", product.simple_eml(77, sender_address="x@outside.example"))], number=7)
    feed.age(unmapped)
    for folder in ("spool", "held"):
        place = os.path.join(feed.data, folder)
        os.makedirs(place, exist_ok=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m,nr_inodes=1", "tmpfs", place], check=True)
        try:
            answer = feed.product.run("sync", "wa")
            checks.that("The disk is full at" in answer.errors + answer.text, f"a full disk under {folder} is told as what it is", str(answer))
        finally:
            subprocess.run(["umount", place], check=False)


def lies(feed):
    checks, server = feed.checks, feed.server
    checks.heading("a server that lies")
    feed.add()
    program = server.file("hostile_server.py")
    shutil.copy(os.path.join(os.path.dirname(__file__), "hostile_server.py"), program)
    # A command is run by the shell of the account.
    subprocess.run(["usermod", "-s", "/bin/sh", server.user], check=True)
    try:
        for mode, code in (("dots", "source-failed"), ("nameless", "source-failed"), ("huge", "disk-full")):
            server.stop()
            server.start(f"ForceCommand exec /usr/bin/python3 {program} {mode}")
            # A listing without an end ends the test by its time limit.
            document = feed.product.json(4, "sync", "wa")
            checks.that(code in json.dumps(document) or code in json.dumps(feed.newest()), f"{mode}: {code}", json.dumps(document)[:400])
            checks.equal(feed.spool_files(), [], f"{mode}: nothing was fetched")
    finally:
        subprocess.run(["usermod", "-s", "/usr/sbin/nologin", server.user], check=True)
        server.stop()
        server.start()
