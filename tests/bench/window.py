#!/usr/bin/env python3
"""Imports many items by the window and measures how long its event loop is kept meanwhile (gaps of a 5 ms heartbeat), beside the same
window with nothing to do. The project wants a p99 gap under 16 ms and a maximum under 100 ms.
usage: window.py [--build build/dev] [--items 50000] [--rounds 3]"""
import argparse
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, HERE)
import generate  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=os.path.join(ROOT, "build", "dev"))
    parser.add_argument("--items", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    ctl = os.path.join(options.build, "src", "cli", "tallybridgectl")
    bench = os.path.join(options.build, "tests", "bench", "bench_import_window")
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    with tempfile.TemporaryDirectory(prefix="tallybridge-bench-") as work:
        load = os.path.join(work, "load")
        generate.Generator(1, 50, 20, 5).write(load, options.items, max(1, options.items // 1000))
        for number in range(options.rounds):
            data = os.path.join(work, f"data-{number}")
            subprocess.run([ctl, "--data-dir", data, "connector", "add", "--name", "bench", "--source", f"folder:{load}/source", "--destination",
                            f"local:{work}/archive-{number}", "--mapping", f"{load}/mapping.csv", "--domain", "contoso.example", "--accept-terms"],
                           check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            print(subprocess.run([bench, data], env=environment, check=True, capture_output=True, text=True).stdout, end="", flush=True)


if __name__ == "__main__":
    main()
