"""Folders, lists, filters, pages, and the directory."""
from support import GUID, ME, SOURCE_ID, Case
import odata_filter

INBOX = f"users/{ME}/mailFolders/inbox/messages"
MESSAGES = f"users/{ME}/messages"
FOLDERS = f"users/{ME}/mailFolders"


class Folders(Case):
    def test_well_known_names(self):
        root = self.get(f"{FOLDERS}/msgfolderroot").json
        names = {folder["displayName"]: folder for folder in self.get(FOLDERS, query={"$top": "100"}).json["value"]}
        self.assertEqual(names["Inbox"]["id"], self.get(f"{FOLDERS}/Inbox").json["id"])
        self.assertEqual(names["Inbox"]["parentFolderId"], root["id"])
        self.refused(self.get(f"{FOLDERS}/nowhere"), 404, "ErrorItemNotFound")

    def test_create_and_find(self):
        reply = self.post(FOLDERS, {"displayName": "WhatsApp Archiver"})
        self.assertEqual(reply.status, 201)
        found = self.get(FOLDERS, query={"$filter": "displayName eq 'WhatsApp Archiver'"}).json["value"]
        self.assertEqual([folder["id"] for folder in found], [reply.json["id"]])
        child = self.post(f"{FOLDERS}/{reply.json['id']}/childFolders", {"displayName": "2026"})
        self.assertEqual(child.json["parentFolderId"], reply.json["id"])
        self.assertEqual(self.get(f"{FOLDERS}/{reply.json['id']}").json["childFolderCount"], 1)

    def test_a_name_once_for_each_parent(self):
        self.post(FOLDERS, {"displayName": "A"})
        self.refused(self.post(FOLDERS, {"displayName": "a"}), 409, "ErrorFolderExists")
        self.assertEqual(self.post(f"{FOLDERS}/inbox/childFolders", {"displayName": "A"}).status, 201)
        self.control("settings", {"folder_exists_status": 400})
        self.refused(self.post(f"{FOLDERS}/msgfolderroot/childFolders", {"displayName": "A"}), 400, "ErrorFolderExists")

    def test_hidden_folders(self):
        name = self.post(FOLDERS, {"displayName": "H", "isHidden": True}).json["id"]
        self.assertEqual(self.get(FOLDERS, query={"$filter": "displayName eq 'H'"}).json["value"], [])
        self.assertEqual(len(self.get(FOLDERS, query={"$filter": "displayName eq 'H'", "includeHiddenFolders": "true"}).json["value"]), 1)
        self.refused(self.patch(f"{FOLDERS}/{name}", {"isHidden": False}), 400, "ErrorInvalidPropertySet")

    def test_rename_and_delete(self):
        name = self.post(FOLDERS, {"displayName": "A"}).json["id"]
        self.assertEqual(self.patch(f"{FOLDERS}/{name}", {"displayName": "B"}).json["displayName"], "B")
        self.assertEqual(self.ask("DELETE", f"{FOLDERS}/{name}").status, 204)
        self.refused(self.get(f"{FOLDERS}/{name}"), 404, "ErrorItemNotFound")
        self.refused(self.ask("DELETE", f"{FOLDERS}/inbox"), 403, "ErrorDeleteDistinguishedFolder")

    def test_wrong_folders(self):
        self.refused(self.post(FOLDERS, {"displayName": ""}), 400, "ErrorInvalidRequest")
        self.refused(self.post(FOLDERS, {"name": "x"}), 400, "RequestBodyRead")

    def test_folder_counts(self):
        self.message()
        self.message(flags="4")
        shown = self.get(f"{FOLDERS}/inbox").json
        self.assertEqual((shown["totalItemCount"], shown["unreadItemCount"]), (2, 1))


