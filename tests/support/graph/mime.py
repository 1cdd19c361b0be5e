"""Messages from MIME (base64 in the body of the request) and back."""
import email
import email.message
import email.policy
import email.utils

import properties
from clock import iso
from errors import GraphError
from mailbox import Attachment, Message
from rules import store_body
from schema import base64_bytes


def invalid():
    return GraphError(400, "ErrorMimeContentInvalidBase64String", "Invalid base64 string for MIME content.")


def people(parsed, name):
    found = email.utils.getaddresses([str(value) for value in parsed.get_all(name, [])])
    return [{"emailAddress": {"name": title or address, "address": address}} for title, address in found if address]


def stamp(text):
    try:
        moment = email.utils.parsedate_to_datetime(text)
        return moment.timestamp()
    except (ValueError, TypeError):
        return None


def from_mime(op, folder):
    """(message, MIME bytes); the message is not in the mailbox yet. Raises GraphError."""
    body = op.body if isinstance(op.body, (bytes, bytearray)) else str(op.body).encode()
    try:
        data = base64_bytes(bytes(body).translate(None, b"\r\n").decode("ascii"))
    except (GraphError, UnicodeDecodeError) as error:
        raise invalid() from error
    parsed = email.message_from_bytes(data, policy=email.policy.default)
    if not data.strip() or not parsed.keys():
        raise invalid()
    message = Message(folder)
    fields = {"subject": str(parsed.get("Subject", "")), "toRecipients": people(parsed, "To"), "ccRecipients": people(parsed, "Cc"),
              "bccRecipients": people(parsed, "Bcc"), "replyTo": people(parsed, "Reply-To"),
              "internetMessageId": str(parsed.get("Message-ID", f"<{message.immutable_id[8:30]}@STANDIN.prod.outlook.example>")).strip()}
    sender = people(parsed, "From")
    if sender:
        fields["from"] = fields["sender"] = sender[0]
    part = parsed.get_body(preferencelist=("html", "plain"))
    if part is not None:
        fields["body"] = store_body({"contentType": "html" if part.get_content_type() == "text/html" else "text", "content": text_of(part)})
    message.fields = fields
    message.headers = [{"name": name, "value": str(value)} for name, value in parsed.items()]
    keep_times(message, parsed)
    for name, key in (("In-Reply-To", "String 0x1042"), ("References", "String 0x1039"), ("Thread-Topic", properties.TOPIC)):
        if parsed.get(name):
            message.properties[key] = str(parsed[name])
    message.properties["String 0x7d"] = "".join(f"{name}: {value}\r\n" for name, value in parsed.items())
    for part in parsed.iter_attachments():
        content = part.get_payload(decode=True)
        if content is None:
            content = b"".join(inner.as_bytes() for inner in part.get_payload() if isinstance(inner, email.message.Message))
        attachment = Attachment(part.get_filename() or "attachment", part.get_content_type(), len(content), op.state.blobs.put(content),
                                part.get_content_disposition() == "inline", part.get("Content-ID"), how="mime")
        message.attachments[attachment.id] = attachment
    return message, data


def text_of(part):
    try:
        return part.get_content()
    except (LookupError, ValueError):
        return (part.get_payload(decode=True) or b"").decode("latin-1")


def keep_times(message, parsed):
    """Our assumption: the first Received header gives the time of delivery, else Date."""
    sent = stamp(str(parsed.get("Date", "")))
    received = stamp(str(parsed.get_all("Received", [""])[0]).rpartition(";")[2].strip())
    if sent is not None:
        message.properties[properties.SUBMIT_TIME] = iso(sent)
    if received is not None or sent is not None:
        message.properties[properties.DELIVERY_TIME] = iso(received if received is not None else sent)


def to_mime(op, message):
    """What GET …/$value gives."""
    fields, result = message.fields, email.message.EmailMessage(policy=email.policy.SMTP)

    def addresses(entries):
        pairs = [entry.get("emailAddress", {}) for entry in entries or []]
        return ", ".join(email.utils.formataddr((pair.get("name") or "", pair.get("address") or "")) for pair in pairs)
    for name, key in (("From", "from"), ("Sender", "sender")):
        if fields.get(key):
            result[name] = addresses([fields[key]])
    for name, key in (("To", "toRecipients"), ("Cc", "ccRecipients")):
        if fields.get(key):
            result[name] = addresses(fields[key])
    result["Subject"] = fields.get("subject") or ""
    result["Message-ID"] = fields["internetMessageId"]
    for header in message.headers:
        if header["name"].lower().startswith("x-"):
            result[header["name"]] = header["value"]
    body = fields.get("body") or {}
    result.set_content(body.get("content") or "", subtype="html" if body.get("contentType") == "html" else "plain")
    for attachment in message.attachments.values():
        main, _, sub = attachment.content_type.partition("/")
        result.add_attachment(op.state.blobs.get(attachment.sha256), maintype=main or "application", subtype=sub or "octet-stream",
                              filename=attachment.name)
    return result.as_bytes()
