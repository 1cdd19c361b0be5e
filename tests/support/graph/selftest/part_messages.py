"""Messages, their extended properties, and what may be changed."""
import base64
import json

import schema
from support import GUID, ME, SOURCE_ID, Case

INBOX = f"users/{ME}/mailFolders/inbox/messages"
MESSAGES = f"users/{ME}/messages"


def prop(name, value):
    return {"id": name, "value": value}


class Drafts(Case):
    def test_without_flags_it_is_a_draft(self):
        self.assertTrue(self.message(flags=None)["isDraft"])

    def test_the_bit_unsent_makes_a_draft(self):
        self.assertTrue(self.message(flags="9")["isDraft"])

    def test_flags_at_creation_make_it_received(self):
        for flags, read in (("1", True), ("4", False), ("5", True)):
            shown = self.message(flags=flags)
            self.assertEqual((shown["isDraft"], shown["isRead"]), (False, read))

    def test_isread_wins_over_the_flags(self):
        self.assertFalse(self.message(flags="1", isRead=False)["isRead"])

    def test_a_draft_stays_a_draft(self):
        name = self.message(flags=None)["id"]
        self.refused(self.patch(f"{MESSAGES}/{name}", {"singleValueExtendedProperties": [prop("Integer 0x0E07", "1")]}), 400, "ErrorInvalidPropertySet")
        self.assertEqual(self.patch(f"{MESSAGES}/{name}", {"isDraft": False}).status, 200)
        self.assertTrue(self.get(f"{MESSAGES}/{name}").json["isDraft"])

    def test_a_change_of_the_flags_can_also_do_nothing(self):
        self.control("settings", {"patch_flags": "ignore"})
        name = self.message(flags=None)["id"]
        self.assertEqual(self.patch(f"{MESSAGES}/{name}", {"singleValueExtendedProperties": [prop("Integer 0x0E07", "1")]}).status, 200)
        self.assertTrue(self.get(f"{MESSAGES}/{name}").json["isDraft"])

    def test_without_folder_it_goes_to_drafts(self):
        reply = self.post(MESSAGES, {"subject": "x"})
        self.assertEqual(reply.status, 201)
        self.assertEqual(len(self.dumped("drafts")), 1)
        self.assertIn("location", reply.headers)

    def test_mime_is_always_a_draft(self):
        mime = base64.b64encode(b"Subject: Hi\r\nFrom: a@b.example\r\n\r\nText\r\n")
        reply = self.post(INBOX, mime, content_type="text/plain")
        self.assertEqual((reply.status, reply.json["isDraft"], reply.json["subject"]), (201, True, "Hi"))

    def test_wrong_base64_of_mime(self):
        self.refused(self.post(INBOX, b"***", content_type="text/plain"), 400, "ErrorMimeContentInvalidBase64String")

    def test_large_mime_answers_200_and_creates_nothing(self):
        mime = base64.b64encode(b"Subject: Hi\r\n\r\n" + b"x" * 2300000)
        reply = self.post(INBOX, mime, content_type="text/plain", direct=True)
        self.assertEqual(reply.status, 200)
        self.assertNotIn("id", reply.json)
        self.assertEqual(self.dumped(), [])


class Times(Case):
    def test_times_come_from_the_properties_alone(self):
        shown = self.message(receivedDateTime="2001-01-01T00:00:00Z", sentDateTime="2001-01-01T00:00:00Z",
                             properties=[prop("SystemTime 0x0E06", "2026-11-01T10:00:00.0000000Z"), prop("SystemTime 0x0039", "2026-11-01T11:59:00+02:00")])
        self.assertEqual((shown["receivedDateTime"], shown["sentDateTime"]), ("2026-11-01T10:00:00Z", "2026-11-01T09:59:00Z"))
        self.assertEqual(self.control("counters")["notes"]["ignored field receivedDateTime"], 1)

    def test_without_them_it_is_now(self):
        self.assertFalse(self.message(receivedDateTime="2001-01-01T00:00:00Z")["receivedDateTime"].startswith("2001"))


