"""One operation on Graph: a request of its own or an entry of a batch, and what is answered to it."""
import asyncio
import json
import secrets
import time
import uuid

from clock import iso
from errors import GraphError, bad_request, error_body
from odata import Query

JSON_TYPE = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"


class Answer:
    """body: a dict (JSON), bytes, or None."""
    __slots__ = ("status", "body", "headers")

    def __init__(self, status=200, body=None, headers=None):
        self.status, self.body, self.headers = status, body, dict(headers or {})

    def encoded(self):
        """(bytes, content type)"""
        if self.body is None:
            return b"", None
        if isinstance(self.body, bytes):
            return self.body, self.headers.pop("Content-Type", "application/octet-stream")
        return json.dumps(self.body, ensure_ascii=False, separators=(",", ":")).encode(), JSON_TYPE


class Operation:
    def __init__(self, state, version, method, path, query, headers, body, base, token=None, entry=False):
        self.state, self.version, self.method = state, version, method
        self.path, self.raw_query, self.headers, self.body = path, query, headers, body
        self.base, self.token, self.entry = base, token, entry
        self.root = f"{base}/{version}"
        self.request_id = str(uuid.UUID(bytes=secrets.token_bytes(16), version=4))
        self.kind, self.user, self.parameters = "unknown", None, ()
        self.arrived = time.monotonic()
        self._query = None

    @property
    def query(self):
        if self._query is None:
            self._query = Query(self.raw_query)
        return self._query

    @property
    def url(self):
        return f"{self.root}/{self.path}"

    def context(self, text):
        return f"{self.root}/$metadata#{text}"

    @property
    def mailbox(self):
        return self.user.mailbox

    @property
    def immutable(self):
        """Whether Prefer asks for ids that do not change."""
        return 'idtype="immutableid"' in self.headers.get("prefer", "").lower().replace(" ", "")

    async def latency(self):
        """Waits for what is left of the latency since the request came."""
        rest = self.state.settings["latency_ms"] / 1000 - (time.monotonic() - self.arrived)
        if rest > 0:
            await asyncio.sleep(rest)

    def media_type(self):
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    def json(self):
        """The body as JSON. Raises GraphError."""
        if self.media_type() != "application/json":
            raise GraphError(415, "UnsupportedMediaType", "The content type of the request is a format that is not supported by the service.")
        if not isinstance(self.body, (bytes, bytearray)):
            return self.body
        try:
            return json.loads(self.body, object_pairs_hook=no_doubles)
        except (ValueError, RecursionError) as error:
            raise bad_request("Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.") \
                from error

    def refused(self, error):
        """The answer that carries a refusal."""
        headers = dict(error.headers)
        return Answer(error.status, error_body(error, self.request_id, self.headers.get("client-request-id"), iso()[:-1]), headers)


def no_doubles(pairs):
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("a name is there twice")
    return result
