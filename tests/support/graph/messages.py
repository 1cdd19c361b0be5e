"""Messages: create, read, list, change, move, delete."""
import properties
import rules
import schema
from attachments import attachment_from
from errors import GraphError, not_found, unknown_query_property
from mailbox import Message
from mime import from_mime, to_mime
from odata import answer_list, page, sort
from odata_filter import evaluate, parse, walk
from operation import Answer
from folders import find as find_folder
from views import MESSAGE_QUERY_NAMES, Expansion, message_value, property_value, show_message


def context(op):
    return op.context(f"users('{op.user.id}')/messages")


def find(op, name=None):
    message = op.mailbox.messages.get(op.parameters[-1] if name is None else name)
    if message is None:
        raise not_found()
    return message


def created(op, message):
    headers = {"Location": f"{op.root}/users/{op.user.id}/messages/{message.rest_id}", "ETag": f'W/"{message.change_key}"'}
    return Answer(201, {"@odata.context": context(op) + "/$entity", **show_message(message, op)}, headers)


def create(op):
    op.query.allow()
    if op.media_type() == "text/plain":
        return create_from_mime(op)
    folder = find_folder(op, op.parameters[0]) if op.parameters else op.mailbox.folder("drafts")
    message = Message(folder)
    entries = rules.fill(op, message, op.json())
    if len(entries) > op.state.limits["attachments"]:
        raise GraphError(400, "ErrorInvalidRequest", "There are too many attachments.")
    for entry in entries:
        attachment = attachment_from(op, entry, "inline")
        message.attachments[attachment.id] = attachment
    room(op, folder)
    op.mailbox.add_message(message)
    return created(op, message)


def room(op, folder):
    if len(folder.messages) >= op.state.limits["folder_messages"]:
        raise GraphError(507, "ErrorQuotaExceeded", "The folder holds as many messages as it may.", violation=False)


def create_from_mime(op):
    """Always a draft; over a size that nobody documents it answers and creates nothing."""
    message, data = from_mime(op, op.mailbox.folder("drafts") if not op.parameters else find_folder(op, op.parameters[0]))
    message.draft, message.how = True, "mime"
    if len(data) > op.state.limits["mime_silent_bytes"]:
        op.state.counters.notes["mime that created nothing"] += 1
        return Answer(200, {"@odata.context": context(op) + "/$entity"})
    op.mailbox.add_message(message)
    return created(op, message)


def import_mime(op):
    mode = op.state.settings["import_mime"]
    if mode == "missing":
        raise GraphError(400, "BadRequest", "Resource not found for the segment 'importMime'.", violation=False)
    if mode == "refused":
        raise GraphError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.", violation=False)
    if op.media_type() != "text/plain":
        raise GraphError(415, "UnsupportedMediaType", "importMime takes text/plain.")
    folder = find_folder(op, op.parameters[0])
    message, _ = from_mime(op, folder)
    message.draft, message.read, message.how = False, False, "importMime"
    room(op, folder)
    op.mailbox.add_message(message)
    return created(op, message)


def get(op):
    query = op.query
    query.allow("$select", "$expand")
    message = find(op)
    shown = show_message(message, op, query.select(MESSAGE_QUERY_NAMES, "message"), Expansion(query, ("attachments",)))
    return Answer(200, {"@odata.context": context(op) + "/$entity", **shown}, {"ETag": f'W/"{message.change_key}"'})


def get_mime(op):
    return Answer(200, to_mime(op, find(op)), {"Content-Type": "text/plain"})


def change(op):
    values, dropped = schema.read(op.json(), schema.MESSAGE, "message", schema.MESSAGE_IGNORED, schema.MESSAGE_READ_ONLY)
    message = find(op)
    single = properties.parse_single(values.pop("singleValueExtendedProperties", None) or [])
    multi = properties.parse_multi(values.pop("multiValueExtendedProperties", None) or [])
    rules.check_change(op, message, values, single)
    for name in dropped:
        op.state.counters.notes[f"ignored field {name}"] += 1
    op.mailbox.forget(message)
    if values.get("isRead") is not None:
        message.read = values.pop("isRead")
    if "body" in values:
        values["body"] = rules.store_body(values["body"])
    message.fields.update(values)
    message.properties.update(single)
    message.multi.update(multi)
    message.touch()
    op.mailbox.index(message)
    return Answer(200, {"@odata.context": context(op) + "/$entity", **show_message(message, op)})


def move(op):
    body = op.json()
    if not isinstance(body, dict) or set(body) != {"destinationId"} or not isinstance(body["destinationId"], str):
        raise GraphError(400, "ErrorInvalidRequest", "The body has to be {\"destinationId\": …}.")
    message, folder = find(op), find_folder(op, body["destinationId"])
    op.mailbox.move_message(message, folder)
    return created(op, message)


