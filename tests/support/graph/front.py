"""A small proxy in front of Prism and the stand-in: requests to Graph go through Prism, bytes of upload sessions past it (Prism reads bodies as text),
and faults are made here, where they cannot be taken for answers that break the contract."""
import asyncio
import base64
import collections
import json
import random
import threading
import time
import urllib.parse

import http11
from errors import Cut

BEFORE = ("429", "503", "504", "500", "401", "claims", "cut_before", "empty_200")
AFTER = ("504_after", "500_after", "cut_after", "no_answer", "wrong_status", "truncated", "no_body")
HOP = {"connection", "transfer-encoding", "content-length", "keep-alive"}


def error(status, code, **headers):
    body = json.dumps({"error": {"code": code, "message": "A fault was made."}}).encode()
    return http11.Response(status, body, {name.replace("_", "-"): value for name, value in headers.items()}, "application/json")


class Upstream:
    """Connections to one server, kept alive."""
    def __init__(self, address):
        parts = urllib.parse.urlsplit(address)
        self.host, self.port, self.idle = parts.hostname, parts.port, []

    async def call(self, request):
        fresh = not self.idle
        reader, writer = await asyncio.open_connection(self.host, self.port, limit=http11.MAX_HEAD) if fresh else self.idle.pop()
        try:
            return await self.exchange(request, reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            writer.close()
            if fresh:
                raise
            return await self.call(request)      # it was closed while idle: nothing was carried out
        except BaseException:
            writer.close()
            raise

    async def exchange(self, request, reader, writer):
        head = [f"{request.method} {request.target} HTTP/1.1", f"Host: {self.host}:{self.port}", f"Content-Length: {len(request.body)}"]
        head += [f"{name}: {value}" for name, value in request.headers.items() if name not in HOP and name != "host"]
        writer.write(("\r\n".join(head) + "\r\n\r\n").encode("latin-1") + request.body)
        await writer.drain()
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = dict(line.partition(":")[::2] for line in lines[1:] if line)
        known = {name.lower(): value.strip() for name, value in headers.items()}
        status = int(lines[0].split(" ")[1])
        body = b"" if status == 204 else await http11.read_body(reader, known)
        if known.get("connection", "").lower() == "close":
            writer.close()
        else:
            self.idle.append((reader, writer))
        return http11.Response(status, body, {name: value.strip() for name, value in headers.items() if name.lower() not in HOP})


class Front:
    """Runs in a thread of its own until stop(). `address` is what the client calls Graph."""
    def __init__(self, graph, uploads, seed=1):
        self.graph, self.uploads = graph, uploads
        self.random, self.percent, self.hold, self.used = random.Random(seed), 0, 1, collections.Counter()
        self.requests = collections.Counter()
        self.listening = threading.Event()
        self.thread = threading.Thread(target=lambda: asyncio.run(self.run()))
        self.thread.start()
        if not self.listening.wait(30):
            raise RuntimeError("the front does not start")

    async def run(self):
        self.loop, self.ended = asyncio.get_running_loop(), asyncio.Event()
        self.to_graph, self.to_uploads = Upstream(self.graph), Upstream(self.uploads)
        server = http11.Server(self.handle)
        self.address = f"http://127.0.0.1:{await server.listen('127.0.0.1', 0)}"
        self.listening.set()
        await self.ended.wait()
        server.close()

    def stop(self):
        self.loop.call_soon_threadsafe(self.ended.set)
        self.thread.join()

    def pick(self):
        draw = self.random.random() * 100
        faults = BEFORE + AFTER
        return faults[int(draw / self.percent)] if self.percent and draw < self.percent * len(faults) else None

    async def handle(self, request):
        fault = self.pick()
        self.used[fault] += fault is not None
        if fault in BEFORE:
            return self.instead(fault)
        is_upload = request.path.startswith("/upload/")
        self.requests["upload" if is_upload else "graph"] += 1
        response = await (self.to_uploads if is_upload else self.to_graph).call(request)
        return self.spoiled(fault, response) if fault else response

    @staticmethod
    def instead(fault):
        if fault == "cut_before":
            raise Cut()
        if fault == "empty_200":
            return http11.Response(200, b"{}", None, "application/json")
        if fault == "claims":
            wanted = base64.b64encode(json.dumps({"access_token": {"nbf": {"essential": True, "value": str(int(time.time()) - 5)}}}).encode()).decode()
            return error(401, "InvalidAuthenticationToken", WWW_Authenticate=f'Bearer realm="", error="insufficient_claims", claims="{wanted}"')
        if fault == "401":
            return error(401, "InvalidAuthenticationToken", WWW_Authenticate='Bearer realm=""')
        return error(int(fault), "ApplicationThrottled" if fault == "429" else "UnknownError", **({"Retry_After": "1"} if fault == "429" else {}))

    def spoiled(self, fault, response):
        if fault == "cut_after":
            raise Cut()
        if fault == "no_answer":
            raise Cut(self.hold)
        if fault in ("504_after", "500_after"):
            return error(int(fault[:3]), "UnknownError")
        if fault == "wrong_status":
            response.status = 200 if response.status != 200 else 202
        elif fault == "no_body":
            response.body = b""
        else:
            response.truncate = True
        return response
