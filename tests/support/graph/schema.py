"""Which fields a body may have, and of what kind they are."""
import base64
import binascii

from clock import parse_iso
from errors import GraphError, bad_request, unknown_property, wrong_literal

# A kind is one of: string, bool, int, time, address, addresses, body, strings, flag, any, list.
MESSAGE = {
    "subject": "string", "body": "body", "from": "address", "sender": "address", "toRecipients": "addresses", "ccRecipients": "addresses",
    "bccRecipients": "addresses", "replyTo": "addresses", "isRead": "bool", "importance": ("low", "normal", "high"), "categories": "strings",
    "internetMessageId": "string", "internetMessageHeaders": "list", "singleValueExtendedProperties": "list", "multiValueExtendedProperties": "list",
    "attachments": "list", "flag": "flag", "inferenceClassification": ("focused", "other"), "isDeliveryReceiptRequested": "bool",
    "isReadReceiptRequested": "bool",
}
# Named in the examples of the create page or found by others to be taken and ignored.
MESSAGE_IGNORED = {"receivedDateTime": "time", "sentDateTime": "time", "hasAttachments": "bool", "bodyPreview": "string", "isDraft": "bool",
                   "conversationIndex": "string", "conversationId": "string"}
MESSAGE_READ_ONLY = {"id", "changeKey", "createdDateTime", "lastModifiedDateTime", "parentFolderId", "webLink", "uniqueBody"}
MESSAGE_NAMES = set(MESSAGE) | set(MESSAGE_IGNORED) | MESSAGE_READ_ONLY | {"extensions"}
FOLDER = {"displayName": "string", "isHidden": "bool", "singleValueExtendedProperties": "list", "multiValueExtendedProperties": "list"}
FOLDER_NAMES = {"id", "displayName", "parentFolderId", "childFolderCount", "unreadItemCount", "totalItemCount", "isHidden",
                "singleValueExtendedProperties", "multiValueExtendedProperties", "childFolders", "messages", "messageRules"}
FILE_ATTACHMENT = {"name": "string", "contentType": "string", "contentBytes": "string", "isInline": "bool", "contentId": "string",
                   "contentLocation": "string"}
FILE_ATTACHMENT_IGNORED = {"size": "int"}
# The collection is of the base type: what only files have needs a cast in $select.
ATTACHMENT_NAMES = {"id", "name", "contentType", "size", "isInline", "lastModifiedDateTime"} | {
    f"microsoft.graph.fileAttachment/{name}" for name in ("contentBytes", "contentId", "contentLocation")}
ATTACHMENT_ITEM = {"attachmentType": ("file", "item", "reference"), "name": "string", "size": "int", "isInline": "bool", "contentId": "string",
                   "contentType": "string"}


def address(value, name):
    if value is None:
        return None
    if not isinstance(value, dict):
        raise wrong_literal(name, "microsoft.graph.recipient")
    for key in value:
        if key not in ("emailAddress", "@odata.type"):
            raise unknown_property(key, "recipient")
    inner = value.get("emailAddress")
    if inner is None:
        return {"emailAddress": {}}
    if not isinstance(inner, dict):
        raise wrong_literal("emailAddress", "microsoft.graph.emailAddress")
    for key, text in inner.items():
        if key not in ("name", "address", "@odata.type"):
            raise unknown_property(key, "emailAddress")
        if text is not None and not isinstance(text, str):
            raise wrong_literal(key, "Edm.String")
    return {"emailAddress": {key: text for key, text in inner.items() if key != "@odata.type"}}


def check(name, kind, value):
    """The value in its kept form. Raises GraphError."""
    if isinstance(kind, tuple):
        if value is None or isinstance(value, str) and value.lower() in kind:
            return value.lower() if value else None
        raise wrong_literal(name, f"microsoft.graph.{name}")
    if value is None and kind != "list":
        return None
    if kind == "string" and isinstance(value, str) or kind == "bool" and isinstance(value, bool):
        return value
    if kind == "int" and isinstance(value, int) and not isinstance(value, bool):
        return value
    if kind == "time" and isinstance(value, str):
        try:
            parse_iso(value)
            return value
        except ValueError as error:
            raise wrong_literal(name, "Edm.DateTimeOffset") from error
    if kind == "address":
        return address(value, name)
    if kind in ("addresses", "strings", "list") and isinstance(value, list):
        if kind == "addresses":
            return [address(entry, name) for entry in value]
        if kind == "strings" and not all(isinstance(entry, str) for entry in value):
            raise wrong_literal(name, "Edm.String")
        return value
    if kind == "body" and isinstance(value, dict):
        for key in value:
            if key not in ("contentType", "content", "@odata.type"):
                raise unknown_property(key, "itemBody")
        return {"contentType": check("contentType", ("text", "html"), value.get("contentType", "text")),
                "content": check("content", "string", value.get("content", ""))}
    if kind == "flag" and isinstance(value, dict):
        for key in value:
            if key not in ("flagStatus", "completedDateTime", "dueDateTime", "startDateTime", "@odata.type"):
                raise unknown_property(key, "followupFlag")
        status = check("flagStatus", ("notflagged", "complete", "flagged"), value.get("flagStatus", "notFlagged"))
        return {"flagStatus": "notFlagged" if status == "notflagged" else status}
    raise wrong_literal(name, {"string": "Edm.String", "bool": "Edm.Boolean", "int": "Edm.Int64", "time": "Edm.DateTimeOffset",
                               "body": "microsoft.graph.itemBody", "flag": "microsoft.graph.followupFlag"}.get(kind, "Collection"))


def read(body, known, type_name, ignored=(), read_only=()):
    """({name: value}, names that were taken and ignored). Raises GraphError for anything else."""
    if not isinstance(body, dict):
        raise bad_request("Empty Payload. JSON content expected.")
    result, dropped = {}, []
    for name, value in body.items():
        if name == "@odata.type":
            if value not in (f"#microsoft.graph.{type_name}", f"microsoft.graph.{type_name}"):
                raise GraphError(400, "RequestBodyRead", f"A type named '{str(value)[:80]}' could not be resolved by the model.")
        elif name in known:
            result[name] = check(name, known[name], value)
        elif name in ignored:
            check(name, ignored[name], value)
            dropped.append(name)
        elif name in read_only:
            raise GraphError(400, "ErrorInvalidPropertySet", f"The property '{name}' is read-only and cannot be set.")
        else:
            raise unknown_property(name, type_name)
    return result, dropped


def base64_bytes(text, name="contentBytes"):
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise wrong_literal(name, "Edm.Binary") from error
