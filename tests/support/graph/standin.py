#!/usr/bin/env python3
"""A stand-in for Microsoft Graph and its login service, for tests on loopback. See README.md beside it.

    python3 tests/support/graph/standin.py --port 0 --port-file F [--control-port 0] [--tls CERT KEY] [--issuer URL [--jwks URL] [--ca FILE]]
                                           [--config FILE.json] [--seed N]

Writes {"port", "control_port", "graph", "login", "control", "tenant", "pid"} to the port file when it listens, and ends on SIGTERM."""
import argparse
import asyncio
import json
import os
import signal
import ssl
import sys

try:
    import cryptography  # noqa: F401
except ImportError:
    # python3-cryptography belongs to the system's Python, which need not be the first one in the path.
    SYSTEM = "/usr/bin/python3"
    if os.path.realpath(sys.executable) == os.path.realpath(SYSTEM) or not os.access(SYSTEM, os.X_OK):
        print("python3-cryptography is not there: apt-get install python3-cryptography", file=sys.stderr)
        sys.exit(4)
    os.execv(SYSTEM, [SYSTEM, *sys.argv])

from access import Access, Issuer
from control import Control
from http11 import Server
from service import Service
from settings import defaults, merge
from state import State
from tokens import App, Login


def arguments():
    parser = argparse.ArgumentParser(description="A stand-in for Microsoft Graph on loopback.")
    parser.add_argument("--host", default="127.0.0.1", help="loopback address to listen at")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--control-port", type=int, default=0, help="port of the control end point, always plain HTTP")
    parser.add_argument("--port-file", help="JSON with the ports, written when both listen")
    parser.add_argument("--tls", nargs=2, metavar=("CERT", "KEY"), help="serve Graph and login with TLS")
    parser.add_argument("--issuer", action="append", default=[], help="issuer whose access tokens are taken too")
    parser.add_argument("--jwks", help="address of its keys, else from its openid-configuration")
    parser.add_argument("--ca", help="CA file for the issuer")
    parser.add_argument("--config", help='JSON: {"settings": {…}, "tenant": {…}, "users": …, "apps": […]} as the control end point takes them')
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def configured(state, control, config):
    for app in config.get("apps", []):
        state.apps[app["client_id"]] = App(app)
    if "tenant" in config:
        control.do_tenant("POST", config["tenant"], {})
    if "users" in config:
        control.do_users("POST", config["users"], {})


def write_whole(path, data):
    with open(path + ".part", "w", encoding="utf-8") as file:
        json.dump(data, file)
    os.replace(path + ".part", path)


async def serve(options):
    config = {}
    if options.config:
        with open(options.config, encoding="utf-8") as file:
            config = json.load(file)
    merge(defaults(), config.get("settings", {}))
    state = State(options.seed, config.get("settings", {}))
    context = None
    if options.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*options.tls)
    login = Login(state)
    issuers = [Issuer(name, options.jwks, options.ca) for name in options.issuer]
    server = Server(Service(state, Access(state, login, issuers), login).handle, context)
    control = Control(state, login, server)
    controls = Server(control.handle)
    configured(state, control, config)
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    try:
        port, control_port = await server.listen(options.host, options.port), await controls.listen("127.0.0.1", options.control_port)
        base = f"{server.scheme}://{'localhost' if options.tls else options.host}:{port}"
        where = {"port": port, "control_port": control_port, "graph": base, "login": base, "control": f"http://127.0.0.1:{control_port}",
                 "tenant": state.tenant["id"], "pid": os.getpid()}
        if options.port_file:
            write_whole(options.port_file, where)
        else:
            print(json.dumps(where), flush=True)
        await stop.wait()
    finally:
        for one in (server, controls):
            if one.server:
                one.close()
        state.blobs.remove()


if __name__ == "__main__":
    try:
        asyncio.run(serve(arguments()))
    except (OSError, ValueError) as problem:
        print(f"the stand-in cannot start: {problem}", file=sys.stderr)
        sys.exit(4)
