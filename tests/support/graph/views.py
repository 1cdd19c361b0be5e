"""How folders, messages and attachments look in an answer."""
import base64
import re
import urllib.parse

import properties
from errors import bad_request
from odata import EXPAND_PROPERTIES, Query
from odata_filter import parse, walk
from schema import ATTACHMENT_NAMES, FOLDER_NAMES, MESSAGE_NAMES

MESSAGE_ORDER = ("createdDateTime", "lastModifiedDateTime", "changeKey", "categories", "receivedDateTime", "sentDateTime", "hasAttachments",
                 "internetMessageId", "subject", "bodyPreview", "importance", "parentFolderId", "conversationId", "conversationIndex",
                 "isDeliveryReceiptRequested", "isReadReceiptRequested", "isRead", "isDraft", "webLink", "inferenceClassification", "body", "sender",
                 "from", "toRecipients", "ccRecipients", "bccRecipients", "replyTo", "flag")
ATTACHMENTS = re.compile(r"^attachments(?:\(\$select=([^();]*)\))?$", re.I)
TAGS = re.compile(r"<[^>]*>")


def message_id(message, immutable):
    return message.immutable_id if immutable else message.rest_id


def preview(message):
    body = message.fields.get("body") or {}
    text = body.get("content") or ""
    return (TAGS.sub(" ", text) if body.get("contentType") == "html" else text).strip()[:255]


def message_value(message, name, immutable=True):
    """One field as the service shows it; None when it has none."""
    fields = message.fields
    if name in ("createdDateTime", "lastModifiedDateTime"):
        return message.created if name[0] == "c" else message.modified
    if name == "id":
        return message_id(message, immutable)
    if name == "changeKey":
        return message.change_key
    if name == "receivedDateTime":
        return message.properties.get(properties.DELIVERY_TIME, message.created)
    if name == "sentDateTime":
        return message.properties.get(properties.SUBMIT_TIME, message.created)
    if name == "hasAttachments":
        return any(not attachment.inline for attachment in message.attachments.values())
    if name == "isRead":
        return message.read
    if name == "isDraft":
        return message.draft
    if name == "parentFolderId":
        return message.folder.id
    if name == "bodyPreview":
        return preview(message)
    if name == "conversationIndex":
        return message.properties.get(properties.INDEX)
    if name == "conversationId":
        seed = (message.properties.get(properties.INDEX, "")[:30] or message.properties.get(properties.TOPIC) or fields.get("subject") or "").casefold()
        return "AAQk" + base64.urlsafe_b64encode(seed.encode()[:48]).decode()
    if name == "webLink":
        return f"https://outlook.office365.com/owa/?ItemID={urllib.parse.quote(message.rest_id, safe='')}&exvsurl=1&viewmodel=ReadMessageItem"
    if name == "internetMessageHeaders":
        return message.headers
    if name == "uniqueBody":
        return fields.get("body")
    defaults = {"categories": [], "toRecipients": [], "ccRecipients": [], "bccRecipients": [], "replyTo": [], "importance": "normal",
                "inferenceClassification": "focused", "isReadReceiptRequested": False, "isDeliveryReceiptRequested": None,
                "flag": {"flagStatus": "notFlagged"}, "subject": "", "body": {"contentType": "text", "content": ""}}
    value = fields.get(name)
    return defaults.get(name) if value is None else value


def property_value(message, name):
    """An extended property; the flags show what became of the message."""
    value = message.properties.get(name)
    if name == properties.FLAGS:
        flags = int(value or 0) & ~0x19
        flags |= (0x8 if message.draft else 0) | (0x1 if message.read else 0) | (0x10 if message.attachments else 0)
        return str(flags)
    if name == properties.MESSAGE_CLASS:
        return value or "IPM.Note"
    if name == "String 0x1035":
        return message.fields.get("internetMessageId")
    if name == "String 0x37":
        return message.fields.get("subject")
    return value


