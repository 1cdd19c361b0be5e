"""Users, organisation, applications and roles of the directory."""
import uuid

from errors import GraphError, bad_request, insufficient_privileges, unknown_query_property
from odata import answer_list, page
from odata_filter import evaluate, parse, walk
from operation import Answer
from signin import GLOBAL_ADMINISTRATOR
from state import NAMESPACE, User

DEFAULT = ("businessPhones", "displayName", "givenName", "jobTitle", "mail", "mobilePhone", "officeLocation", "preferredLanguage", "surname",
           "userPrincipalName", "id")
BASIC = {"displayName", "givenName", "surname", "mail", "userPrincipalName", "id", "userType", "createdDateTime"}
# Filters on these need ConsistencyLevel: eventual and $count=true.
ADVANCED = {"mobilePhone", "officeLocation", "companyName", "preferredLanguage"}
IMPORT_EXPORT = "Mailbox Import Export"
GRAPH = "00000003-0000-0000-c000-000000000000"


def eventual(op):
    return op.headers.get("consistencylevel", "").lower() == "eventual"


def advanced(op):
    return eventual(op) and (op.query.flag("$count") or op.path.endswith("/$count"))


def check_select(op, select):
    """With User.ReadBasic.All only a few fields can be had."""
    if not op.token.has("User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All") and select and set(select) - BASIC:
        raise insufficient_privileges()


def show_user(user, op, select):
    names = DEFAULT if select is None else ["id", *select] if "id" not in select else select
    full = op.token.has("User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All")
    return {name: user.fields[name] for name in names if full or name in BASIC or name in DEFAULT and name != "mobilePhone"}


def missing(name):
    return GraphError(404, "Request_ResourceNotFound",
                      f"Resource '{name[:120]}' does not exist or one of its queried reference-property objects are not present.", violation=False)


def get_user(op):
    query = op.query
    query.allow("$select", "$expand")
    select = query.select(User.FIELDS, "user")
    check_select(op, select)
    user = op.state.user(op.parameters[0])
    if user is None:
        raise missing(op.parameters[0])
    return Answer(200, {"@odata.context": op.context("users/$entity"), **show_user(user, op, select)})


def unsupported(name):
    return bad_request(f"Unsupported or invalid query filter clause specified for property '{name}' of resource 'User'.", "Request_UnsupportedQuery")


def check_filter(op, tree):
    variables = {node[2] for node in walk(tree) if node[0] == "any"}
    for node in walk(tree):
        if node[0] == "any" and node[1][0] not in ("proxyAddresses", "businessPhones", "otherMails", "imAddresses"):
            raise unknown_query_property(node[1][0], "user") if node[1][0] not in User.FIELDS else unsupported(node[1][0])
        if node[0] in ("cmp", "call"):
            name = node[2][0]
            if name not in User.FIELDS and name not in variables:
                raise unknown_query_property(name, "user")
            if name in ("proxyAddresses", "businessPhones", "otherMails"):
                raise unsupported(name)
            if (name in ADVANCED or node[0] == "call" and node[1] != "startswith" or node[0] == "cmp" and node[1] == "ne") and not advanced(op):
                raise unsupported(name)
        if node[0] == "not" and not advanced(op):
            raise unsupported("not")
    return tree


def proxy_fits(tree, user):
    """Equality on proxyAddresses looks at the case of the prefix."""
    for node in walk(tree):
        if node[0] == "any" and node[1][0] == "proxyAddresses" and node[3][0] == "cmp" and node[3][1] == "eq":
            prefix = str(node[3][3]).partition(":")[0]
            if not any(str(entry).partition(":")[0] == prefix and str(entry).casefold() == str(node[3][3]).casefold()
                       for entry in user.fields["proxyAddresses"]):
                yield node


def without(tree, nodes):
    """The tree in which nodes that do not hold are false."""
    if any(tree is node for node in nodes):
        return ("cmp", "eq", ("id",), "")
    return tuple(without(part, nodes) if isinstance(part, tuple) and part and part[0] in ("and", "or", "not", "any") else part for part in tree)


def matching(op):
    text = op.query.get("$filter")
    users = list(op.state.users.values())
    if text is None:
        return users
    tree = check_filter(op, parse(text))
    fields = {node[2][0] for node in walk(tree) if node[0] in ("cmp", "call")} | {node[1][0] for node in walk(tree) if node[0] == "any"}
    check_select(op, [name for name in fields if name in User.FIELDS])

    def getter(user):
        return lambda path: user.fields.get(path[0])
    return [user for user in users if evaluate(without(tree, list(proxy_fits(tree, user))), getter(user))]


def list_users(op):
    query, limits = op.query, op.state.limits
    query.allow("$filter", "$select", "$top", "$count", "$orderby", "$skiptoken", "$search", "$expand")
    if query.get("$search") is not None:
        raise bad_request("The stand-in does not know $search of users.", "Request_UnsupportedQuery")
    select = query.select(User.FIELDS, "user")
    check_select(op, select)
    found = matching(op)
    shown, next_link = page(query, found, limits["users_page"], limits["users_page_max"], op.url, "$skiptoken")
    count = len(found) if query.flag("$count") and eventual(op) else None
    return Answer(200, answer_list(op.context("users"), [show_user(user, op, select) for user in shown], next_link, count))


def count_users(op):
    op.query.allow("$filter", "$search")
    if not eventual(op):
        raise bad_request("$count of users needs ConsistencyLevel: eventual.", "Request_UnsupportedQuery")
    return Answer(200, str(len(matching(op))).encode(), {"Content-Type": "text/plain"})


