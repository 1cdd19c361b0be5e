"""Attachments in one piece, inside of a create or by a POST of their own."""
import mimetypes

import schema
from errors import GraphError, bad_request, not_found
from mailbox import Attachment
from odata import answer_list
from operation import Answer
from views import show_attachment


def attachment_from(op, entry, how):
    """An attachment from its JSON. Raises GraphError."""
    if not isinstance(entry, dict):
        raise bad_request("An attachment has to be an object.")
    kind = entry.get("@odata.type")
    if kind is None:
        raise GraphError(400, "RequestBodyRead", "The attachment needs '@odata.type': without it the abstract type 'microsoft.graph.attachment' is meant.")
    if kind != "#microsoft.graph.fileAttachment":
        raise GraphError(400, "ErrorInvalidRequest", f"The stand-in takes file attachments only, not '{str(kind)[:60]}'.")
    values, _ = schema.read(entry, schema.FILE_ATTACHMENT, "fileAttachment", schema.FILE_ATTACHMENT_IGNORED, {"id", "lastModifiedDateTime"})
    if not values.get("name"):
        raise GraphError(400, "ErrorInvalidRequest", "The attachment needs a name.")
    if values.get("contentBytes") is None:
        raise GraphError(400, "ErrorInvalidRequest", "The attachment needs contentBytes.")
    data = schema.base64_bytes(values["contentBytes"])
    limit = op.state.limits["post_attachment_bytes"]
    if len(data) >= limit:
        raise GraphError(413, "ErrorAttachmentSizeShouldNotExceedMaximumSize", f"An attachment of {limit} bytes and more needs an upload session.")
    return Attachment(values["name"], values.get("contentType") or mimetypes.guess_type(values["name"])[0] or "application/octet-stream", len(data),
                      op.state.blobs.put(data), values.get("isInline"), values.get("contentId"), values.get("contentLocation"), how)


def message_of(op):
    message = op.mailbox.messages.get(op.parameters[0])
    if message is None:
        raise not_found()
    return message


def may_attach(op, message):
    if len(message.attachments) >= op.state.limits["attachments"]:
        raise GraphError(400, "ErrorInvalidRequest", "There are too many attachments.")
    if not message.draft and op.state.settings["attach_to_received"] == "refused" and not op.token.allows(op, "Mail-Advanced.ReadWrite.All"):
        raise GraphError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.", violation=False)


def context(op, message):
    return op.context(f"users('{op.user.id}')/messages('{message.rest_id}')/attachments")


def add(op):
    op.query.allow()
    body, message = op.json(), message_of(op)
    may_attach(op, message)
    attachment = attachment_from(op, body, "post")
    message.attachments[attachment.id] = attachment
    message.touch()
    return Answer(201, {"@odata.context": context(op, message) + "/$entity", **show_attachment(attachment, op)},
                  {"Location": f"{op.url}/{attachment.id}"})


def list_attachments(op):
    query = op.query
    query.allow("$select", "$top", "$filter", "$expand", "$count")
    for name in ("$filter", "$expand"):
        if query.get(name) is not None:
            raise bad_request(f"The stand-in does not know {name} of attachments.")
    select, message = query.select(schema.ATTACHMENT_NAMES, "attachment"), message_of(op)
    top = query.number("$top", op.state.limits["attachments"], op.state.limits["page_max"], 1)
    shown = [show_attachment(attachment, op, select) for attachment in list(message.attachments.values())[:top]]
    return Answer(200, answer_list(context(op, message), shown, None, len(message.attachments) if query.flag("$count") else None))


def find(op):
    message = message_of(op)
    attachment = message.attachments.get(op.parameters[1])
    if attachment is None:
        raise not_found()
    return message, attachment


def get(op):
    op.query.allow("$select", "$expand")
    message, attachment = find(op)
    select = op.query.select(schema.ATTACHMENT_NAMES, "attachment")
    return Answer(200, {"@odata.context": context(op, message) + "/$entity", **show_attachment(attachment, op, select)})


def get_raw(op):
    _, attachment = find(op)
    return Answer(200, op.state.blobs.get(attachment.sha256), {"Content-Type": attachment.content_type})


def remove(op):
    message, attachment = find(op)
    del message.attachments[attachment.id]
    message.touch()
    return Answer(204)
