"""A small HTTP/1.1 server over asyncio: keep-alive, Content-Length and chunked bodies, one request after another on a connection."""
import asyncio
import urllib.parse

from errors import Cut

MAX_HEAD = 128 * 1024
MAX_BODY = 200 * 1024 * 1024   # what is read at all; the limits of the service are checked by the handlers
REASONS = {200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 302: "Found", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden",
           404: "Not Found", 405: "Method Not Allowed", 409: "Conflict", 410: "Gone", 411: "Length Required", 412: "Precondition Failed",
           413: "Request Entity Too Large", 415: "Unsupported Media Type", 416: "Requested Range Not Satisfiable", 424: "Failed Dependency",
           429: "Too Many Requests", 500: "Internal Server Error", 501: "Not Implemented", 503: "Service Unavailable", 504: "Gateway Timeout",
           507: "Insufficient Storage"}


class Request:
    """One request. Header names are in lower case; path is still percent-encoded, query is the raw text after '?'."""
    __slots__ = ("method", "target", "path", "query", "headers", "body", "scheme")

    def __init__(self, method, target, headers, body, scheme="http"):
        self.method, self.target, self.headers, self.body, self.scheme = method, target, headers, body, scheme
        path, _, self.query = target.partition("?")
        # A proxy may send the whole address.
        self.path = urllib.parse.urlsplit(path).path if "://" in path[:9] else path

    def header(self, name, default=""):
        return self.headers.get(name, default)

    @property
    def base(self):
        return f"{self.scheme}://{self.header('host')}"


class Response:
    __slots__ = ("status", "headers", "body", "truncate")

    def __init__(self, status=200, body=b"", headers=None, content_type=None):
        self.status, self.body, self.truncate = status, body, False
        self.headers = dict(headers or {})
        if content_type:
            self.headers["Content-Type"] = content_type

    def encode(self, keep_alive):
        lines = [f"HTTP/1.1 {self.status} {REASONS.get(self.status, 'Status')}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        if self.status != 204:
            lines.append(f"Content-Length: {len(self.body)}")
        lines.append("Connection: keep-alive" if keep_alive else "Connection: close")
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace") + (b"" if self.status == 204 else self.body)


class BadHttp(Exception):
    def __init__(self, status):
        super().__init__(status)
        self.status = status


async def read_body(reader, headers):
    if "chunked" in headers.get("transfer-encoding", "").lower():
        parts, total = [], 0
        while True:
            line = await reader.readuntil(b"\r\n")
            try:
                size = int(line.split(b";")[0], 16)
            except ValueError as error:
                raise BadHttp(400) from error
            if size == 0:
                while (await reader.readuntil(b"\r\n")) != b"\r\n":
                    pass
                return b"".join(parts)
            total += size
            if total > MAX_BODY:
                raise BadHttp(413)
            parts.append(await reader.readexactly(size))
            await reader.readexactly(2)
    length = headers.get("content-length", "0")
    if not length.isdigit():
        raise BadHttp(400)
    if int(length) > MAX_BODY:
        raise BadHttp(413)
    return await reader.readexactly(int(length)) if int(length) else b""


async def read_request(reader, writer, scheme):
    """None at the end of the connection."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    except asyncio.LimitOverrunError as error:
        raise BadHttp(400) from error
    lines = head.decode("latin-1").split("\r\n")
    words = lines[0].split(" ")
    if len(words) != 3 or not words[2].startswith("HTTP/1."):
        raise BadHttp(400)
    headers = {}
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        if colon:
            headers[name.strip().lower()] = value.strip()
    if headers.get("expect", "").lower() == "100-continue":
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    request = Request(words[0], words[1], headers, await read_body(reader, headers), scheme)
    if words[2] == "HTTP/1.0":
        headers.setdefault("connection", "close")
    return request


class Server:
    """Serves one handler, an async function from Request to Response that may raise Cut."""
    def __init__(self, handler, context=None):
        self.handler, self.context = handler, context
        self.scheme = "https" if context else "http"
        self.connections = 0
        self.server = None
        self.tasks = set()

    async def listen(self, host, port):
        """Gives the port."""
        self.server = await asyncio.start_server(self.connection, host, port, ssl=self.context, limit=MAX_HEAD, backlog=512)
        return self.server.sockets[0].getsockname()[1]

    async def connection(self, reader, writer):
        self.connections += 1
        task = asyncio.current_task()
        self.tasks.add(task)
        try:
            while True:
                request = await read_request(reader, writer, self.scheme)
                if request is None:
                    break
                response = await self.handler(request)
                keep_alive = request.header("connection").lower() != "close" and not response.truncate
                data = response.encode(keep_alive)
                if response.truncate:
                    data = data[:len(data) - len(response.body) // 2 - 1]
                writer.write(data)
                await writer.drain()
                if not keep_alive:
                    break
        except Cut as cut:
            if cut.hold:
                await asyncio.sleep(cut.hold)
            writer.transport.abort()
        except BadHttp as error:
            writer.write(Response(error.status).encode(False))
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
            pass
        finally:
            self.tasks.discard(task)
            try:
                writer.close()
            except ConnectionError:
                pass

    def close(self):
        self.server.close()
        for task in list(self.tasks):
            task.cancel()
