#!/usr/bin/env python3
"""Fetching one large delivery over SFTP, hashed and sealed, beside OpenSSH's own sftp client in the same run; loopback, needs root.
usage: sftp.py [--bench PROGRAM] [--megabytes 500] [--rounds 3] [--delay-ms 50]
The ratio is that of the best rounds; 0.8 is what the project wants at least, 1.0 what it aims at. With --delay-ms, a round trip takes so long
(through a line of the test's own, where the system has no netem), and the sftp client reads one block after the other (-R 1): the ratio
tells what many reads in flight bring, at least 5 is wanted."""
import argparse
import os
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[:0] = [os.path.join(ROOT, "tests", "acceptance"), os.path.join(ROOT, "tests", "integration"), os.path.dirname(os.path.abspath(__file__))]
import _delay  # noqa: E402
import _product as product  # noqa: E402
import _sshd  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", default=os.path.join(ROOT, "build", "release", "tests", "bench", "bench_sftp_fetch"))
    parser.add_argument("--megabytes", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--delay-ms", type=float, default=0)
    options = parser.parse_args()
    reason = _sshd.available()
    if reason:
        sys.exit(reason)
    with product.Workplace() as work, _sshd.Server(work("server")) as server:
        folder = os.path.join(server.home, "in")
        os.makedirs(folder)
        name = "202503030000-TeleMessage_1_1.zip"
        with open(os.path.join(folder, name), "wb") as file:
            for _ in range(options.megabytes):
                file.write(os.urandom(1 << 20))
        os.utime(os.path.join(folder, name), (1_700_000_000, 1_700_000_000))
        password = work.file("password", server.password.encode())
        key = server.make_user_key()
        sizes = options.megabytes * 1.048576
        with open(server.file("host_ed25519.pub"), encoding="utf-8") as file:
            known_hosts = work.file("known-hosts", f"* {file.read()}".encode())
        ours, theirs = [], []
        line = _delay.DelayedLine(server.port, options.delay_ms / 2) if options.delay_ms else None
        port = line.port if line else server.port
        reads = ["-R", "1", "-B", "32768"] if line else ["-B", "262000"]
        for round_number in range(options.rounds):
            place = work(f"round{round_number}")
            done = subprocess.run([options.bench, server.url("in", port), server.fingerprint(), password, os.path.join(place, "spool")], check=True,
                                  capture_output=True, text=True)
            ours.append(sizes / float(done.stdout.split()[1]))
            started = time.monotonic()
            subprocess.run(["sftp", "-q", *reads, "-P", str(port), "-i", key, "-o", f"UserKnownHostsFile={known_hosts}",
                            "-o", "LogLevel=ERROR", f"{server.user}@127.0.0.1:in/{name}",
                            os.path.join(place, "copy")], check=True, capture_output=True)
            theirs.append(sizes / (time.monotonic() - started))
            for folder_name, _, names in os.walk(place):
                for file_name in names:
                    os.remove(os.path.join(folder_name, file_name))
        other = f"one read after the other, {options.delay_ms:g} ms," if line else "OpenSSH sftp"
        print(f"tallybridge {max(ours):.1f} MB/s, {other} {max(theirs):.1f} MB/s, ratio {max(ours) / max(theirs):.2f}")
        print("all rounds:", [round(rate, 1) for rate in ours], [round(rate, 1) for rate in theirs])


if __name__ == "__main__":
    main()
