"""The rules for what a message may be: recipients, x- headers, flags, sensitive fields."""
import re
import secrets

import properties
import schema
from errors import GraphError, access_denied, unknown_property, wrong_literal

ADDRESS = re.compile(r"^[^\s@<>\"(),:;\[\]\\]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$")
MESSAGE_ID = re.compile(r"^<[^\s<>@]+@[^\s<>@]+>$")
HEADER_NAME = re.compile(r"^[xX]-[\x21-\x39\x3b-\x7e]*$")
# Microsoft's list of fields of a received message that need Mail-Advanced from 2026-12-31 on.
SENSITIVE = {"subject", "body", "toRecipients", "ccRecipients", "bccRecipients", "from", "sender", "replyTo", "internetMessageId"}
UNSENT = 0x8


def check_recipients(op, values):
    if not op.state.settings["strict_addresses"]:
        return
    for name in ("toRecipients", "ccRecipients", "bccRecipients", "replyTo", "from", "sender"):
        entries = values.get(name)
        for entry in entries if isinstance(entries, list) else [entries] if entries else []:
            text = (entry or {}).get("emailAddress", {}).get("address")
            if not isinstance(text, str) or not ADDRESS.match(text):
                raise GraphError(400, "ErrorInvalidRecipients", f"At least one recipient of '{name}' is not valid.")


def check_headers(op, headers):
    limits = op.state.limits
    if len(headers) > limits["headers"]:
        raise GraphError(400, "InvalidInternetMessageHeaderCollection",
                         f"Maximum number of headers in one message should be less than or equal to {limits['headers']}.")
    result = []
    for header in headers:
        if not isinstance(header, dict):
            raise wrong_literal("internetMessageHeaders", "microsoft.graph.internetMessageHeader")
        for key in header:
            if key not in ("name", "value", "@odata.type"):
                raise unknown_property(key, "internetMessageHeader")
        name, value = header.get("name"), header.get("value")
        if not isinstance(name, str) or not HEADER_NAME.match(name) or len(name) < 3:
            raise GraphError(400, "InvalidInternetMessageHeader",
                             f"The internet message header name '{str(name)[:80]}' should start with 'x-' or 'X-'.")
        if not isinstance(value, str) or len(value) > limits["header_value_chars"] or "\r" in value or "\n" in value:
            raise GraphError(400, "InvalidInternetMessageHeader", f"The value of the internet message header '{name[:80]}' is not valid.")
        result.append({"name": name, "value": value})
    return result


def check_common(op, values):
    """What holds for create and for change."""
    if values.get("subject") is not None and len(values["subject"]) > op.state.limits["subject_chars"]:
        raise GraphError(400, "ErrorInvalidRequest", f"The subject is longer than {op.state.limits['subject_chars']} characters.")
    if values.get("internetMessageId") is not None and not MESSAGE_ID.match(values["internetMessageId"]):
        raise GraphError(400, "ErrorInvalidInternetMessageId", "The internetMessageId is not of the form <left@right>.")
    check_recipients(op, values)


def store_body(body):
    """HTML comes back rewritten, as in the examples of the create page."""
    if body and body.get("contentType") == "html" and "<html" not in (body["content"] or "").lower():
        return {"contentType": "html",
                "content": "<html>\r\n<head>\r\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">\r\n</head>\r\n<body>\r\n"
                           f"{body['content'] or ''}\r\n</body>\r\n</html>\r\n"}
    return body


def fill(op, message, body):
    """A new message from the JSON of its creation; gives the list of its attachments, not yet read."""
    values, dropped = schema.read(body, schema.MESSAGE, "message", schema.MESSAGE_IGNORED, schema.MESSAGE_READ_ONLY)
    for name in dropped:
        op.state.counters.notes[f"ignored field {name}"] += 1
    check_common(op, values)
    message.properties = properties.parse_single(values.pop("singleValueExtendedProperties", []))
    message.multi = properties.parse_multi(values.pop("multiValueExtendedProperties", []))
    message.headers = check_headers(op, values.pop("internetMessageHeaders", []))
    attachments = values.pop("attachments", [])
    flags = message.properties.get(properties.FLAGS)
    # Without flags, or with the bit for 'not sent', a created message is a draft, and stays one.
    message.draft = flags is None or bool(int(flags) & UNSENT)
    read = values.pop("isRead", None)
    message.read = read if read is not None else bool(int(flags) & 1) if flags is not None else True
    values["body"] = store_body(values.get("body"))
    if not values.get("internetMessageId"):
        values["internetMessageId"] = f"<{secrets.token_hex(16)}@STANDIN.prod.outlook.example>"
    message.fields = {name: value for name, value in values.items() if value is not None}
    return attachments


def check_change(op, message, values, single):
    """A change of a message that is there. Raises GraphError."""
    settings = op.state.settings
    if "internetMessageHeaders" in values:
        raise GraphError(400, "ErrorInvalidPropertySet", "internetMessageHeaders can be set only when the message is created.")
    if "attachments" in values:
        raise GraphError(400, "ErrorInvalidPropertySet", "Attachments cannot be changed with the message.")
    if properties.FLAGS in single:
        if settings["patch_flags"] == "reject":
            raise GraphError(400, "ErrorInvalidPropertySet", f"The property '{properties.FLAGS}' is read-only after the first save.")
        single.pop(properties.FLAGS)
        op.state.counters.notes["ignored change of the flags"] += 1
    sensitive = SENSITIVE & set(values)
    if sensitive and not message.draft and settings["sensitive_patch"] == "enforced" and not op.token.allows(op, "Mail-Advanced.ReadWrite.All"):
        raise access_denied()
    check_common(op, values)