class Lists(Case):
    def fill(self, count):
        return [self.message(subject=f"s{number}", internetMessageId=f"<m{number}@x.example>",
                             properties=[{"id": SOURCE_ID, "value": f"K{number}"}])["id"] for number in range(count)]

    def test_pages(self):
        names = self.fill(23)
        for top, pages in ((None, 3), ("5", 5), ("1000", 1)):
            got, url, count = [], INBOX, 0
            query = {"$select": "id", **({"$top": top} if top else {})}
            while url:
                reply = self.get(url, query=query)
                got += [entry["id"] for entry in reply.json["value"]]
                link = reply.json.get("@odata.nextLink")
                url, query, count = (link.split(self.standin.where["graph"])[1] if link else None), None, count + 1
            self.assertEqual((sorted(got), len(got), count), (sorted(names), 23, pages))

    def test_top_has_a_limit(self):
        for top in ("0", "1001", "x"):
            self.refused(self.get(INBOX, query={"$top": top}), 400, "ErrorInvalidUrlQuery")

    def test_filter_on_message_id_and_property(self):
        self.fill(3)
        for text, count in (("internetMessageId eq '<m1@x.example>'", 1), ("internetMessageId eq '<m9@x.example>'", 0),
                            (f"singleValueExtendedProperties/Any(ep: ep/id eq '{SOURCE_ID}' and ep/value eq 'k1')", 1),
                            (f"singleValueExtendedProperties/any(x:x/id eq '{SOURCE_ID.replace(GUID, GUID.lower())}' and x/value eq 'K1')", 1),
                            (f"singleValueExtendedProperties/any(ep: ep/id eq '{SOURCE_ID.replace('WaS', 'was')}' and ep/value eq 'K1')", 0),
                            (f"singleValueExtendedProperties/any(ep: ep/id eq '{SOURCE_ID}' and startswith(ep/value, 'k'))", 3),
                            (f"singleValueExtendedProperties/any(ep: ep/id eq '{SOURCE_ID.replace('WaS', 'was')}' and startswith(ep/value, 'k'))", 0),
                            (f"singleValueExtendedProperties/any(ep: ep/id eq '{SOURCE_ID}' and ep/value eq 'K1') or "
                             f"singleValueExtendedProperties/any(ep: ep/id eq '{SOURCE_ID}' and ep/value eq 'K2')", 2),
                            ("isDraft eq false and subject eq 's1'", 1), ("not (subject eq 's1')", 2), ("startswith(subject,'s')", 3),
                            ("receivedDateTime ge 2020-01-01T00:00:00Z", 3)):
            for place in (INBOX, MESSAGES):
                reply = self.get(place, query={"$filter": text, "$select": "id", "$count": "true"})
                self.assertEqual(reply.status, 200, (text, reply.data[:300]))
                self.assertEqual((len(reply.json["value"]), reply.json["@odata.count"]), (count, count), text)

    def test_wrong_queries(self):
        for query in ({"$filter": "subject eq"}, {"$filter": "subject = 'x'"}, {"$filter": "(subject eq 'x'"}, {"$what": "1"}, {"$skiptoken": "x"},
                      {"$expand": "nothing"}):
            self.refused(self.get(INBOX, query=query), 400, "BadRequest")
        for query in ({"$filter": "isJunk eq true"}, {"$select": "subjekt"}, {"$orderby": "nothing"}):
            self.refused(self.get(INBOX, query=query), 400, "RequestBroker--ParseUri")
        self.refused(self.get(INBOX, query={"$filter": "singleValueExtendedProperties/any(ep: ep/id eq 'String Name' and ep/value eq 'x')"}), 400,
                     "ErrorInvalidProperty")
        self.refused(self.get(INBOX, query={"$filter": "singleValueExtendedProperties/any(ep: ep/value eq 'x')"}), 400, "ErrorInvalidUrlQueryFilter")

    def test_order(self):
        self.fill(3)
        got = [entry["subject"] for entry in self.get(INBOX, query={"$orderby": "subject desc", "$select": "subject"}).json["value"]]
        self.assertEqual(got, ["s2", "s1", "s0"])

    def test_list_with_properties(self):
        self.fill(2)
        shown = self.get(INBOX, query={"$select": "id", "$expand": f"singleValueExtendedProperties($filter=id eq '{SOURCE_ID}')"}).json["value"]
        self.assertEqual(sorted(entry["singleValueExtendedProperties"][0]["value"] for entry in shown), ["K0", "K1"])

    def test_a_deep_filter_is_refused(self):
        self.refused(self.get(INBOX, query={"$filter": "(" * 200 + "isRead eq true" + ")" * 200}), 400, "BadRequest")

    def test_parser(self):
        tree = odata_filter.parse("a eq 'it''s' and not (b gt 3 or c/d ne null)")
        self.assertEqual(tree, ("and", ("cmp", "eq", ("a",), "it's"),
                                ("not", ("or", ("cmp", "gt", ("b",), 3), ("cmp", "ne", ("c", "d"), None)))))


