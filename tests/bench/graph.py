#!/usr/bin/env python3
"""Importing small items into the stand-in of Microsoft Graph, beside what its latency and limits permit.
usage: graph.py [--ctl PROGRAM] [--items 2000] [--mailboxes 40] [--latency 60]
Prints, as ratios: requests a second of the whole sync to those that four lanes can make at that latency (0.90 is wanted at least, 0.95 aimed at);
requests for each item besides the set-up of a mailbox (at most 1.1); with a service that takes two requests at a time in all, requests a second to what
that permits (0.90), and the share of requests answered 429 (under 0.01)."""
import argparse
import os
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[:0] = [os.path.join(ROOT, "tests", "acceptance")]
import _product as product  # noqa: E402
import _standin as standin_module  # noqa: E402

LANES = 4


def run(options, place, standin, source, mapping, addresses, number, more=()):
    checks = product.Checks()
    client = product.Product(options.ctl, place(f"data{number}"), checks)
    standin.add(client, "bench", source, *more, mapping=mapping, domains=[product.DOMAIN])
    start = time.monotonic()
    document = client.json(0, "sync", "bench")
    return document.get("imported", 0), time.monotonic() - start, standin.control("counters")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ctl", default=os.path.join(ROOT, "build", "release", "src", "cli", "tallybridgectl"))
    parser.add_argument("--items", type=int, default=2000)
    parser.add_argument("--mailboxes", type=int, default=40)
    parser.add_argument("--latency", type=int, default=60, help="milliseconds of each request")
    options = parser.parse_args()
    with product.Workplace() as place, standin_module.StandIn(place) as standin:
        load = place("load")
        subprocess.run([sys.executable, os.path.join(ROOT, "tests", "bench", "generate.py"), load, "--items", str(options.items), "--mailboxes",
                        str(options.mailboxes), "--deliveries", "2", "--attachments", "0"], check=True, stdout=subprocess.DEVNULL)
        source, mapping = os.path.join(load, "source"), os.path.join(load, "mapping.csv")
        addresses = [f"user{number:03d}@contoso.example" for number in range(options.mailboxes)]

        standin.fresh(addresses, latency_ms=options.latency)
        standin.control("throttle", {"enabled": False})
        imported, seconds, counters = run(options, place, standin, source, mapping, addresses, 1)
        permitted = LANES * 1000 / options.latency
        rate = counters["requests"] / seconds
        print(f"no throttling: {imported} copies, {counters['requests']} requests in {seconds:.1f} s: {rate:.1f} a second of {permitted:.1f}: ratio {rate / permitted:.3f}")
        kinds = counters["kinds"]
        per_item = (kinds.get("create_message", 0) + kinds.get("update_message", 0) + kinds.get("add_attachment", 0)) / max(1, imported)
        print(f"requests for each item: {per_item:.3f}")

        standin.fresh(addresses, latency_ms=options.latency)
        standin.control("throttle", {"concurrency": 2, "concurrency_scope": "app"})
        imported, seconds, counters = run(options, place, standin, source, mapping, addresses, 2, ("--concurrency", "2"))
        permitted = 2 * 1000 / options.latency
        refused = counters["statuses"].get("429", 0)
        rate = (counters["requests"] - refused) / seconds
        print(f"two at a time: {imported} copies in {seconds:.1f} s: {rate:.1f} a second of {permitted:.1f}: ratio {rate / permitted:.3f}; "
              f"answered 429: {refused / counters['requests']:.4f}")


if __name__ == "__main__":
    main()
