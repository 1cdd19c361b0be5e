"""Mail folders."""
import properties
from errors import GraphError, not_found, unknown_query_property
from mailbox import Folder
from odata import answer_list, page, sort
from odata_filter import evaluate, parse, walk
from operation import Answer
from schema import FOLDER, FOLDER_NAMES, read
from views import Expansion, show_folder


def find(op, name):
    folder = op.mailbox.folder(name)
    if folder is None:
        raise not_found()
    return folder


def siblings(op):
    """The parent whose children a list or create is about."""
    return find(op, op.parameters[0]) if op.parameters else op.mailbox.folder("msgfolderroot")


def context(op):
    return op.context(f"users('{op.user.id}')/mailFolders")


def list_folders(op):
    query = op.query
    query.allow("$filter", "$select", "$top", "$skip", "$orderby", "$count", "$expand", "includehiddenfolders")
    select, expansion = query.select(FOLDER_NAMES, "mailFolder"), Expansion(query, ())
    folders = [folder for folder in siblings(op).children.values() if not folder.hidden or query.flag("includehiddenfolders")]
    if query.get("$filter") is not None:
        tree = parse(query.get("$filter"))
        for node in walk(tree):
            if node[0] in ("cmp", "call") and len(node[2]) == 1 and node[2][0] not in FOLDER_NAMES:
                raise unknown_query_property(node[2][0], "mailFolder")

        def getter(folder):
            shown = show_folder(folder)
            single = [{"id": name, "value": value} for name, value in folder.properties.items()]
            return lambda path: single if path[0] == "singleValueExtendedProperties" else shown.get(path[0])
        folders = [folder for folder in folders if evaluate(tree, getter(folder))]
    folders = sort(folders, query.order(FOLDER_NAMES, "mailFolder"), lambda folder, name: show_folder(folder).get(name))
    shown, next_link = page(query, folders, op.state.limits["page"], op.state.limits["page_max"], op.url)
    count = len(folders) if query.flag("$count") else None
    return Answer(200, answer_list(context(op), [show_folder(folder, select, expansion) for folder in shown], next_link, count))


def name_of(values):
    name = values.get("displayName")
    if not isinstance(name, str) or not name.strip() or len(name) > 255:
        raise GraphError(400, "ErrorInvalidRequest", "The folder needs a displayName of 1 to 255 characters.")
    return name


def taken(op, name):
    return GraphError(op.state.settings["folder_exists_status"], "ErrorFolderExists",
                      f"A folder with the specified name already exists., Could not create folder '{name}'.", violation=False)


def create_folder(op):
    op.query.allow()
    values, _ = read(op.json(), FOLDER, "mailFolder", ignored={"childFolderCount": "int", "unreadItemCount": "int", "totalItemCount": "int"},
                     read_only={"id", "parentFolderId"})
    parent, name = siblings(op), name_of(values)
    single = properties.parse_single(values["singleValueExtendedProperties"]) if values.get("singleValueExtendedProperties") else {}
    if op.mailbox.child_named(parent, name):
        raise taken(op, name)
    folder = Folder(name, parent, hidden=bool(values.get("isHidden")))
    folder.properties = single
    op.mailbox.add_folder(folder)
    return Answer(201, {"@odata.context": context(op) + "/$entity", **show_folder(folder)}, {"Location": f"{op.root}/users/{op.user.id}/mailFolders/{folder.id}"})


def get_folder(op):
    query = op.query
    query.allow("$select", "$expand", "includehiddenfolders")
    folder = find(op, op.parameters[0])
    return Answer(200, {"@odata.context": context(op) + "/$entity",
                        **show_folder(folder, query.select(FOLDER_NAMES, "mailFolder"), Expansion(query, ()))})


def update_folder(op):
    values, _ = read(op.json(), FOLDER, "mailFolder", read_only={"id", "parentFolderId"})
    folder = find(op, op.parameters[0])
    if "isHidden" in values:
        raise GraphError(400, "ErrorInvalidPropertySet", "isHidden can be set only when the folder is created.")
    if folder.well_known:
        raise GraphError(400, "ErrorInvalidRequest", "A well-known folder keeps its name.")
    if "displayName" in values:
        other = op.mailbox.child_named(folder.parent, name_of(values))
        if other and other is not folder:
            raise taken(op, values["displayName"])
        folder.name = values["displayName"]
    if values.get("singleValueExtendedProperties"):
        folder.properties.update(properties.parse_single(values["singleValueExtendedProperties"]))
    return Answer(200, {"@odata.context": context(op) + "/$entity", **show_folder(folder)})


def delete_folder(op):
    folder = find(op, op.parameters[0])
    if folder.well_known:
        raise GraphError(403, "ErrorDeleteDistinguishedFolder", "Distinguished folders cannot be deleted.")
    op.mailbox.remove_folder(folder)
    return Answer(204)
