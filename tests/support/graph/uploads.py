"""Upload sessions: large attachments in ranges, in order, at an address of its own that needs no token."""
import json
import mimetypes
import re
import urllib.parse

import schema
from attachments import may_attach, message_of
from clock import iso, now
from errors import GraphError, bad_request, unknown_property, wrong_literal
from mailbox import Attachment, UploadSession
from operation import JSON_TYPE, Answer

RANGE = re.compile(r"^bytes (\d+)-(\d+)/(\d+)$")
PATH = re.compile(r"^/upload/Users\('([^']*)'\)/Messages\('([^']*)'\)/AttachmentSessions\('([^']*)'\)$")


def create_session(op):
    op.query.allow()
    body, message, limits = op.json(), message_of(op), op.state.limits
    if not isinstance(body, dict):
        raise bad_request("Empty Payload. JSON content expected.")
    for name in body:
        if name.lower() != "attachmentitem":
            raise GraphError(400, "RequestBodyRead", f"The parameter '{name[:60]}' in the request payload is not a valid parameter for the operation.")
    item = next(iter(body.values()), None)
    if not isinstance(item, dict):
        raise wrong_literal("AttachmentItem", "microsoft.graph.attachmentItem")
    for name in item:
        if name not in schema.ATTACHMENT_ITEM and name != "@odata.type":
            raise unknown_property(name, "attachmentItem")
    item = {name: schema.check(name, schema.ATTACHMENT_ITEM[name], value) for name, value in item.items() if name in schema.ATTACHMENT_ITEM}
    if item.get("attachmentType") != "file" or not item.get("name") or not isinstance(item.get("size"), int):
        raise GraphError(400, "ErrorInvalidRequest", "attachmentType 'file', name and size are required.")
    if item["size"] < limits["session_min_bytes"]:
        raise GraphError(400, "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize", "Attachment size must be greater than the minimum size.")
    if item["size"] > limits["session_max_bytes"]:
        raise GraphError(400, "ErrorAttachmentSizeShouldNotExceedMaximumSize", "Attachment size must not exceed the maximum size.")
    may_attach(op, message)
    session = UploadSession(op.user, message, item, op.state.blobs.temporary(), op.state.settings["upload_expiry_s"])
    session.client = op.token.client
    op.state.sessions[session.id] = session
    return Answer(201, {"@odata.context": op.context("microsoft.graph.uploadSession"), "uploadUrl": url_of(op, session),
                        "expirationDateTime": iso(session.expires), "nextExpectedRanges": ["0-"]})


def url_of(op, session):
    return (f"{op.state.settings['public_base'] or op.base}/upload/Users('{session.user.id}@{op.state.tenant['id']}')/Messages('{session.message.rest_id}')"
            f"/AttachmentSessions('{session.id}')?authtoken={session.token}")


def find(state, request):
    """The session of an address. Raises GraphError."""
    match = PATH.match(urllib.parse.unquote(request.path))
    session = state.sessions.get(match.group(3)) if match else None
    if request.header("authorization"):
        raise GraphError(401, "InvalidAuthenticationToken", "The address is pre-authenticated: no Authorization header may be sent.", violation=True)
    if session is None:
        raise GraphError(404, "ErrorItemNotFound", "The upload session was not found.", violation=False, inner={"code": "uploadSessionNotFound"})
    token = urllib.parse.parse_qs(request.query).get("authtoken", [""])[0]
    if token != session.token:
        raise GraphError(401, "InvalidAuthenticationToken", "The authtoken of the address is not valid.", violation=True)
    if session.expires <= now():
        forget(state, session)
        raise GraphError(404, "ErrorItemNotFound", "The upload session has expired.", violation=False, inner={"code": "uploadSessionNotFound"})
    if session.message.immutable_id not in session.user.mailbox.messages:
        forget(state, session)
        raise GraphError(404, "ErrorItemNotFound", "The message of the upload session is gone.", violation=False)
    return session


def forget(state, session):
    session.drop()
    state.sessions.pop(session.id, None)


def status(session, request):
    body = {"@odata.context": f"{request.base}/api/v2.0/$metadata#Users('{session.user.id}')/AttachmentSessions/$entity",
            "ExpirationDateTime": iso(session.expires), "nextExpectedRanges": [str(session.received)]}
    return Answer(200, json.dumps(body).encode(), {"Content-Type": JSON_TYPE})


def put(state, session, request):
    """One range. Raises GraphError."""
    if request.header("content-type").split(";")[0].strip().lower() != "application/octet-stream":
        raise GraphError(415, "UnsupportedMediaType", "The ranges have to be application/octet-stream.")
    match = RANGE.match(request.header("content-range"))
    if not match:
        raise GraphError(400, "ErrorInvalidRequest", "The Content-Range header has to be 'bytes first-last/total'.")
    first, last, total = map(int, match.groups())
    if total != session.size:
        raise range_error("fragmentLengthMismatch", "Declared total size for this fragment is different from that of the upload session.", True)
    if last < first or last >= total or last - first + 1 != len(request.body):
        raise range_error("invalidRange", "The range does not fit the bytes of the request.", True)
    if len(request.body) > state.limits["chunk_bytes"]:
        raise GraphError(413, "BadRequest", "A range may have 4 MB at most.")
    if first != session.received:
        # After a lost answer a range may well come again: that is a conflict, not a wrong request.
        name = "fragmentOverlap" if first < session.received else "fragmentOutOfOrder"
        raise range_error(name, "Uploaded fragment overlaps with existing data." if first < session.received else "Uploaded fragment is out of order.",
                          first > session.received)
    session.append(request.body)
    if session.received < session.size:
        return status(session, request)
    return finish(state, session, request)


def range_error(name, message, violation):
    return GraphError(416, "invalidRange", message, violation=violation, inner={"code": name})


def finish(state, session, request):
    item, message = session.item, session.message
    name = session.digest.hexdigest()
    state.blobs.adopt(session.path, name)
    attachment = Attachment(item["name"], item.get("contentType") or mimetypes.guess_type(item["name"])[0] or "application/octet-stream", session.size,
                            name, item.get("isInline"), item.get("contentId"), how="session")
    message.attachments[attachment.id] = attachment
    message.touch()
    forget(state, session)
    return Answer(201, None, {"Location": f"{request.base}/api/v2.0/Users('{session.user.id}@{state.tenant['id']}')/Messages('{message.rest_id}')"
                                          f"/Attachments('{attachment.id}')"})


def handle(state, session, request):
    if request.method == "PUT":
        return put(state, session, request)
    if request.method == "DELETE":
        forget(state, session)
        return Answer(204)
    if request.method == "GET" and state.settings["upload_status"] == "allowed":
        return status(session, request)
    raise GraphError(405, "ErrorMethodNotAllowed", "The method is not allowed on an upload session.")
