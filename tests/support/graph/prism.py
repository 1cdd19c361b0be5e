#!/usr/bin/env python3
"""Prism as a proxy between a client and the stand-in: checks both sides of the traffic against the contract and counts what does not fit.

    python3 tests/support/graph/prism.py --upstream URL --port-file F --report F [--contract F]     until SIGTERM; then the report is written
    python3 tests/support/graph/prism.py --self-test [--contract F]                                 the stand-in's own tests through it

The port file is {"port","graph","pid"}; the report {"request_violations","response_violations","by_message","not_described","requests"}. Prism is taken from $PRISM or the path, else
installed by npm below build/prism. The contract is contract/graph.yaml in $TALLYBRIDGE_SHARED. Addresses of uploads and of next pages lead to the
stand-in itself, unless its setting public_base names the proxy."""
import argparse
import collections
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
VERSION = "5.14.2"
NOT_DESCRIBED = "Selected route not found"
PARTS = ["messages", "queries", "uploads", "access"]     # the others cut connections or need a server of their own


def find_prism():
    """The command, or None."""
    local = os.path.join(ROOT, "build", "prism", "node_modules", ".bin", "prism")
    for candidate in (os.environ.get("PRISM"), shutil.which("prism"), local):
        if candidate and os.access(candidate, os.X_OK):
            return candidate
    if not shutil.which("npm"):
        return None
    os.makedirs(os.path.join(ROOT, "build", "prism"), exist_ok=True)
    done = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--prefix", os.path.join(ROOT, "build", "prism"),
                           f"@stoplight/prism-cli@{VERSION}"], capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr[-2000:], file=sys.stderr)
    return local if os.access(local, os.X_OK) else None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Prism:
    """The proxy as a child. Reads its log, where each violation is a line."""
    LINE = re.compile(r"(?:error|warning)\s+Violation:\s*(.*)$")
    COLOUR = re.compile(r"\x1b\[[0-9;]*m")

    def __init__(self, command, contract, upstream):
        self.port, self.violations, self.not_described, self.requests = free_port(), collections.Counter(), 0, 0
        self.listening = threading.Event()
        self.process = subprocess.Popen([command, "proxy", contract, upstream, "--port", str(self.port), "--host", "127.0.0.1"], text=True,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
        self.reader = threading.Thread(target=self.read)
        self.reader.start()
        self.listening.wait(60)
        if self.process.poll() is not None or not self.listening.is_set():
            self.stop()
            raise RuntimeError("Prism does not start")

    def read(self):
        for line in self.process.stdout:
            line = self.COLOUR.sub("", line).rstrip()
            if "Prism is listening" in line:
                self.listening.set()
            elif "Request received" in line:
                self.requests += 1
            match = self.LINE.search(line)
            if match and NOT_DESCRIBED in match.group(1):
                self.not_described += 1
            elif match:
                # Values of messages may stand in quotes: only the place and the rule are kept.
                self.violations[re.sub(r'"[^"]*"', '"…"', match.group(1))[:200]] += 1
        self.listening.set()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.process.wait()
        self.reader.join(10)

    def report(self):
        of_requests = sum(count for text, count in self.violations.items() if text.startswith("request"))
        return {"request_violations": of_requests, "response_violations": sum(self.violations.values()) - of_requests,
                "by_message": dict(self.violations), "not_described": self.not_described, "requests": self.requests}


def write_whole(path, data):
    with open(path + ".part", "w", encoding="utf-8") as file:
        json.dump(data, file, ensure_ascii=False)
    os.replace(path + ".part", path)


def run_proxy(command, options):
    prism = Prism(command, options.contract, options.upstream)
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    write_whole(options.port_file, {"port": prism.port, "graph": f"http://127.0.0.1:{prism.port}", "pid": os.getpid()})
    stop.wait()
    prism.stop()
    write_whole(options.report, prism.report())
    return 0


def run_self_test(command, options):
    """The stand-in's tests with every request to Graph through the proxy. What the stand-in takes must fit the contract, and so must every answer."""
    import unittest
    sys.path[:0] = [HERE, os.path.join(HERE, "selftest")]
    import support
    standin = support.shared()
    prism = Prism(command, options.contract, standin.where["graph"])
    standin.via = ("127.0.0.1", prism.port)
    try:
        names = [f"part_{name}" for name in PARTS]
        result = unittest.TextTestRunner(verbosity=0).run(unittest.defaultTestLoader.loadTestsFromNames(names))
        before, marker = len(standin.contract["violations"]), standin.contract["violations"]
        one_violation(standin)
        noticed = len(marker) == before + 1
        del marker[before:]
    finally:
        support.stop_all()
        prism.stop()
    seen = standin.contract
    print(f"   note: {seen['requests']} requests through Prism, {seen['described']} of operations in the contract; {len(seen['violations'])} violations; "
          f"{seen['expected']} requests that the stand-in refuses were named by Prism too")
    for path, count in sorted(seen["not_described"].items()):
        print(f"   note: not in the contract: {path} ({count})")
    for line in seen["violations"][:20]:
        print(f"   FAILED: {line}")
    counted = any("contentType" in text for text in prism.report()["by_message"])
    if not noticed or not counted:
        print(f"   FAILED: a request that breaks the contract was not noticed in the {'log' if noticed else 'answer'}")
    bad = len(result.failures) + len(result.errors) + len(seen["violations"]) + (not noticed or not counted)
    print(f"{result.testsRun - len(result.failures) - len(result.errors) + (noticed and counted)} passed, {bad} failed", flush=True)
    return 1 if bad or not seen["described"] else 0


def one_violation(standin):
    """The service takes HTML in capitals, the contract does not: this has to be noticed."""
    standin.control("reset", {})
    user = standin.control("users", {"count": 1})["added"][0]["id"]
    token = standin.control("token", {"roles": ["Mail.ReadWrite"]})["access_token"]
    standin.raw("POST", f"/v1.0/users/{user}/messages", json.dumps({"body": {"contentType": "HTML", "content": "x"}}),
                {"Authorization": f"Bearer {token}", "Content-Type": "application/json"})


def main():
    parser = argparse.ArgumentParser(description="Prism between a client and the stand-in.")
    parser.add_argument("--contract", default=os.path.join(os.environ.get("TALLYBRIDGE_SHARED", os.path.join(ROOT, "..", "shared")), "contract",
                                                           "graph.yaml"))
    parser.add_argument("--self-test", action="store_true")
    for name in ("--upstream", "--port-file", "--report"):
        parser.add_argument(name)
    options = parser.parse_args()
    if not options.self_test and not (options.upstream and options.port_file and options.report):
        parser.error("--self-test, or --upstream, --port-file and --report")
    command = find_prism() if os.path.exists(options.contract) else None
    if command is None:
        print(f"   note: {'Prism' if os.path.exists(options.contract) else options.contract} is not there: nothing was checked against the contract")
        return 4
    return run_self_test(command, options) if options.self_test else run_proxy(command, options)


if __name__ == "__main__":
    sys.exit(main())