class Expansion:
    """What $expand asks for, of messages and folders."""
    def __init__(self, query, allowed):
        self.single, self.multi, self.attachments, self.attachment_fields = None, None, False, None
        for item in query.expand():
            match = EXPAND_PROPERTIES.match(item)
            if match:
                ids = self.ids(match.group(2), match.group(1).lower() == "multi")
                if match.group(1).lower() == "multi":
                    self.multi = ids
                else:
                    self.single = ids
            elif "attachments" in allowed and (match := ATTACHMENTS.match(item)):
                self.attachments = True
                if match.group(1) is not None:
                    self.attachment_fields = Query("$select=" + match.group(1)).select(ATTACHMENT_NAMES, "attachment")
            else:
                raise bad_request(f"Parsing OData Select and Expand failed: Could not find a property named '{item[:60]}'.")

    @staticmethod
    def ids(inside, array):
        """Only ids that the filter names can be had."""
        name, _, text = (inside or "").partition("=")
        if name.strip().lower() != "$filter":
            raise bad_request("Extended properties can only be expanded with a filter on their id.", "ErrorInvalidUrlQuery")
        wanted = []
        for node in walk(parse(text)):
            if node[0] == "cmp":
                if node[1] != "eq" or node[2][-1].lower() != "id":
                    raise bad_request("Extended properties can only be expanded with a filter on their id.", "ErrorInvalidUrlQuery")
                wanted.append(properties.parse_id(node[3], array))
            elif node[0] != "or":
                raise bad_request("Extended properties can only be expanded with a filter on their id.", "ErrorInvalidUrlQuery")
        return wanted

    @property
    def any_properties(self):
        return self.single is not None or self.multi is not None


def show_message(message, op, select=None, expansion=None):
    immutable = op.immutable
    result = {"@odata.etag": f'W/"{message.change_key}"', "id": message_id(message, immutable)}
    if select is not None and expansion and expansion.any_properties and op.state.settings["select_with_expand"] == "drop":
        names = ()
    else:
        names = MESSAGE_ORDER if select is None else [name for name in select if name != "id"]
    for name in names:
        value = message_value(message, name, immutable)
        if value is None and name in ("from", "sender", "conversationIndex", "uniqueBody"):
            continue
        if name in MESSAGE_ORDER or name in ("internetMessageHeaders", "uniqueBody"):
            result[name] = value
    if expansion:
        if expansion.single is not None:
            found = [{"id": name, "value": property_value(message, name)} for name in expansion.single]
            found = [entry for entry in found if entry["value"] is not None]
            if found:
                result["singleValueExtendedProperties"] = found
        if expansion.multi is not None:
            found = [{"id": name, "value": message.multi[name]} for name in expansion.multi if name in message.multi]
            if found:
                result["multiValueExtendedProperties"] = found
        if expansion.attachments:
            result["attachments"] = [show_attachment(attachment, op, expansion.attachment_fields) for attachment in message.attachments.values()]
    return result


def show_folder(folder, select=None, expansion=None):
    result = {"id": folder.id}
    values = {"displayName": folder.name, "parentFolderId": folder.parent.id if folder.parent else folder.id,
              "childFolderCount": len(folder.children), "unreadItemCount": sum(not message.read for message in folder.messages.values()),
              "totalItemCount": len(folder.messages), "isHidden": folder.hidden}
    for name in FOLDER_NAMES if select is None else select:
        if name in values:
            result[name] = values[name]
    if expansion and expansion.single is not None:
        found = [{"id": name, "value": folder.properties[name]} for name in expansion.single if name in folder.properties]
        if found:
            result["singleValueExtendedProperties"] = found
    return result


def show_attachment(attachment, op, select=None):
    values = {"lastModifiedDateTime": attachment.modified, "name": attachment.name, "contentType": attachment.content_type,
              "size": attachment.size + op.state.settings["attachment_size_overhead"], "isInline": attachment.inline,
              "contentId": attachment.content_id, "contentLocation": attachment.content_location}
    result = {"@odata.type": "#microsoft.graph.fileAttachment", "@odata.mediaContentType": attachment.content_type, "id": attachment.id}
    names = values if select is None else [name.rpartition("/")[2] for name in select]
    for name in names:
        if name in values:
            result[name] = values[name]
    if select is None or "contentBytes" in names:
        result["contentBytes"] = base64.b64encode(op.state.blobs.get(attachment.sha256)).decode()
    return result


MESSAGE_QUERY_NAMES = MESSAGE_NAMES - {"attachments", "extensions"}