class Properties(Case):
    def test_ids_come_back_in_canonical_form(self):
        name = self.message(properties=[prop("String 0x001A", "IPM.Note.X"), prop(SOURCE_ID, "Abc"), prop("String 0x007D", "X: y\r\n")])["id"]
        wanted = f"id eq 'String 0x1A' or id eq '{SOURCE_ID}' or id eq 'Integer 0x0E07' or id eq 'String 0x007D001F'"
        found = self.get(f"{MESSAGES}/{name}", query={"$expand": f"singleValueExtendedProperties($filter={wanted})"}).json["singleValueExtendedProperties"]
        self.assertEqual({entry["id"]: entry["value"] for entry in found},
                         {"String 0x1a": "IPM.Note.X", f"String {GUID.lower()} Name WaSourceId": "Abc", "Integer 0xe07": "1", "String 0x7d": "X: y\r\n"})

    def test_they_do_not_come_without_expand(self):
        name = self.message(properties=[prop(SOURCE_ID, "Abc")])["id"]
        self.assertNotIn("singleValueExtendedProperties", self.get(f"{MESSAGES}/{name}").json)

    def test_expand_needs_a_filter_on_the_id(self):
        name = self.message()["id"]
        self.refused(self.get(f"{MESSAGES}/{name}", query={"$expand": "singleValueExtendedProperties"}), 400, "ErrorInvalidUrlQuery")

    def test_select_and_expand_together_drop_fields(self):
        name = self.message(properties=[prop(SOURCE_ID, "Abc")])["id"]
        query = {"$select": "subject", "$expand": f"singleValueExtendedProperties($filter=id eq '{SOURCE_ID}')"}
        self.assertNotIn("subject", self.get(f"{MESSAGES}/{name}", query=query).json)
        self.control("settings", {"select_with_expand": "keep"})
        self.assertIn("subject", self.get(f"{MESSAGES}/{name}", query=query).json)

    def test_wrong_ids(self):
        for name in ("0x0E07", "Integer", "Integer 0x8012", "String 0x0E07", "Number 0x0E07", f"String {GUID} WaSourceId", "IntegerArray 0x0E07",
                     "Integer 0x0000"):
            self.refused(self.post(INBOX, {"singleValueExtendedProperties": [prop(name, "1")]}), 400, "ErrorInvalidProperty")

    def test_values_fit_their_type(self):
        for name, value in (("Integer 0x0E07", "one"), ("SystemTime 0x0E06", "yesterday"), ("SystemTime 0x0E06", "2026-13-01T00:00:00Z"),
                            ("Binary 0x0071", "***"), (f"Boolean {GUID} Name x", "yes"), ("Integer 0x0E07", "4294967296")):
            self.refused(self.post(INBOX, {"singleValueExtendedProperties": [prop(name, value)]}), 400, "ErrorInvalidPropertyValue")

    def test_values_are_strings(self):
        self.refused(self.post(INBOX, {"singleValueExtendedProperties": [prop("Integer 0x0E07", 1)]}), 400, "RequestBodyRead")

    def test_one_property_once(self):
        self.refused(self.post(INBOX, {"singleValueExtendedProperties": [prop("Integer 0x0E07", "1"), prop("Integer 0xE07", "4")]}), 400,
                     "ErrorInvalidProperty")

    def test_an_own_property_may_be_changed_later(self):
        name = self.message(properties=[prop(SOURCE_ID, "pending")])["id"]
        self.assertEqual(self.patch(f"{MESSAGES}/{name}", {"singleValueExtendedProperties": [prop(SOURCE_ID, "done")]}).status, 200)
        self.assertEqual(self.property_of(name, SOURCE_ID), "done")
        for value, count in (("pending", 0), ("done", 1)):
            query = {"$filter": f"singleValueExtendedProperties/any(ep: ep/id eq '{SOURCE_ID}' and ep/value eq '{value}')"}
            self.assertEqual(len(self.get(MESSAGES, query=query).json["value"]), count)


