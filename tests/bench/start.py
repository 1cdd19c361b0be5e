#!/usr/bin/env python3
"""Starts the window and an empty Qt Widgets program in turn, each until its window is painted, on the platform that
QT_QPA_PLATFORM names, offscreen when it names none.
usage: start.py [--build build/dev] [--rounds 15] [--copies 1000000] [--connectors 100]
The ratio is that of the medians; the project wants at most 1.5, with an empty data folder and with one that is full."""
import argparse
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def fill(ctl, folder, connectors, copies):
    """A ledger with so many connectors and failed copies, made from one import of the sample."""
    sample = os.path.join(ROOT, "resources", "sample")
    for number in range(connectors):
        subprocess.run([ctl, "--data-dir", folder, "connector", "add", "--name", f"Connector {number}", "--source",
                        f"folder:{sample}/deliveries", "--destination", "local:", "--mapping", f"{sample}/mapping.csv", "--accept-terms"],
                       check=True, capture_output=True)
    subprocess.run([ctl, "--data-dir", folder, "sync", "Connector 0"], check=False, capture_output=True)
    with sqlite3.connect(os.path.join(folder, "ledger.sqlite")) as ledger:
        failed = ("connector_id, item_id, mailbox, participant, outcome, reason, message_sha256, location, run_id, attempts, since, waived "
                  "FROM copies WHERE outcome = 4")
        had = ledger.execute("SELECT count(*) FROM copies WHERE outcome = 4").fetchone()[0]
        ledger.execute("CREATE TEMP TABLE many AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT i FROM n",
                       (copies // had,))
        names = failed.split(" FROM")[0]
        ledger.execute(f"INSERT INTO copies({names}) SELECT {names} FROM copies, many WHERE outcome = 4")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=os.path.join(ROOT, "build", "dev"))
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--copies", type=int, default=1_000_000)
    parser.add_argument("--connectors", type=int, default=100)
    options = parser.parse_args()
    programs = os.path.join(options.build, "tests", "bench")
    ctl = os.path.join(options.build, "src", "cli", "tallybridgectl")
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    with tempfile.TemporaryDirectory() as place:
        empty, full = os.path.join(place, "empty"), os.path.join(place, "full")
        os.makedirs(empty)
        fill(ctl, full, options.connectors, options.copies)
        commands = {"empty program": [os.path.join(programs, "bare_window")],
                    "empty program with a line of text": [os.path.join(programs, "bare_window"), "text"],
                    "window, nothing imported": [os.path.join(programs, "bench_start"), empty],
                    f"window, {options.connectors} connectors, {options.copies} copies": [os.path.join(programs, "bench_start"), full]}
        times = {name: [] for name in commands}
        for round_number in range(options.rounds + 1):
            for name, command in commands.items():
                started = time.monotonic()
                subprocess.run(command, env=environment, check=True, stderr=subprocess.DEVNULL)
                if round_number:      # the first one only warms the caches
                    times[name].append((time.monotonic() - started) * 1000)
        empty_time, text_time = (statistics.median(times[name]) for name in list(commands)[:2])
        for name, values in times.items():
            median = statistics.median(values)
            print(f"{name}: {median:.0f} ms, ratio {median / empty_time:.2f} (to the one with text {median / text_time:.2f})")


if __name__ == "__main__":
    sys.exit(main())
