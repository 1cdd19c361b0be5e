#!/usr/bin/env python3
"""Measures the import: items and MB per second, peak memory and cost per item for 1,000, 10,000 and 100,000 items in one go, beside the two
bare programs that do only the unavoidable: bare_maildir writes the mails durably, bare_gmime parses and writes MIME.

    run.py [--build build/release] [--sizes 1000,10000,100000] [--mailboxes 50] [--work DIR] [--repeat 1]

The last lines are ratios with the aims of the project. Nothing here fails because a machine is slow: exit 1 only when a program fails or the
sums are wrong. The bare programs print `NAME COUNT BYTES SECONDS`.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, HERE)
import generate  # noqa: E402


def measured(command):
    """-> (seconds, CPU seconds, peak memory in MB, stdout, exit code)"""
    with tempfile.TemporaryFile() as out:
        begin = time.monotonic()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        scale = 1024 * 1024 if sys.platform == "darwin" else 1024
        return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale, out.read().decode("utf-8", "replace"), process.returncode


def fail(text):
    print(text, file=sys.stderr)
    sys.exit(1)


def run_import(ctl, load, work):
    # A new folder each time and nothing deleted in between: ext4 avoids the inodes of files deleted within the last half minute, and the
    # search for others would be measured with the import.
    work = tempfile.mkdtemp(prefix="run-", dir=work)
    base = [ctl, "--data-dir", os.path.join(work, "data")]
    subprocess.run([*base, "connector", "add", "--name", "bench", "--type", "whatsapp", "--source", f"folder:{load}/source", "--destination",
                    f"local:{work}/archive", "--mapping", f"{load}/mapping.csv", "--domain", "contoso.example", "--accept-terms"],
                   check=True, stdout=subprocess.DEVNULL)
    return measured([*base, "--json", "sync", "bench"])


def run_bare(program, arguments):
    if not os.access(program, os.X_OK):
        print(f"   {os.path.basename(program)} is not there ({program}): its ratio is left out")
        return None
    seconds, cpu, memory, out, code = measured([program, *arguments])
    fields = out.split()
    if code != 0 or len(fields) < 4:
        fail(f"{program} failed: exit {code}, {out!r}")
    return {"name": fields[0], "count": int(fields[1]), "bytes": int(fields[2]), "seconds": float(fields[3]), "wall": seconds, "cpu": cpu, "memory": memory}


def ratio(name, value, aim, more=""):
    print(f"{'ok    ' if value <= aim else 'ABOVE '} {name}: {value:.2f} (aim <= {aim}){more}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=os.path.join(ROOT, "build", "release"), help="build folder of tallybridgectl")
    parser.add_argument("--bare", help="folder of the bare programs (default: tests/bench of the build folder, else of build/dev)")
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--mailboxes", type=int, default=50)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--repeat", type=int, default=1, help="runs of each size; the fastest counts")
    parser.add_argument("--work", help="work folder (default: a temporary one, removed at the end)")
    options = parser.parse_args()
    ctl = os.path.join(options.build, "src", "cli", "tallybridgectl")
    if not os.access(ctl, os.X_OK):
        fail(f"{ctl} is not there: build it first or name its build folder with --build")
    places = [options.bare] if options.bare else [os.path.join(folder, "tests", "bench") for folder in (options.build, os.path.join(ROOT, "build", "dev"))]
    bare = next((place for place in places if os.path.exists(os.path.join(place, "bare_gmime"))), places[0])
    sizes = sorted(int(size) for size in options.sizes.split(","))
    work = options.work or tempfile.mkdtemp(prefix="tallybridge-bench-")
    results = {}
    try:
        print(f"{'items':>8} {'seconds':>9} {'items/s':>9} {'MB/s':>7} {'CPU s':>8} {'memory MB':>10} {'us/item':>9}")
        for size in sizes:
            load = os.path.join(work, f"load-{size}")
            # One copy for each item, so that the bare programs handle exactly as many mails.
            last = size == sizes[-1]
            total = generate.Generator(1, options.mailboxes, 0, 5).write(load, size, max(1, size // 1000), os.path.join(load, "eml") if last else None)
            best = None
            for _ in range(options.repeat):
                seconds, cpu, memory, out, code = run_import(ctl, load, work)
                try:
                    answer = json.loads(out)
                except ValueError:
                    answer = {}
                if code != 0 or answer.get("imported") != size or answer.get("available_from_source") != size:
                    fail(f"import of {size} items failed: exit {code}, {out[:500]}")
                if best is None or seconds < best["seconds"]:
                    best = {"seconds": seconds, "cpu": cpu, "memory": memory, "bytes": total}
            results[size] = best
            print(f"{size:8d} {best['seconds']:9.2f} {size / best['seconds']:9.0f} {total / best['seconds'] / 1e6:7.1f} {best['cpu']:8.2f} "
                  f"{best['memory']:10.0f} {best['seconds'] / size * 1e6:9.1f}", flush=True)
        largest = sizes[-1]
        mails, target = os.path.join(work, f"load-{largest}", "eml"), tempfile.mkdtemp(prefix="bare-", dir=work)
        limits = [run for run in (run_bare(os.path.join(bare, "bare_maildir"), [mails, target, str(options.mailboxes), str(options.threads)]),
                                  run_bare(os.path.join(bare, "bare_gmime"), [mails, str(options.threads)])) if run]
        for run in limits:
            if run["count"] != largest:
                fail(f"{run['name']} handled {run['count']} mails instead of {largest}")
            print(f"{run['name']:>14}: {run['seconds']:8.2f} s {run['count'] / run['seconds']:9.0f} mails/s, CPU {run['cpu']:.2f} s, memory {run['memory']:.0f} MB")
        print()
        if 10_000 in results and 100_000 in results:
            small, large = results[10_000], results[100_000]
            ratio("memory, 100,000 : 10,000 items", large["memory"] / small["memory"], 1.2)
            ratio("memory at 100,000 items in MB", large["memory"], 200)
            ratio("cost per item, 100,000 : 10,000 items", large["seconds"] / 10 / small["seconds"], 1.1,
                  f"; by CPU time {large['cpu'] / 10 / small['cpu']:.2f}")
        if limits:
            slower = max(limits, key=lambda run: run["seconds"])
            ratio(f"whole import : {slower['name']}", results[largest]["seconds"] / slower["seconds"], 1.5)
    finally:
        if not options.work:
            shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
