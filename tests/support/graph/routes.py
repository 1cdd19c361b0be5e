"""Which operation a method and path mean, and which role it needs."""
import re
import urllib.parse

import access
import attachments
import directory
import folders
import messages
import uploads
from errors import GraphError, bad_request

KEYED = re.compile(r"^([A-Za-z$]+)\((?:[A-Za-z]+=)?'((?:[^']|'')*)'\)$")
FOLDER = "users/{}/mailFolders/{}"
IN_FOLDER, IN_MAILBOX = FOLDER + "/messages/{}", "users/{}/messages/{}"
BOTH = ("v1.0", "beta")


class Route:
    def __init__(self, method, path, kind, handler, roles, mailbox=True, versions=BOTH):
        self.method, self.parts, self.kind, self.handler = method, path.split("/"), kind, handler
        self.roles, self.mailbox, self.versions = roles, mailbox, versions

    def fits(self, parts):
        return len(parts) == len(self.parts) and all(mine == "{}" or mine.lower() == other.lower() for mine, other in zip(self.parts, parts))

    def parameters(self, parts):
        return [other for mine, other in zip(self.parts, parts) if mine == "{}"]


def build():
    read, write = access.READ, access.WRITE
    table = [
        Route("GET", "users", "list_users", directory.list_users, access.DIRECTORY, False),
        Route("GET", "users/$count", "count_users", directory.count_users, access.DIRECTORY, False),
        Route("GET", "users/{}", "get_user", directory.get_user, access.DIRECTORY, False),
        Route("GET", "me", "get_me", directory.get_me, access.ME, False),
        Route("GET", "me/memberOf", "my_roles", directory.my_roles, access.ME, False),
        Route("GET", "me/transitiveMemberOf/microsoft.graph.directoryRole", "my_roles", directory.my_roles, access.ME, False),
        Route("GET", "organization", "organization", directory.organization, access.ORGANIZATION, False),
        Route("GET", "servicePrincipals", "list_principals", directory.list_principals, access.APPLICATIONS, False),
        Route("GET", "servicePrincipals/{}", "get_principal", directory.get_principal, access.APPLICATIONS, False),
        Route("GET", "servicePrincipals/{}/appRoleAssignments", "role_assignments", directory.role_assignments, access.APPLICATIONS, False),
        Route("GET", "roleManagement/exchange/roleDefinitions", "exchange_roles", directory.exchange_definitions, access.EXCHANGE_ROLES, False,
              ("beta",)),
        Route("GET", "roleManagement/exchange/roleAssignments", "exchange_roles", directory.exchange_assignments, access.EXCHANGE_ROLES, False,
              ("beta",)),
        Route("GET", "users/{}/mailboxSettings", "mailbox_settings", directory.mailbox_settings, ("MailboxSettings.Read",
                                                                                              "MailboxSettings.ReadWrite")),
        Route("GET", "users/{}/settings/exchange", "exchange_settings", directory.exchange_settings,
              ("MailboxItem.ImportExport.All", "MailboxItem.Read.All", "MailboxFolder.Read.All", "MailboxFolder.ReadWrite.All")),
        Route("GET", "users/{}/mailFolders", "list_folders", folders.list_folders, read),
        Route("POST", "users/{}/mailFolders", "create_folder", folders.create_folder, write),
        Route("GET", FOLDER, "get_folder", folders.get_folder, read),
        Route("PATCH", FOLDER, "update_folder", folders.update_folder, write),
        Route("DELETE", FOLDER, "delete_folder", folders.delete_folder, write),
        Route("GET", FOLDER + "/childFolders", "list_folders", folders.list_folders, read),
        Route("POST", FOLDER + "/childFolders", "create_folder", folders.create_folder, write),
        Route("GET", FOLDER + "/messages", "list_messages", messages.list_messages, read),
        Route("POST", FOLDER + "/messages", "create_message", messages.create, write),
        Route("POST", FOLDER + "/importMime", "import_mime", messages.import_mime, ("Mail-Advanced.ReadWrite.All",), True, ("beta",)),
        Route("GET", "users/{}/messages", "list_messages", messages.list_messages, read),
        Route("POST", "users/{}/messages", "create_message", messages.create, write),
    ]
    for base in (IN_MAILBOX, IN_FOLDER):
        table += [
            Route("GET", base, "get_message", messages.get, read),
            Route("PATCH", base, "update_message", messages.change, write),
            Route("DELETE", base, "delete_message", messages.delete, write),
        ]
    table += [
        Route("GET", IN_MAILBOX + "/$value", "get_mime", messages.get_mime, read),
        Route("POST", IN_MAILBOX + "/move", "move_message", messages.move, write),
        Route("POST", IN_MAILBOX + "/permanentDelete", "delete_for_good", messages.delete_for_good, write),
        Route("GET", IN_MAILBOX + "/attachments", "list_attachments", attachments.list_attachments, read),
        Route("POST", IN_MAILBOX + "/attachments", "add_attachment", attachments.add, write),
        Route("POST", IN_MAILBOX + "/attachments/createUploadSession", "create_session", uploads.create_session, write),
        Route("GET", IN_MAILBOX + "/attachments/{}", "get_attachment", attachments.get, read),
        Route("GET", IN_MAILBOX + "/attachments/{}/$value", "get_attachment_raw", attachments.get_raw, read),
        Route("DELETE", IN_MAILBOX + "/attachments/{}", "delete_attachment", attachments.remove, write),
    ]
    return table


TABLE = build()
BY_LENGTH = {}
for entry in TABLE:
    BY_LENGTH.setdefault(len(entry.parts), []).append(entry)


def split(path):
    """The parts of a path, decoded; users('x') is users/x."""
    parts = []
    for part in path.strip("/").split("/"):
        text = urllib.parse.unquote(part)
        match = KEYED.match(text)
        parts += [match.group(1), match.group(2).replace("''", "'")] if match else [text]
    return parts


def resolve(op):
    """The route of an operation, with op.kind and op.parameters set. Raises GraphError."""
    parts = split(op.path)
    fitting = [route for route in BY_LENGTH.get(len(parts), []) if route.fits(parts) and op.version in route.versions]
    if not fitting:
        raise bad_request(f"Resource not found for the segment '{parts[-1][:60]}'.")
    for route in fitting:
        if route.method == op.method:
            op.kind = route.kind
            op.parameters = route.parameters(parts)
            return route
    raise GraphError(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.")


def find_user(op, route):
    """Sets op.user of an operation on a mailbox; the parameters that are left belong to the operation. Raises GraphError."""
    name = op.parameters.pop(0)
    op.user = op.state.user(name)
    # In users/{}/mailFolders/{}/messages/{} the folder says nothing more than the message.
    if op.user is None:
        return GraphError(404, "ErrorInvalidUser", f"The requested user '{name[:120]}' is invalid.", violation=False)
    if not op.user.has_mailbox:
        return GraphError(404, "MailboxNotEnabledForRESTAPI", "The mailbox is either inactive, soft-deleted, or is hosted on-premise.",
                          violation=False)
    return None