class Fields(Case):
    def test_unknown_fields_are_refused_at_every_level(self):
        person = {"emailAddress": {"address": "a@b.example"}}
        for body in ({"subjekt": "x"}, {"Subject": "x"}, {"body": {"type": "text"}}, {"toRecipients": [{"address": "a@b.example"}]},
                     {"from": {"emailAddress": {"mail": "x"}}}, {"toRecipients": [{**person, "type": "to"}]},
                     {"singleValueExtendedProperties": [{"id": SOURCE_ID, "value": "1", "name": "x"}]}):
            self.refused(self.post(INBOX, body), 400, "RequestBodyRead")
        self.assertEqual(self.violations(), 7)

    def test_kinds_of_values(self):
        for body in ({"subject": 1}, {"isRead": "true"}, {"importance": "urgent"}, {"toRecipients": {}}, {"categories": [1]}, {"body": "text"},
                     {"body": {"contentType": "rtf", "content": ""}}):
            self.refused(self.post(INBOX, body), 400, "RequestBodyRead")

    def test_read_only_fields(self):
        for body in ({"id": "x"}, {"changeKey": "x"}, {"parentFolderId": "x"}):
            self.refused(self.post(INBOX, body), 400, "ErrorInvalidPropertySet")

    def test_not_json(self):
        for body in (b"{", b"[]", b'{"subject":"a","subject":"b"}'):
            self.refused(self.post(INBOX, body, content_type="application/json", direct=True), 400, "BadRequest")
        self.refused(self.post(INBOX, b"{}", content_type="text/xml"), 415, "UnsupportedMediaType")

    def test_recipients_need_an_smtp_address(self):
        for address in ("447700900101", "", None, "a b@c.example", "a@b"):
            self.refused(self.post(INBOX, {"toRecipients": [{"emailAddress": {"name": "x", "address": address}}]}), 400, "ErrorInvalidRecipients")
        self.message(**{"from": {"emailAddress": {"name": "447700900101", "address": "447700900101@whatsapp.invalid"}}})

    def test_headers(self):
        def send(*headers):
            return self.post(INBOX, {"internetMessageHeaders": [{"name": name, "value": value} for name, value in headers]})
        for name in ("In-Reply-To", "References", "Message-ID", "x-", "x-a b", "x-a:b"):
            self.refused(send((name, "1")), 400, "InvalidInternetMessageHeader")
        self.refused(send(("x-a", "v" * 996)), 400, "InvalidInternetMessageHeader")
        self.refused(send(("x-a", "v\r\nBcc: z")), 400, "InvalidInternetMessageHeader")
        self.refused(send(*[(f"x-{number}", "1") for number in range(6)]), 400, "InvalidInternetMessageHeaderCollection")
        reply = send(*[(f"X-{number}", "v" * 995) for number in range(5)])
        self.assertEqual(reply.status, 201)
        self.assertNotIn("internetMessageHeaders", reply.json)
        shown = self.get(f"{MESSAGES}/{reply.json['id']}", query={"$select": "internetMessageHeaders"}).json
        self.assertEqual(len(shown["internetMessageHeaders"]), 5)
        self.refused(self.patch(f"{MESSAGES}/{reply.json['id']}", {"internetMessageHeaders": []}), 400, "ErrorInvalidPropertySet")

    def test_subject_and_message_id(self):
        self.refused(self.post(INBOX, {"subject": "x" * 256}), 400, "ErrorInvalidRequest")
        self.assertEqual(self.message(subject="x" * 255)["subject"], "x" * 255)
        self.refused(self.post(INBOX, {"internetMessageId": "abc"}), 400, "ErrorInvalidInternetMessageId")
        self.assertEqual(self.message(internetMessageId="<wa-1@contoso.example>")["internetMessageId"], "<wa-1@contoso.example>")

    def test_html_comes_back_rewritten(self):
        self.assertEqual(schema.check("contentType", ("text", "html"), "HTML"), "html")
        body = self.message(body={"contentType": "html", "content": "<b>x</b>"})["body"]
        self.assertEqual(body["contentType"], "html")
        self.assertIn("<b>x</b>", body["content"])
        self.assertTrue(body["content"].startswith("<html>"))

    def test_four_megabytes(self):
        body = json.dumps({"subject": "x", "body": {"contentType": "text", "content": "y" * (4 * 1024 * 1024)}}).encode()
        self.refused(self.post(INBOX, body, content_type="application/json"), 413, "BadRequest")
        spare = 4 * 1024 * 1024 - len(json.dumps({"body": {"content": ""}}))
        self.assertEqual(self.post(INBOX, {"body": {"content": "y" * spare}}).status, 201)


