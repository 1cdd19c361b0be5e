#!/usr/bin/env python3
"""The SFTP source against a real OpenSSH server on loopback: sign-in, host keys, precise answers, broken and resumed transfers, sums.
usage: sftp_source.py [--ctl PROGRAM]; needs root, because only then an SSH server takes passwords."""
import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[:0] = [os.path.join(ROOT, "tests", "acceptance"), os.path.join(ROOT, "tests", "integration")]
import _product as product  # noqa: E402
import _sshd  # noqa: E402
from _sftp import aftercare, imports, signing_in, transfers  # noqa: E402
from _sftp.feed import Feed  # noqa: E402


def main():
    options = product.options(__doc__)
    checks = product.Checks()
    reason = _sshd.available()
    if reason:
        print(f"   note: {reason}: nothing was tested", flush=True)
        print("0 passed, 0 failed")
        return
    with product.Workplace() as work:
        with _sshd.Server(work("server")) as server:
            def feed(name):
                return Feed(server, work, checks, options.ctl, name)
            imports.end_to_end(feed("first"))
            signing_in.answers(feed("answers"), work)
            signing_in.sign_in_methods(feed("methods"), work)
            signing_in.proxies(feed("proxies"), work)
            transfers.broken_transfers(feed("broken"))
            transfers.changing_and_stalling(feed("changing"))
            transfers.disk_full(feed("full"), work)
            transfers.lies(feed("lies"))
            imports.secrets_stay_secret(feed("secret"), work)
            aftercare.after_import(feed("after"), work)
            aftercare.moved_deliveries(feed("moved"), work)
            aftercare.former_settings(feed("former"))
            aftercare.strange_entries(feed("strange"))
            aftercare.only_originals(feed("only"))
            aftercare.private_folders(feed("private"))
            imports.outage(feed("outage"))
            imports.many_entries(feed("many"))
    checks.finish()


if __name__ == "__main__":
    main()
