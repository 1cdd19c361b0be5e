"""The way of a request: token, role, throttle, latency, faults, the operation itself, counters."""
import asyncio
import json
import traceback

import batch
import routes
import uploads
from access import challenge_header, claims_challenge
from clock import iso, now
from errors import Cut, GraphError, access_denied, insufficient_privileges, too_large
from faults import AFTER, BEFORE
from http11 import Response
from operation import Answer, Operation
from throttle import Throttled

WRITES = {"POST", "PATCH", "PUT"}


def throttled(state, error):
    state.counters.throttled[error.reason] += 1
    return GraphError(429, "ApplicationThrottled", error.message, violation=False, headers={"Retry-After": str(error.retry_after)})


class Service:
    def __init__(self, state, access, login):
        self.state, self.access, self.login = state, access, login

    async def handle(self, request):
        try:
            return await self.dispatch(request)
        except (Cut, asyncio.CancelledError):
            raise
        except Exception:  # a mistake of the stand-in itself must be seen, and must not look like the service
            traceback.print_exc()
            self.state.counters.notes["mistake of the stand-in"] += 1
            return Response(500, b"the stand-in has made a mistake", None, "text/plain")

    async def dispatch(self, request):
        path = request.path
        if path.startswith(("/v1.0/", "/beta/")):
            return await self.graph(request)
        if path.startswith("/upload/"):
            return await self.upload(request)
        route = self.login.route(path)
        if route:
            return await self.sign_in(*route, request)
        return Response(404, b"", None)

    # ------------------------------------------------------------------------------------------------------------- Graph
    async def graph(self, request):
        counters = self.state.counters
        counters.requests += 1
        version, _, rest = request.path[1:].partition("/")
        op = Operation(self.state, version, request.method, rest, request.query, request.headers, request.body, request.base)
        op.root = f"{self.state.settings['public_base'] or request.base}/{version}"
        truncate = False
        try:
            self.check_size(request, rest)
            op.token = await self.access.check(request.headers)
            if rest.lower() == "$batch":
                op.kind = "batch"
                if request.method != "POST":
                    raise GraphError(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.")
                answer = await batch.run(self, op)
            else:
                answer = await self.perform(op, len(request.body) if request.method in WRITES else 0)
            truncate = answer.headers.pop("truncate", None) is not None
        except GraphError as error:
            counters.refused(op.kind, error)
            answer = op.refused(error)
        except Cut:
            counters.answered(op.kind, "cut")
            raise
        counters.answered(op.kind, answer.status)
        response = self.response(op, request, answer)
        response.truncate = truncate
        return response

    def check_size(self, request, rest):
        limits = self.state.limits
        most = limits["request_bytes"]
        if rest.endswith("/attachments"):
            # A file just under 3 MB is more than 4 MB in base64: both limits can only hold together like this.
            most = max(most, limits["post_attachment_bytes"] * 4 // 3 + limits["attachment_envelope_bytes"])
        if len(request.body) > most:
            raise too_large()

    @staticmethod
    def response(op, request, answer):
        data, content_type = answer.encoded()
        headers = {"request-id": op.request_id, "client-request-id": request.header("client-request-id") or op.request_id, "Cache-Control": "private",
                   **answer.headers}
        if content_type:
            headers["Content-Type"] = content_type
        return Response(answer.status, data, headers)

    async def entry(self, op, size):
        """An entry of a batch: always an answer, never a cut connection."""
        try:
            answer = await self.perform(op, size)
        except GraphError as error:
            self.state.counters.refused(op.kind, error)
            answer = op.refused(error)
        except Cut:
            answer = op.refused(GraphError(504, "UnknownError", "", violation=False))
        self.state.counters.answered(op.kind, answer.status)
        return answer

    async def perform(self, op, size):
        route = routes.resolve(op)
        problem = routes.find_user(op, route) if route.mailbox else None
        allowed = op.token.allows(op, *route.roles) if route.mailbox else op.token.has(*route.roles)
        if not allowed and not (problem and problem.code == "ErrorInvalidUser" and op.token.client in self.state.scopes):
            raise access_denied() if route.mailbox else insufficient_privileges()
        mailbox = op.user.id if op.user else None
        if mailbox and not op.immutable:
            self.state.counters.notes["without immutable ids"] += 1
        client, throttle = op.token.client, self.state.throttle
        if mailbox:
            try:
                throttle.enter(client, mailbox, size)
            except Throttled as error:
                raise throttled(self.state, error) from error
            self.state.counters.upload_bytes += size
        try:
            await op.latency()
            if problem:
                raise problem
            fault = self.state.faults.pick(op.kind, mailbox, op.entry)
            if fault and fault.fault in BEFORE:
                return self.before(fault, op)
            answer = route.handler(op)
            return self.after(fault, op, answer) if fault else answer
        finally:
            if mailbox:
                throttle.leave(client, mailbox)

    # ------------------------------------------------------------------------------------------------------------ faults
    def before(self, rule, op):
        """A fault instead of the operation. Gives an answer or raises."""
        if rule.fault not in BEFORE:
            return None
        self.state.counters.faults[rule.fault] += 1
        retry = {"Retry-After": str(rule.retry_after)} if rule.retry_after else {}
        if rule.fault == "429":
            raise GraphError(429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.", headers=retry, violation=False)
        if rule.fault == "503":
            raise GraphError(503, "serviceNotAvailable", "The service is not available.", headers=retry, violation=False)
        if rule.fault == "504":
            raise GraphError(504, "UnknownError", "", violation=False)
        if rule.fault == "500":
            raise GraphError(500, "InternalServerError", "There was an internal server error while processing the request.", violation=False)
        if rule.fault == "507":
            raise GraphError(507, "ErrorQuotaExceeded", "The maximum storage quota has been reached.", violation=False)
        if rule.fault == "conflict":
            raise GraphError(409, "ErrorIrresolvableConflict", "The send or update operation could not be performed because the change key passed in "
                             "the request does not match the current change key for the item.", violation=False)
        if rule.fault == "401":
            raise GraphError(401, "InvalidAuthenticationToken", "Access token has expired or is not yet valid.", headers=challenge_header(),
                             violation=False)
        if rule.fault == "claims":
            raise claims_challenge(now())
        if rule.fault == "cut_before":
            raise Cut()
        return Answer(200, {"@odata.context": op.context("$entity")})           # empty_200

    def after(self, rule, op, answer):
        """A fault after the operation was carried out."""
        if rule.fault not in AFTER:
            return answer
        self.state.counters.faults[rule.fault] += 1
        if rule.fault == "504_after":
            raise GraphError(504, "UnknownError", "", violation=False)
        if rule.fault == "500_after":
            raise GraphError(500, "InternalServerError", "There was an internal server error while processing the request.", violation=False)
        if rule.fault == "cut_after":
            raise Cut()
        if rule.fault == "no_answer":
            raise Cut(self.state.settings["hold_s"])
        if rule.fault == "wrong_status":
            answer.status = 200 if answer.status != 200 else 202
        elif rule.fault == "truncated" and not op.entry:
            answer.headers["truncate"] = "yes"
        else:
            answer.body = None                                                   # no_body
        return answer

    # ----------------------------------------------------------------------------------------------------------- uploads
    async def upload(self, request):
        state, kind = self.state, {"PUT": "upload_chunk", "GET": "upload_status", "DELETE": "upload_cancel"}.get(request.method, "upload_unknown")
        state.counters.requests += 1
        op = Operation(state, "v1.0", request.method, "upload", "", request.headers, b"", request.base)
        op.kind = kind
        truncate = False
        try:
            session = uploads.find(state, request)
            answer = await self.upload_range(op, session, request)
            truncate = answer.headers.pop("truncate", None) is not None
        except GraphError as error:
            state.counters.refused(kind, error)
            answer = op.refused(error)
        except Cut:
            state.counters.answered(kind, "cut")
            raise
        state.counters.answered(kind, answer.status)
        response = self.response(op, request, answer)
        response.truncate = truncate
        return response

    async def upload_range(self, op, session, request):
        state, client, mailbox = self.state, session.client, session.user.id
        throttle = state.throttle                # a reset in between makes a new one
        try:
            throttle.enter(client, mailbox, len(request.body))
        except Throttled as error:
            raise throttled(state, error) from error
        state.counters.upload_bytes += len(request.body)
        try:
            await op.latency()
            fault = state.faults.pick(op.kind, mailbox)
            if fault and fault.fault in BEFORE:
                return self.before(fault, op)
            answer = uploads.handle(state, session, request)
            return self.after(fault, op, answer) if fault else answer
        finally:
            throttle.leave(client, mailbox)

    # ------------------------------------------------------------------------------------------------------------- login
    async def sign_in(self, kind, tenant, request):
        fault = self.state.faults.pick(kind, None)
        if kind == "adminconsent" and self.state.settings["consent"] == "hang":
            raise Cut(self.state.settings["hold_s"])
        if fault:
            self.state.counters.faults[fault.fault] += 1
            if fault.fault.startswith("cut") or fault.fault == "no_answer":
                raise Cut(self.state.settings["hold_s"] if fault.fault == "no_answer" else 0)
            status = int(fault.fault[:3]) if fault.fault[:3].isdigit() else 500
            body = {"error": "temporarily_unavailable", "error_description": "AADSTS90033: The service is temporarily unavailable.",
                    "error_codes": [90033], "timestamp": iso()}
            self.state.counters.answered(kind, status)
            return Response(status, json.dumps(body).encode(), {"Retry-After": str(fault.retry_after)}, "application/json")
        response = self.login.handle(kind, tenant, request)
        self.state.counters.answered(kind, response.status)
        return response
