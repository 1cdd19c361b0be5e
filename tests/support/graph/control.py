"""The control end point, on a port of its own: what a test sets and reads. JSON in, JSON out; a mistake is 400 {"error": "…"}."""
import json
import urllib.parse

import settings as settings_module
from access import RBAC_PREFIX
from clock import now
from http11 import Response
from mailbox import Folder, Message
from tokens import App
from views import message_value, property_value


class Control:
    def __init__(self, state, login, server):
        self.state, self.login, self.server = state, login, server
        self.routes = {name[3:].replace("__", "/"): getattr(self, name) for name in dir(self) if name.startswith("do_")}

    async def handle(self, request):
        name = request.path.strip("/").replace("-", "_")
        action = self.routes.get(name)
        if action is None:
            return answer(404, {"error": f"there is no {name}; there are {sorted(self.routes)}"})
        try:
            data = json.loads(request.body) if request.body else {}
            query = dict(urllib.parse.parse_qsl(request.query))
            return answer(200, action(request.method, data, query))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            return answer(400, {"error": f"{type(error).__name__}: {error}"})

    def do_health(self, _method, _data, _query):
        return {"ok": True}

    def do_reset(self, _method, data, _query):
        """{seed}: everything as at the start; applications and issuers stay."""
        self.state.reset(data.get("seed"))
        self.login.used_ids.clear()
        self.login.with_claims.clear()
        self.login.sign_in.codes.clear()
        return {"ok": True}

    def do_tenant(self, method, data, _query):
        """{id, displayName, domains}"""
        if method != "GET":
            unknown = set(data) - set(self.state.tenant)
            if unknown:
                raise ValueError(f"unknown field {sorted(unknown)[0]}")
            self.state.tenant.update(data)
        return self.state.tenant

    def do_users(self, method, data, _query):
        """{"users": [{userPrincipalName, mail, proxyAddresses, mobilePhone, businessPhones, mailbox: false, …}]} or
        {"count": 200, "pattern": "user{n}@contoso.example"}"""
        if method != "GET":
            added = []
            for user in data.get("users", []):
                added.append(self.state.add_user(user))
            pattern = data.get("pattern", "user{n}@" + self.state.tenant["domains"][0])
            start = int(data.get("start", 1))
            for number in range(start, start + int(data.get("count", 0))):
                added.append(self.state.add_user({"userPrincipalName": pattern.replace("{n}", str(number))}))
            return {"added": [{"id": user.id, "userPrincipalName": user.fields["userPrincipalName"]} for user in added]}
        return {"users": [{**user.fields, "mailbox": user.has_mailbox} for user in self.state.users.values()]}

    def do_apps(self, method, data, _query):
        """{client_id, name, secrets, expired_secrets, certificates (PEM), redirect_uris, required (roles that consent grants), granted}"""
        if method != "GET":
            app = App(data)
            self.state.apps[app.client] = app
        return {"apps": {client: {"required": sorted(app.required), "granted": sorted(app.granted)} for client, app in self.state.apps.items()}}

    def do_settings(self, method, data, _query):
        if method != "GET":
            settings_module.merge(self.state.settings, data)
        return self.state.settings

    def do_throttle(self, method, data, _query):
        """The settings of 'throttle'; a change also empties all windows."""
        if method != "GET":
            settings_module.merge(self.state.settings["throttle"], data, "throttle.")
            self.state.throttle.clear()
        throttle = self.state.throttle
        return {**self.state.settings["throttle"], "highest_concurrency": throttle.highest, "early_retries": throttle.early}

    def do_faults(self, method, data, _query):
        """{"seed": 7, "rules": [{fault, percent, kinds, mailbox, times, skip, retry_after, entries}]}; DELETE or [] for none."""
        if method == "DELETE":
            self.state.faults.set([])
        elif method != "GET":
            self.state.faults.set(data["rules"], data.get("seed"))
        return {"rules": self.state.faults.report()}

    def do_scope(self, method, data, _query):
        """{"client_id", "roles": ["Application Mail.ReadWrite"], "mailboxes": [id or userPrincipalName]}: RBAC for Applications."""
        if method != "GET":
            users = [self.state.user(name) for name in data["mailboxes"]]
            if None in users:
                raise ValueError(f"no such user: {data['mailboxes'][users.index(None)]}")
            self.state.scopes[data["client_id"]] = {"roles": {role.removeprefix(RBAC_PREFIX) for role in data["roles"]},
                                                    "mailboxes": {user.id for user in users}}
        return {client: {"roles": sorted(scope["roles"]), "mailboxes": sorted(scope["mailboxes"])} for client, scope in self.state.scopes.items()}

    def do_exchange_roles(self, method, data, _query):
        """{"holders": [user id], "groups": [name of a role group]} of the role 'Mailbox Import Export'."""
        if method != "GET":
            self.state.exchange_roles = [f"/Users/{user}" for user in data["holders"]] + [f"/RoleGroups/{name}" for name in data.get("groups", [])]
        return {"principals": self.state.exchange_roles}

    def do_challenge(self, method, data, _query):
        """{"not_before": seconds (default now), "claims_request": bool}: older tokens get 401 with a claims challenge. DELETE ends it."""
        if method == "DELETE":
            self.state.challenge = None
        elif method != "GET":
            self.state.challenge = {"not_before": float(data.get("not_before", now())), "claims_request": bool(data.get("claims_request", False))}
        return {"challenge": self.state.challenge}

    def do_token(self, _method, data, _query):
        """{"client_id", "roles", "lifetime_s", "claims": {name: value or null}, "break": "signature"}: a token for a test, right or wrong."""
        token = self.login.mint(data.get("client_id", "test"), data.get("roles", []), data.get("lifetime_s", 3600), **data.get("claims", {}))
        if data.get("break") == "signature":
            token = token[:-8] + ("AAAAAAAA" if token[-8:] != "AAAAAAAA" else "BBBBBBBB")
        return {"access_token": token}

    def do_expire_sessions(self, _method, _data, _query):
        """All upload sessions expire now."""
        for session in self.state.sessions.values():
            session.expires = 0
        return {"sessions": len(self.state.sessions)}

    def do_seed(self, _method, data, _query):
        """{"mailbox", "folder": name below the root (made if missing), "count", "subject"}: messages that are not ours."""
        box = self.state.user(data["mailbox"]).mailbox
        root = box.folder("msgfolderroot")
        folder = box.folder(data["folder"]) or box.child_named(root, data["folder"])
        if folder is None:
            folder = Folder(data["folder"], root)
            box.add_folder(folder)
        for number in range(int(data.get("count", 0))):
            message = Message(folder)
            message.fields = {"subject": f"{data.get('subject', 'Other')} {number}", "internetMessageId": f"<other-{number}-{message.immutable_id[8:20]}@other.example>"}
            message.draft, message.how = False, "seed"
            box.add_message(message)
        return {"folder": folder.id, "messages": len(folder.messages)}

    def do_counters(self, _method, _data, _query):
        report = self.state.counters.report(self.server.connections)
        report["throttle"] = {"highest_concurrency": self.state.throttle.highest, "early_retries": self.state.throttle.early}
        return report

    def do_counters__reset(self, _method, _data, _query):
        self.state.counters.__init__()
        self.state.throttle.early = self.state.throttle.highest = 0
        return {"ok": True}

    def do_log(self, _method, _data, query):
        """The last requests and entries: [kind, status]."""
        return {"log": list(self.state.counters.log)[-int(query.get("last", 200)):]}

    def do_dump(self, _method, _data, query):
        """?mailbox=…&folder=…&bodies=1: what the mailboxes hold. Without mailbox: all that were used."""
        wanted = query.get("mailbox")
        user = self.state.user(wanted) if wanted else None
        if wanted and user is None:
            raise ValueError("no such mailbox")
        users = [user] if user else [entry for entry in self.state.users.values() if entry.used]
        return {"mailboxes": [dump_mailbox(entry, query.get("folder"), query.get("bodies") == "1") for entry in users if entry.has_mailbox],
                "open_upload_sessions": len(self.state.sessions)}


