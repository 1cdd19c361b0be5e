"""Attachments: inline, by one POST, by an upload session; importMime."""
import base64
import hashlib
import json

from support import ME, Case

INBOX = f"users/{ME}/mailFolders/inbox/messages"
MESSAGES = f"users/{ME}/messages"
MB = 1024 * 1024


def file_attachment(data=b"abc", **more):
    return {"@odata.type": "#microsoft.graph.fileAttachment", "name": "a.bin", "contentBytes": base64.b64encode(data).decode(), **more}


class Single(Case):
    def test_inline_in_create(self):
        shown = self.message(attachments=[file_attachment(b"one"), file_attachment(b"two", name="b.txt", contentType="text/plain", isInline=True,
                                                                                   contentId="c1")])
        self.assertTrue(shown["hasAttachments"])
        kept = {entry["name"]: entry for entry in self.dumped()[0]["attachments"]}
        self.assertEqual((kept["a.bin"]["size"], kept["a.bin"]["sha256"], kept["a.bin"]["how"]), (3, hashlib.sha256(b"one").hexdigest(), "inline"))
        self.assertEqual((kept["b.txt"]["isInline"], kept["b.txt"]["contentId"]), (True, "c1"))

    def test_inline_only_is_not_counted(self):
        self.assertFalse(self.message(attachments=[file_attachment(isInline=True)])["hasAttachments"])

    def test_post_list_get_delete(self):
        name = self.message()["id"]
        reply = self.post(f"{MESSAGES}/{name}/attachments", file_attachment(b"hello"))
        self.assertEqual(reply.status, 201)
        entry = f"{MESSAGES}/{name}/attachments/{reply.json['id']}"
        self.assertEqual(base64.b64decode(self.get(entry).json["contentBytes"]), b"hello")
        self.assertEqual(self.get(entry + "/$value").data, b"hello")
        listed = self.get(f"{MESSAGES}/{name}/attachments", query={"$select": "id,name,size"}).json["value"]
        self.assertNotIn("contentBytes", listed[0])
        self.assertGreater(listed[0]["size"], 5)              # the service counts more than the bytes of the file
        self.assertFalse(self.get(f"{MESSAGES}/{name}").json["isDraft"])
        self.assertEqual(self.ask("DELETE", entry).status, 204)
        self.refused(self.get(entry), 404, "ErrorItemNotFound")

    def test_fields_of_files_need_a_cast(self):
        name = self.message(attachments=[file_attachment(b"abc", contentId="c")])["id"]
        path = f"{MESSAGES}/{name}/attachments"
        for field in ("contentBytes", "contentId"):
            self.refused(self.get(path, query={"$select": field}), 400, "RequestBroker--ParseUri")
        shown = self.get(path, query={"$select": "id,microsoft.graph.fileAttachment/contentId"}).json["value"][0]
        self.assertEqual((shown["contentId"], "contentBytes" in shown, "name" in shown), ("c", False, False))
        for expand, fields in (("attachments", True), ("attachments($select=id,name,size)", False)):
            shown = self.get(f"{MESSAGES}/{name}", query={"$expand": expand}).json["attachments"][0]
            self.assertEqual(("contentBytes" in shown, shown["name"]), (fields, "a.bin"))
        self.refused(self.get(f"{MESSAGES}/{name}", query={"$expand": "attachments($select=what)"}), 400, "RequestBroker--ParseUri")

    def test_wrong_attachments(self):
        name = self.message()["id"]
        for body, code in (({"name": "a", "contentBytes": "YQ=="}, "RequestBodyRead"), (file_attachment(contentBytes="***"), "RequestBodyRead"),
                           (file_attachment(data=b"x", size2=1), "RequestBodyRead"), (file_attachment(name=""), "ErrorInvalidRequest"),
                           ({"@odata.type": "#microsoft.graph.fileAttachment", "name": "a"}, "ErrorInvalidRequest"),
                           ({"@odata.type": "#microsoft.graph.referenceAttachment", "name": "a"}, "ErrorInvalidRequest")):
            self.refused(self.post(f"{MESSAGES}/{name}/attachments", body), 400, code)
        self.refused(self.post(f"{MESSAGES}/nothing/attachments", file_attachment()), 404, "ErrorItemNotFound")

    def test_limit_of_a_post(self):
        name = self.message()["id"]
        self.assertEqual(self.post(f"{MESSAGES}/{name}/attachments", file_attachment(b"x" * (3 * MB - 1))).status, 201)
        self.refused(self.post(f"{MESSAGES}/{name}/attachments", file_attachment(b"x" * (3 * MB))), 413, "ErrorAttachmentSizeShouldNotExceedMaximumSize")
        self.refused(self.post(INBOX, {"attachments": [file_attachment(b"x" * (3 * MB - 1))]}), 413, "BadRequest")

    def test_how_many(self):
        self.control("settings", {"limits": {"attachments": 2}})
        self.refused(self.post(INBOX, {"attachments": [file_attachment()] * 3}), 400, "ErrorInvalidRequest")
        name = self.message(attachments=[file_attachment()] * 2)["id"]
        self.refused(self.post(f"{MESSAGES}/{name}/attachments", file_attachment()), 400, "ErrorInvalidRequest")

    def test_adding_to_received_messages_can_be_refused(self):
        self.control("settings", {"attach_to_received": "refused"})
        name = self.message()["id"]
        self.refused(self.post(f"{MESSAGES}/{name}/attachments", file_attachment(), token=self.mint(["Mail.ReadWrite"])), 403, "ErrorAccessDenied")


