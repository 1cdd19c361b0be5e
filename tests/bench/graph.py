#!/usr/bin/env python3
"""Importing small items into the stand-in of Microsoft Graph, beside what its latency and limits permit.
usage: graph.py [--ctl PROGRAM] [--items 2000] [--mailboxes 40] [--latency 60] [--documented-limits]
Prints, as ratios: requests a second of the whole sync to those that four lanes can make at that latency (0.90 is wanted at least, 0.95 aimed at), beside those of
a bare client with four connections that does nothing else;
requests for each item besides the set-up of a mailbox (at most 1.1); with a service that takes two requests at a time in all, which the program is told or has
to find out, requests a second to what that permits (0.90), and the share of requests answered 429 (under 0.01). With --documented-limits also 300 MB into one
mailbox, which takes 150 MB in five minutes (some six minutes)."""
import argparse
import http.client
import json
import os
import subprocess
import sys
import threading
import time
import urllib.parse

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[:0] = [os.path.join(ROOT, "tests", "acceptance")]
import _product as product  # noqa: E402
import _standin as standin_module  # noqa: E402

LANES = 4


def documented_limits(options, place, standin, address):
    """The service takes 150 MB in five minutes from an app in a mailbox: what was sent, to what it takes in that time."""
    import graph as acceptance
    folder = place("large-source")
    product.write_delivery(folder, "20250303", [(f"{number}.eml", acceptance.eml_with_file(number, os.urandom(2_400_000))) for number in range(90)])
    mapping = place.file("large.csv", f"External User ID,Microsoft 365 User Mailbox\r\n447700900101,{address}\r\n".encode())
    standin.fresh([address], latency_ms=options.latency)
    imported, seconds, counters = run(options, place, standin, folder, mapping, 4)
    limit, window = 150 << 20, 300
    permitted = limit * (1 + seconds // window)
    fastest = window * ((counters["upload_bytes"] - 1) // limit)      # seconds: what does not fit waits for the next window
    print(f"150 MB in five minutes: {imported} copies, {counters['upload_bytes'] / 2**20:.0f} MB of {permitted / 2**20:.0f} that are taken in {seconds:.1f} s; "
          f"fastest possible {fastest} s: ratio {fastest / seconds:.3f}; answered 429: {counters['statuses'].get('429', 0) / counters['requests']:.4f}")


def bare_client(standin, users, requests=800):
    """Requests a second of four threads that only send the same mail again and again."""
    token = standin.control("token", {"client_id": "bare", "roles": ["Mail.ReadWrite"]})["access_token"]
    address = urllib.parse.urlsplit(standin.where["graph"])
    body = json.dumps({"subject": "x", "body": {"contentType": "html", "content": "y" * 8000}})

    def work(lane):
        connection = http.client.HTTPConnection(address.hostname, address.port)
        for number in range(requests // LANES):
            connection.request("POST", f"/v1.0/users/{users[(number * LANES + lane) % len(users)]['id']}/messages", body,
                               {"Authorization": f"Bearer {token}", "Content-Type": "application/json"})
            connection.getresponse().read()
    threads = [threading.Thread(target=work, args=(lane,)) for lane in range(LANES)]
    start = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return requests / (time.monotonic() - start)


def run(options, place, standin, source, mapping, number, more=()):
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
    parser.add_argument("--documented-limits", action="store_true", help="also what Microsoft documents for a mailbox")
    options = parser.parse_args()
    with product.Workplace() as place, standin_module.StandIn(place) as standin:
        load = place("load")
        subprocess.run([sys.executable, os.path.join(ROOT, "tests", "bench", "generate.py"), load, "--items", str(options.items), "--mailboxes",
                        str(options.mailboxes), "--deliveries", "2", "--attachments", "0"], check=True, stdout=subprocess.DEVNULL)
        source, mapping = os.path.join(load, "source"), os.path.join(load, "mapping.csv")
        addresses = [f"user{number:03d}@contoso.example" for number in range(options.mailboxes)]

        users = standin.fresh(addresses, latency_ms=options.latency)
        standin.control("throttle", {"enabled": False})
        permitted = LANES * 1000 / options.latency
        rate = bare_client(standin, users)
        print(f"bare client: {rate:.1f} a second of {permitted:.1f}: ratio {rate / permitted:.3f}", flush=True)
        standin.fresh(addresses, latency_ms=options.latency)
        standin.control("throttle", {"enabled": False})
        imported, seconds, counters = run(options, place, standin, source, mapping, 1)
        rate = counters["requests"] / seconds
        print(f"no throttling: {imported} copies, {counters['requests']} requests in {seconds:.1f} s: {rate:.1f} a second of {permitted:.1f}: ratio {rate / permitted:.3f}", flush=True)
        kinds = counters["kinds"]
        per_item = (kinds.get("create_message", 0) + kinds.get("update_message", 0) + kinds.get("add_attachment", 0)) / max(1, imported)
        print(f"requests for each item: {per_item:.3f}")

        for number, name, more in ((2, "two at a time, told", ("--concurrency", "2")), (3, "two at a time, found out", ())):
            standin.fresh(addresses, latency_ms=options.latency)
            standin.control("throttle", {"concurrency": 2, "concurrency_scope": "app"})
            imported, seconds, counters = run(options, place, standin, source, mapping, number, more)
            permitted = 2 * 1000 / options.latency
            refused = counters["statuses"].get("429", 0)
            rate = (counters["requests"] - refused) / seconds
            print(f"{name}: {imported} copies in {seconds:.1f} s: {rate:.1f} a second of {permitted:.1f}: ratio {rate / permitted:.3f}; "
                  f"answered 429: {refused / counters['requests']:.4f}", flush=True)

        if options.documented_limits:
            documented_limits(options, place, standin, addresses[0])


if __name__ == "__main__":
    main()