class Changes(Case):
    def test_sensitive_fields_of_a_received_message(self):
        name = self.message()["id"]
        token = self.mint(["Mail.ReadWrite"])
        person = {"emailAddress": {"address": "a@b.example"}}
        for body in ({"subject": "y"}, {"body": {"content": "y"}}, {"toRecipients": [person]}, {"from": person}):
            self.refused(self.patch(f"{MESSAGES}/{name}", body, token=token), 403, "ErrorAccessDenied")
        self.assertEqual(self.patch(f"{MESSAGES}/{name}", {"isRead": False, "categories": ["WhatsApp"]}, token=token).status, 200)
        self.assertEqual(self.patch(f"{MESSAGES}/{name}", {"subject": "y"}).json["subject"], "y")

    def test_a_draft_may_be_changed(self):
        name = self.message(flags=None)["id"]
        self.assertEqual(self.patch(f"{MESSAGES}/{name}", {"subject": "y"}, token=self.mint(["Mail.ReadWrite"])).json["subject"], "y")

    def test_delete_moves_to_deleted_items(self):
        name = self.message(properties=[prop(SOURCE_ID, "k")])["id"]
        query = {"$filter": f"singleValueExtendedProperties/Any(ep: ep/id eq '{SOURCE_ID}' and ep/value eq 'k')"}
        self.assertEqual(self.ask("DELETE", f"{MESSAGES}/{name}").status, 204)
        self.assertEqual((len(self.dumped()), len(self.dumped("deleteditems"))), (0, 1))
        self.assertEqual(len(self.get(MESSAGES, query=query).json["value"]), 1)
        self.assertEqual(len(self.get(INBOX, query=query).json["value"]), 0)
        self.assertEqual(self.ask("DELETE", f"{MESSAGES}/{name}").status, 204)
        self.refused(self.get(f"{MESSAGES}/{name}"), 404, "ErrorItemNotFound")
        self.assertEqual(self.get(MESSAGES, query=query).json["value"], [])

    def test_delete_for_good(self):
        name = self.message()["id"]
        self.assertEqual(self.ask("POST", f"{MESSAGES}/{name}/permanentDelete").status, 204)
        self.refused(self.ask("DELETE", f"{MESSAGES}/{name}"), 404, "ErrorItemNotFound")

    def test_move_keeps_the_immutable_id_only(self):
        immutable = self.message()["id"]
        ordinary = self.get(f"{MESSAGES}/{immutable}", Prefer="").json["id"]
        self.assertNotEqual(immutable, ordinary)
        moved = self.post(f"{MESSAGES}/{immutable}/move", {"destinationId": "archive"})
        self.assertEqual((moved.status, moved.json["id"]), (201, immutable))
        self.refused(self.get(f"{MESSAGES}/{ordinary}"), 404, "ErrorItemNotFound")
        self.assertEqual(self.control("counters")["notes"]["without immutable ids"], 1)

    def test_methods(self):
        self.refused(self.ask("PUT", f"{MESSAGES}/x"), 405, "Request_BadRequest")
        self.refused(self.get(f"users/{ME}/mailboxes"), 400, "BadRequest")