def organization(op):
    op.query.allow("$select")
    tenant = op.state.tenant
    entry = {"id": tenant["id"], "displayName": tenant["displayName"], "tenantType": "AAD", "createdDateTime": "2026-01-01T00:00:00Z",
             "verifiedDomains": [{"capabilities": "Email, OfficeCommunicationsOnline", "isDefault": number == 0, "isInitial": number == 1,
                                  "name": domain, "type": "Managed"} for number, domain in enumerate(tenant["domains"])]}
    select = op.query.select({**entry, "assignedPlans": 1, "country": 1, "countryLetterCode": 1}, "organization")
    return Answer(200, answer_list(op.context("organization"), [entry if select is None else {name: entry[name] for name in ["id", *select] if name in entry}],
                                   None))


def principal_of(client):
    return str(uuid.uuid5(NAMESPACE, "service principal " + client))


def show_principal(op, client):
    return {"id": principal_of(client), "appId": client, "displayName": op.state.apps[client].name, "accountEnabled": True,
            "servicePrincipalType": "Application"}


def list_principals(op):
    op.query.allow("$filter", "$select", "$top", "$count")
    clients = list(op.state.apps)
    if op.query.get("$filter") is not None:
        tree = parse(op.query.get("$filter"))
        clients = [client for client in clients if evaluate(tree, lambda path, client=client: show_principal(op, client).get(path[0]))]
    return Answer(200, answer_list(op.context("servicePrincipals"), [show_principal(op, client) for client in clients], None))


def client_of(op):
    name = op.parameters[0]
    client = next((client for client in op.state.apps if name in (client, principal_of(client))), None)
    if client is None:
        raise missing(name)
    return client


def get_principal(op):
    return Answer(200, {"@odata.context": op.context("servicePrincipals/$entity"), **show_principal(op, client_of(op))})


def role_assignments(op):
    client = client_of(op)
    entries = [{"id": str(uuid.uuid5(NAMESPACE, client + role)), "appRoleId": str(uuid.uuid5(NAMESPACE, role)), "principalId": principal_of(client),
                "principalDisplayName": op.state.apps[client].name, "principalType": "ServicePrincipal", "resourceDisplayName": "Microsoft Graph",
                "resourceId": GRAPH, "createdDateTime": "2026-01-01T00:00:00Z"} for role in sorted(op.state.apps[client].granted)]
    return Answer(200, answer_list(op.context("appRoleAssignments"), entries, None))


def exchange_definitions(op):
    entries = [{"id": str(uuid.uuid5(NAMESPACE, IMPORT_EXPORT)), "displayName": IMPORT_EXPORT, "isEnabled": True, "isBuiltIn": True}]
    if op.query.get("$filter") is not None:
        tree = parse(op.query.get("$filter"))
        entries = [entry for entry in entries if evaluate(tree, lambda path, entry=entry: entry.get(path[0]))]
    return Answer(200, answer_list(op.context("roleManagement/exchange/roleDefinitions"), entries, None))


def exchange_assignments(op):
    """Who holds the role; principals are '/Users/<id>' and '/RoleGroups/<name>' there."""
    entries = [{"id": str(uuid.uuid5(NAMESPACE, "assignment" + principal)), "roleDefinitionId": str(uuid.uuid5(NAMESPACE, IMPORT_EXPORT)),
                "principalId": principal, "directoryScopeId": "/", "appScopeId": None} for principal in op.state.exchange_roles]
    if op.query.get("$filter") is not None:
        tree = parse(op.query.get("$filter"))
        entries = [entry for entry in entries if evaluate(tree, lambda path, entry=entry: entry.get(path[0]))]
    return Answer(200, answer_list(op.context("roleManagement/exchange/roleAssignments"), entries, None))


def person_of(op):
    """The signed-in person. An application has none."""
    if op.token.person is None:
        raise bad_request("/me request is only valid with delegated authentication flow.")
    user = op.state.users.get(op.token.person)
    if user is None:
        raise missing(op.token.person)
    return user


def get_me(op):
    op.query.allow("$select")
    user, select = person_of(op), op.query.select(User.FIELDS, "user")
    return Answer(200, {"@odata.context": op.context("users/$entity"),
                        **{name: user.fields[name] for name in (DEFAULT if select is None else ["id", *select])}})


def my_roles(op):
    op.query.allow("$select", "$top", "$count", "$filter")
    entries = [{"@odata.type": "#microsoft.graph.directoryRole", "id": str(uuid.uuid5(NAMESPACE, "role " + role)), "roleTemplateId": role,
                "displayName": "Global Administrator" if role == GLOBAL_ADMINISTRATOR else "Other role"} for role in person_of(op).directory_roles]
    if op.query.get("$filter") is not None:
        tree = parse(op.query.get("$filter"))
        entries = [entry for entry in entries if evaluate(tree, lambda path, entry=entry: entry.get(path[0]))]
    return Answer(200, answer_list(op.context("directoryObjects"), entries, None))


def mailbox_settings(op):
    op.query.allow("$select")
    return Answer(200, {"@odata.context": op.context(f"users('{op.user.id}')/mailboxSettings"), "userPurpose": "user", "timeZone": "UTC"})


def exchange_settings(op):
    return Answer(200, {"@odata.context": op.context(f"users('{op.user.id}')/settings/exchange/$entity"), "id": "exchange",
                        "primaryMailboxId": f"MBX:{op.user.id}@{op.state.tenant['id']}"})