def delete(op):
    """An ordinary delete moves to Deleted Items, where a search through the mailbox still finds it."""
    message, trash = find(op), op.mailbox.folder("deleteditems")
    if op.state.settings["delete_moves"] == "deleteditems" and message.folder is not trash:
        op.mailbox.move_message(message, trash)
    else:
        op.mailbox.remove_message(message)
    return Answer(204)


def delete_for_good(op):
    op.mailbox.remove_message(find(op))
    return Answer(204)


def check_names(tree):
    variables = {node[2] for node in walk(tree) if node[0] == "any"}
    for node in walk(tree):
        if node[0] == "any" and node[1][0] not in ("singleValueExtendedProperties", "multiValueExtendedProperties", "categories", "toRecipients",
                                                   "ccRecipients"):
            raise unknown_query_property(node[1][0], "message")
        if node[0] in ("cmp", "call"):
            path = node[2]
            if path[0] not in MESSAGE_QUERY_NAMES and path[0] not in variables:
                raise unknown_query_property(path[0], "message")
            if node[0] == "cmp" and len(path) == 2 and path[0] in variables and path[1] == "id":
                properties.parse_id(node[3])


def wanted_property(tree):
    """(canonical id, node of the value) of the members of singleValueExtendedProperties/any(…), or Nones."""
    name = value = None
    for node in walk(tree):
        if node[0] == "cmp" and node[1] == "eq" and len(node[2]) == 2 and node[2][1] == "id":
            name = properties.parse_id(node[3])
        elif node[0] in ("cmp", "call") and len(node[2]) == 2 and node[2][1] == "value":
            value = node
    return name, value


def candidates(op, tree):
    """{immutable id: message} that an index can name, or None: then all have to be looked at."""
    box = op.mailbox
    if tree[0] == "and":
        left = candidates(op, tree[1])
        return left if left is not None else candidates(op, tree[2])
    if tree[0] == "or":
        left, right = candidates(op, tree[1]), candidates(op, tree[2])
        return None if left is None or right is None else {**left, **right}
    if tree[0] == "cmp" and tree[1] == "eq" and tree[2] == ("internetMessageId",) and isinstance(tree[3], str):
        return box.by_message_id.get(tree[3], {})
    if tree[0] == "any" and tree[1] == ("singleValueExtendedProperties",) and tree[3][0] == "and":
        name, value = wanted_property(tree[3])
        if name and value and value[0] == "cmp" and value[1] == "eq" and isinstance(value[3], str):
            return box.by_property.get((name, value[3].casefold()), {})
    return None


def matches(tree, message, op):
    def getter(path):
        if path[0] == "singleValueExtendedProperties":
            return [{"id": name, "value": property_value(message, name)} for name in message.properties]
        value = message_value(message, path[0], op.immutable)
        for part in path[1:]:
            value = value.get(part) if isinstance(value, dict) else None
        return value
    return evaluate(tree, getter)


def canonical_ids(tree):
    """The tree with the ids of extended properties in canonical form."""
    if tree[0] == "any" and tree[1] == ("singleValueExtendedProperties",):
        name, _ = wanted_property(tree[3])
        if name is None:
            raise GraphError(400, "ErrorInvalidUrlQueryFilter", "The filter on an extended property needs its id.")
    if tree[0] == "cmp" and tree[2][-1] == "id" and len(tree[2]) == 2:
        return (*tree[:3], properties.parse_id(tree[3]))
    return tuple(canonical_ids(part) if isinstance(part, tuple) and part and part[0] in ("and", "or", "not", "cmp", "call", "any") else part
                 for part in tree)


def list_messages(op):
    query, limits = op.query, op.state.limits
    query.allow("$filter", "$select", "$top", "$skip", "$orderby", "$count", "$expand")
    select, expansion = query.select(MESSAGE_QUERY_NAMES, "message"), Expansion(query, ("attachments",))
    order = query.order(MESSAGE_QUERY_NAMES, "message")
    folder = find_folder(op, op.parameters[0]) if op.parameters else None
    if query.get("$filter") is not None:
        tree = parse(query.get("$filter"))
        check_names(tree)
        tree = canonical_ids(tree)
        some = candidates(op, tree)
        if some is None:
            some = folder.messages if folder else {message.immutable_id: message for message in op.mailbox.messages.values()}
        found = [message for message in some.values() if (folder is None or message.folder is folder) and matches(tree, message, op)]
    elif folder:
        found = list(folder.messages.values())
    else:
        found = list({message.immutable_id: message for message in op.mailbox.messages.values()}.values())
    if order:
        found = sort(found, order, message_value)
    else:
        found.reverse()          # the newest first
    shown, next_link = page(query, found, limits["page"], limits["page_max"], op.url)
    count = len(found) if query.flag("$count") else None
    return Answer(200, answer_list(context(op), [show_message(message, op, select, expansion) for message in shown], next_link, count))