class Directory(Case):
    def setUp(self):
        super().setUp()
        self.control("users", {"users": [{"userPrincipalName": "ann@contoso.example", "mail": "ann.archer@contoso.example", "mobilePhone": "+44 7700 900101",
                                          "businessPhones": ["020 7946 0000"],
                                          "proxyAddresses": ["SMTP:ann.archer@contoso.example", "smtp:annie@contoso.example"]},
                                         {"userPrincipalName": "o'neil@contoso.example", "mailbox": False}]})

    def names(self, text, **more):
        reply = self.get("users", query={"$filter": text, **more.pop("query", {})}, **more)
        self.assertEqual(reply.status, 200, reply.data[:300])
        return [user["userPrincipalName"] for user in reply.json["value"]]

    def test_by_id_and_name(self):
        user = self.get("users/ANN@contoso.example").json
        self.assertEqual(self.get(f"users/{user['id']}").json["mail"], "ann.archer@contoso.example")
        self.assertNotIn("proxyAddresses", user)
        self.refused(self.get("users/annie@contoso.example"), 404, "Request_ResourceNotFound")

    def test_by_address(self):
        for text in ("mail eq 'Ann.Archer@contoso.example'", "proxyAddresses/any(p:p eq 'smtp:annie@contoso.example')",
                     "mail eq 'x' or proxyAddresses/any(p:p eq 'smtp:x') or proxyAddresses/any(p:p eq 'SMTP:ann.archer@contoso.example')"):
            self.assertEqual(self.names(text), ["ann@contoso.example"])
        self.assertEqual(self.names("proxyAddresses/any(p:p eq 'SMTP:annie@contoso.example')"), [])
        self.assertEqual(self.names("userPrincipalName eq 'o''neil@contoso.example'"), ["o'neil@contoso.example"])

    def test_phones_need_advanced_queries(self):
        text = "mobilePhone eq '+44 7700 900101'"
        self.refused(self.get("users", query={"$filter": text}), 400, "Request_UnsupportedQuery")
        self.assertEqual(self.names(text, query={"$count": "true"}, ConsistencyLevel="eventual"), ["ann@contoso.example"])
        self.assertEqual(self.names("businessPhones/any(p:p eq '020 7946 0000')"), ["ann@contoso.example"])

    def test_wrong_filters(self):
        self.refused(self.get("users", query={"$filter": "proxyAddresses eq 'x'"}), 400, "Request_UnsupportedQuery")
        self.refused(self.get("users", query={"$filter": "phone eq 'x'"}), 400, "RequestBroker--ParseUri")
        self.refused(self.get("users", query={"$filter": "mail ne 'x'"}), 400, "Request_UnsupportedQuery")

    def test_select_and_pages(self):
        reply = self.get("users", query={"$select": "id,proxyAddresses,assignedPlans,accountEnabled,userType", "$top": "3"}).json
        self.assertEqual(len(reply["value"]), 3)
        rest = self.get(reply["@odata.nextLink"].split(self.standin.where["graph"])[1]).json
        self.assertEqual((len(rest["value"]), "@odata.nextLink" in rest), (1, False))
        self.assertIn("proxyAddresses", rest["value"][0])

    def test_count(self):
        self.refused(self.get("users/$count", direct=True), 400, "Request_UnsupportedQuery")
        self.assertEqual(self.get("users/$count", ConsistencyLevel="eventual", direct=True).data, b"4")

    def test_basic_role_shows_little(self):
        token = self.mint(["User.ReadBasic.All"])
        self.assertEqual(self.get("users/ann@contoso.example", token=token).json.get("mobilePhone"), None)
        self.refused(self.get("users", query={"$select": "proxyAddresses"}, token=token), 403, "Authorization_RequestDenied")
        self.refused(self.get("users", query={"$filter": "proxyAddresses/any(p:p eq 'x')"}, token=token), 403, "Authorization_RequestDenied")

    def test_roles(self):
        token = self.mint(["Mail.ReadWrite"])
        for path in ("users", "users/ann@contoso.example", "organization", "servicePrincipals"):
            self.refused(self.get(path, token=token), 403, "Authorization_RequestDenied")

    def test_organization(self):
        entry = self.get("organization").json["value"][0]
        self.assertEqual(entry["id"], self.standin.where["tenant"])
        self.assertEqual(entry["verifiedDomains"][0]["name"], "contoso.example")

    def test_a_user_without_mailbox(self):
        self.refused(self.get("users/o'neil@contoso.example/mailFolders/inbox"), 404, "MailboxNotEnabledForRESTAPI")
        self.refused(self.get("users/nobody@contoso.example/mailFolders/inbox"), 404, "ErrorInvalidUser")

    def test_application_and_exchange_roles(self):
        self.control("apps", {"client_id": "app-1", "granted": ["Mail.ReadWrite"]})
        principal = self.get("servicePrincipals(appId='app-1')").json
        self.assertEqual(len(self.get(f"servicePrincipals/{principal['id']}/appRoleAssignments").json["value"]), 1)
        self.assertEqual(len(self.get("servicePrincipals", query={"$filter": "appId eq 'app-1'"}).json["value"]), 1)
        self.control("exchange_roles", {"holders": [self.users[0]["id"]], "groups": ["Organization Management"]})
        role = self.get("/beta/roleManagement/exchange/roleDefinitions", query={"$filter": "displayName eq 'Mailbox Import Export'"}).json["value"][0]
        held = self.get("/beta/roleManagement/exchange/roleAssignments", query={"$filter": f"roleDefinitionId eq '{role['id']}'"}).json["value"]
        self.assertEqual([entry["principalId"] for entry in held], [f"/Users/{self.users[0]['id']}", "/RoleGroups/Organization Management"])
        self.refused(self.get("roleManagement/exchange/roleDefinitions"), 400, "BadRequest")

    def test_mailbox_settings(self):
        self.assertEqual(self.get(f"users/{ME}/mailboxSettings").json["userPurpose"], "user")
        self.assertTrue(self.get(f"users/{ME}/settings/exchange").json["primaryMailboxId"].startswith("MBX:"))