class Sessions(Case):
    def setUp(self):
        super().setUp()
        self.name = self.message()["id"]
        self.data = bytes(range(256)) * (4 * 4 * MB // 256 // 4) + b"tail"      # 4 MB and a bit

    def create(self, size=None, **more):
        item = {"attachmentType": "file", "name": "big.bin", "size": len(self.data) if size is None else size, **more}
        return self.post(f"{MESSAGES}/{self.name}/attachments/createUploadSession", {"AttachmentItem": item})

    def open(self):
        reply = self.create()
        self.assertEqual((reply.status, reply.json["nextExpectedRanges"]), (201, ["0-"]))
        return reply.json["uploadUrl"].split(self.standin.where["graph"])[1]

    def put(self, url, first, last, total=None, data=None, **headers):
        sent = {"Content-Type": "application/octet-stream", "Content-Range": f"bytes {first}-{last - 1}/{len(self.data) if total is None else total}"}
        return self.standin.raw("PUT", url, self.data[first:last] if data is None else data, {**sent, **headers})

    def test_ranges_in_order(self):
        url = self.open()
        half = 2 * MB
        first = self.put(url, 0, half)
        self.assertEqual((first.status, first.json["nextExpectedRanges"]), (200, [str(half)]))
        last = self.put(url, half, len(self.data))
        self.assertEqual((last.status, last.data), (201, b""))
        self.assertIn("/Attachments('", last.headers["location"])
        kept = self.dumped()[0]["attachments"][0]
        self.assertEqual((kept["size"], kept["sha256"], kept["how"], kept["name"]),
                         (len(self.data), hashlib.sha256(self.data).hexdigest(), "session", "big.bin"))
        self.refused(self.put(url, half, len(self.data)), 404, "ErrorItemNotFound")
        self.assertEqual(self.violations(), 0)

    def test_wrong_ranges(self):
        url, half = self.open(), 2 * MB
        self.refused(self.put(url, half, half + 10), 416, "invalidRange")
        self.assertEqual(self.put(url, 0, half).status, 200)
        again = self.put(url, 0, half)
        self.refused(again, 416, "invalidRange")
        self.assertEqual(again.json["error"]["innerError"]["code"], "fragmentOverlap")
        self.refused(self.put(url, half, half + 10, total=5 * MB), 416, "invalidRange")
        self.refused(self.put(url, half, half + 10, data=b"x"), 416, "invalidRange")
        self.refused(self.put(url, half, half + 10, **{"Content-Range": "bytes */10"}), 400, "ErrorInvalidRequest")
        self.refused(self.put(url, half, half + 10, **{"Content-Type": "text/plain"}), 415, "UnsupportedMediaType")
        self.assertEqual(self.put(url, half, len(self.data)).status, 201)

    def test_a_range_has_a_limit(self):
        self.control("settings", {"limits": {"chunk_bytes": MB}})
        self.refused(self.put(self.open(), 0, MB + 1), 413, "BadRequest")

    def test_resume(self):
        url = self.open()
        self.control("faults", {"rules": [{"fault": "cut_after", "kinds": ["upload_chunk"], "times": 1}]})
        with self.assertRaises(OSError):
            self.put(url, 0, MB)
        status = self.standin.raw("GET", url)
        self.assertEqual((status.status, status.json["nextExpectedRanges"]), (200, [str(MB)]))
        self.assertEqual(self.put(url, MB, len(self.data)).status, 201)
        self.control("settings", {"upload_status": "refused"})
        self.refused(self.standin.raw("GET", self.open()), 405, "ErrorMethodNotAllowed")

    def test_no_token_on_the_address(self):
        url = self.open()
        self.refused(self.put(url, 0, 10, Authorization=f"Bearer {self.token}"), 401, "InvalidAuthenticationToken")
        self.refused(self.put(url[:-3] + "AAA", 0, 10), 401, "InvalidAuthenticationToken")
        self.assertEqual(self.violations(), 2)

    def test_cancel_and_expiry(self):
        url = self.open()
        self.assertEqual(self.standin.raw("DELETE", url).status, 204)
        self.refused(self.put(url, 0, 10), 404, "ErrorItemNotFound")
        url = self.open()
        self.control("expire_sessions", {})
        self.refused(self.put(url, 0, 10), 404, "ErrorItemNotFound")
        self.assertEqual(self.control("dump")["open_upload_sessions"], 0)

    def test_sizes(self):
        self.refused(self.create(3 * MB - 1), 400, "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize")
        self.refused(self.create(150 * MB + 1), 400, "ErrorAttachmentSizeShouldNotExceedMaximumSize")
        self.assertEqual(self.create(3 * MB).status, 201)
        self.assertEqual(self.create(150 * MB).status, 201)
        self.refused(self.create(color="red"), 400, "RequestBodyRead")
        self.refused(self.create(attachmentType="reference"), 400, "ErrorInvalidRequest")

    def test_the_message_goes_away(self):
        url = self.open()
        self.ask("POST", f"{MESSAGES}/{self.name}/permanentDelete")
        self.refused(self.put(url, 0, 10), 404, "ErrorItemNotFound")

    def test_change_key_conflict(self):
        url = self.open()
        self.control("faults", {"rules": [{"fault": "conflict", "kinds": "upload_chunk", "times": 1}]})
        self.refused(self.put(url, 0, MB), 409, "ErrorIrresolvableConflict")
        self.assertEqual(self.put(url, 0, MB).status, 200)


class ImportMime(Case):
    MIME = base64.b64encode(b"From: Ann <ann@contoso.example>\r\nTo: b@x.example\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\nMessage-ID: <m@x.example>\r\n"
                            b"Date: Sun, 1 Nov 2026 12:00:00 +0200\r\nX-A: 1\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
                            b"--b\r\nContent-Type: text/plain\r\n\r\nText\r\n--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=p.png\r\n"
                            b"Content-Transfer-Encoding: base64\r\n\r\nYWJj\r\n--b--\r\n")
    PATH = f"/beta/users/{ME}/mailFolders/inbox/importMime"

    def test_it_is_received(self):
        reply = self.post(self.PATH, self.MIME, content_type="text/plain")
        self.assertEqual(reply.status, 201)
        shown = reply.json
        self.assertEqual((shown["isDraft"], shown["subject"], shown["receivedDateTime"], shown["internetMessageId"], shown["hasAttachments"]),
                         (False, "Gr\u00fc\u00dfe", "2026-11-01T10:00:00Z", "<m@x.example>", True))
        self.assertEqual(self.dumped()[0]["attachments"][0]["sha256"], hashlib.sha256(b"abc").hexdigest())
        self.assertIn(b"p.png", self.get(f"{MESSAGES}/{shown['id']}/$value").data)

    def test_it_needs_its_own_role_and_beta(self):
        self.refused(self.post(self.PATH, self.MIME, content_type="text/plain", token=self.mint(["Mail.ReadWrite"])), 403, "ErrorAccessDenied")
        self.refused(self.post(self.PATH.replace("beta", "v1.0"), self.MIME, content_type="text/plain"), 400, "BadRequest")

    def test_it_can_be_refused(self):
        for mode, status in (("refused", 403), ("missing", 400)):
            self.control("settings", {"import_mime": mode})
            self.assertEqual(self.post(self.PATH, self.MIME, content_type="text/plain").status, status)
        self.assertEqual(self.violations(), 0)

    def test_wrong_bodies(self):
        self.refused(self.post(self.PATH, b"%%%", content_type="text/plain"), 400, "ErrorMimeContentInvalidBase64String")
        self.refused(self.post(self.PATH, json.dumps({}).encode(), content_type="application/json"), 415, "UnsupportedMediaType")
        self.refused(self.post(self.PATH, b"A" * (4 * MB + 4), content_type="text/plain"), 413, "BadRequest")