def dump_mailbox(user, folder, bodies):
    box = user.mailbox
    folders = [entry for entry in box.folders.values() if folder in (None, entry.name, entry.id, entry.well_known)]
    return {"id": user.id, "userPrincipalName": user.fields["userPrincipalName"],
            "folders": [{"id": entry.id, "name": entry.name, "parent": entry.parent.name if entry.parent else None, "wellKnown": entry.well_known,
                         "hidden": entry.hidden, "messages": [dump_message(message, bodies) for message in entry.messages.values()]}
                        for entry in folders]}


def dump_message(message, bodies):
    names = ["subject", "from", "sender", "toRecipients", "ccRecipients", "bccRecipients", "receivedDateTime", "sentDateTime", "isRead", "isDraft",
             "importance", "categories", "internetMessageId", "internetMessageHeaders", "conversationId"] + (["body"] if bodies else [])
    return {"id": message.immutable_id, "how": message.how, **{name: message_value(message, name) for name in names},
            "properties": {name: property_value(message, name) for name in message.properties},
            "attachments": [{"name": entry.name, "contentType": entry.content_type, "size": entry.size, "sha256": entry.sha256, "isInline": entry.inline,
                             "contentId": entry.content_id, "how": entry.how} for entry in message.attachments.values()]}


def answer(status, body):
    return Response(status, json.dumps(body).encode(), None, "application/json")
