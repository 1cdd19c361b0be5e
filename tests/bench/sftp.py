#!/usr/bin/env python3
"""Fetching one large delivery over SFTP, hashed and sealed, beside OpenSSH's own sftp client in the same run; loopback, needs root.
usage: sftp.py [--bench PROGRAM] [--megabytes 500] [--rounds 3]
The ratio is that of the best rounds; 0.8 is what the project wants at least, 1.0 what it aims at."""
import argparse
import os
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[:0] = [os.path.join(ROOT, "tests", "acceptance"), os.path.join(ROOT, "tests", "integration")]
import _product as product  # noqa: E402
import _sshd  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", default=os.path.join(ROOT, "build", "release", "tests", "bench", "bench_sftp_fetch"))
    parser.add_argument("--megabytes", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
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
        ours, theirs = [], []
        for round_number in range(options.rounds):
            place = work(f"round{round_number}")
            done = subprocess.run([options.bench, server.url("in"), server.fingerprint(), password, os.path.join(place, "spool")], check=True,
                                  capture_output=True, text=True)
            ours.append(sizes / float(done.stdout.split()[1]))
            started = time.monotonic()
            subprocess.run(["sftp", "-q", "-B", "262000", "-P", str(server.port), "-i", key, "-o", "StrictHostKeyChecking=no", "-o",
                            "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", f"{server.user}@127.0.0.1:in/{name}",
                            os.path.join(place, "copy")], check=True, capture_output=True)
            theirs.append(sizes / (time.monotonic() - started))
            for folder_name, _, names in os.walk(place):
                for file_name in names:
                    os.remove(os.path.join(folder_name, file_name))
        print(f"tallybridge {max(ours):.0f} MB/s, OpenSSH sftp {max(theirs):.0f} MB/s, ratio {max(ours) / max(theirs):.2f}")
        print("all rounds:", [round(rate) for rate in ours], [round(rate) for rate in theirs])


if __name__ == "__main__":
    main()
