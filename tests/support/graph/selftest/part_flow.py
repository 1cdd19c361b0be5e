"""Batches, throttling, latency and faults."""
import http.client
import socket

from support import ME, SOURCE_ID, Case
import throttle

INBOX = f"users/{ME}/mailFolders/inbox/messages"
HEADERS = {"Content-Type": "application/json", "Prefer": 'IdType="ImmutableId"'}
JSON = {"Content-Type": "application/json"}


def create(name, subject="x", **more):
    return {"id": name, "method": "POST", "url": "/" + INBOX, "headers": HEADERS, "body": {"subject": subject}, **more}


class Batch(Case):
    def send(self, *entries, **more):
        return self.post("$batch", {"requests": list(entries)}, **more)

    def answers(self, *entries):
        reply = self.send(*entries)
        self.assertEqual(reply.status, 200, reply.data[:300])
        return {answer["id"]: answer for answer in reply.json["responses"]}

    def test_twenty_at_most(self):
        answers = self.answers(*[create(str(number)) for number in range(20)])
        self.assertEqual({answer["status"] for answer in answers.values()}, {201})
        self.assertEqual(len(self.dumped()), 20)
        self.refused(self.send(*[create(str(number)) for number in range(21)]), 400, "BadRequest")
        self.refused(self.send(), 400, "BadRequest")
        counters = self.control("counters")
        self.assertEqual((counters["requests"], counters["batch_entries"], counters["kinds"]["create_message"]), (3, 20, 20))

    def test_answers_come_in_any_order(self):
        names = [str(number) for number in range(20)]
        got = [answer["id"] for answer in self.send(*[create(name) for name in names]).json["responses"]]
        self.assertNotEqual(got, names)
        self.assertEqual(sorted(got), sorted(names))

    def test_form(self):
        for entry in (create("1", extra=1), {"id": "1", "method": "GET"}, {"id": 1, "method": "GET", "url": "/users"}, {"method": "GET", "url": "/users"},
                      {"id": "1", "method": "GET", "url": "https://graph.microsoft.com/v1.0/users"}, {"id": "1", "method": "TRACE", "url": "/users"},
                      {**create("1"), "headers": {"Prefer": "x"}}, create("1", dependsOn=["9"]), create("1", dependsOn=["1"])):
            self.refused(self.send(entry), 400, "BadRequest")
        self.refused(self.send(create("a"), create("A")), 400, "BadRequest")
        self.refused(self.send(create("a", dependsOn=["b"]), create("b", dependsOn=["a"])), 400, "BadRequest")
        self.refused(self.post("$batch", {"requests": [create("1")], "more": 1}), 400, "BadRequest")
        self.assertEqual(self.dumped(), [])

    def test_each_entry_is_judged_for_itself(self):
        answers = self.answers(create("1"), create("2", subject=5), {"id": "3", "method": "GET", "url": f"users/{ME}/mailFolders/nowhere"},
                               {"id": "4", "method": "GET", "url": "users?$select=id&$top=1"})
        self.assertEqual({name: answer["status"] for name, answer in answers.items()}, {"1": 201, "2": 400, "3": 404, "4": 200})
        self.assertEqual(answers["2"]["body"]["error"]["code"], "RequestBodyRead")
        self.assertEqual(self.violations(), 1)

    def test_depends_on(self):
        answers = self.answers(create("3", dependsOn=["2"], subject="c"), create("2", dependsOn=["1"], subject=7), create("1", subject="a"))
        self.assertEqual({name: answer["status"] for name, answer in answers.items()}, {"1": 201, "2": 400, "3": 424})
        self.assertEqual([message["subject"] for message in self.dumped()], ["a"])
        chain = [create(str(number), subject=str(number), **({"dependsOn": [str(number - 1)]} if number else {})) for number in range(10)]
        self.assertEqual({answer["status"] for answer in self.answers(*chain).values()}, {201})
        self.assertEqual([message["subject"] for message in self.dumped()][1:], [str(number) for number in range(10)])

    def test_delete_has_no_body(self):
        name = self.message()["id"]
        answer = self.answers({"id": "1", "method": "DELETE", "url": f"/users/{ME}/messages/{name}"})["1"]
        self.assertEqual((answer["status"], "body" in answer), (204, False))

    def test_size_of_the_whole(self):
        self.refused(self.send(*[create(str(number), body={"subject": "x", "body": {"content": "y" * 300000}}) for number in range(15)]), 413, "BadRequest")

    def test_no_batch_in_a_batch(self):
        self.assertEqual(self.answers({"id": "1", "method": "POST", "url": "/$batch", "headers": JSON, "body": {"requests": []}})["1"]["status"], 400)

    def test_query_in_an_entry(self):
        self.message(properties=[{"id": SOURCE_ID, "value": "k"}])
        url = f"/{INBOX}?$filter=singleValueExtendedProperties/any(ep: ep/id eq '{SOURCE_ID}' and ep/value eq 'k')&$select=id"
        for text in (url, url.replace(" ", "%20")):
            self.assertEqual(len(self.answers({"id": "1", "method": "GET", "url": text})["1"]["body"]["value"]), 1)


class Throttling(Case):
    def test_four_at_once(self):
        self.control("settings", {"batch_parallel": 5, "latency_ms": 20})
        reply = self.post("$batch", {"requests": [create(str(number)) for number in range(5)]})
        answers = reply.json["responses"]
        refused = [answer for answer in answers if answer["status"] == 429]
        self.assertEqual((len(refused), refused[0]["headers"]["Retry-After"], refused[0]["body"]["error"]["code"]), (1, "1", "ApplicationThrottled"))
        counters = self.control("counters")
        self.assertEqual((counters["throttled"], counters["throttle"]["highest_concurrency"]), ({"concurrency": 1}, 4))

    def test_four_at_once_for_the_app(self):
        self.control("settings", {"batch_parallel": 6, "latency_ms": 20})
        other = INBOX.replace("user1", "user2")
        entries = [create(str(number)) for number in range(3)] + [create(str(number), url="/" + other) for number in range(3, 6)]
        self.assertEqual({answer["status"] for answer in self.post("$batch", {"requests": entries}).json["responses"]}, {201})
        self.control("throttle", {"concurrency_scope": "app"})
        self.assertEqual(sorted(answer["status"] for answer in self.post("$batch", {"requests": entries}).json["responses"]), [201] * 4 + [429] * 2)

    def test_a_reset_in_the_middle_leaves_nothing_behind(self):
        self.control("settings", {"latency_ms": 300})
        connection = http.client.HTTPConnection(*self.standin.graph, timeout=30)
        connection.request("GET", "/v1.0/" + INBOX, None, {"Authorization": f"Bearer {self.token}"})
        while not self.control("counters")["throttle"]["highest_concurrency"]:
            pass
        self.control("reset", {})
        connection.getresponse().read()
        connection.close()
        self.control("users", {"count": 1})
        self.test_four_at_once()

    def test_requests_for_each_mailbox(self):
        self.control("throttle", {"requests": 3})
        for _ in range(3):
            self.assertEqual(self.get(INBOX).status, 200)
        reply = self.get(INBOX)
        self.refused(reply, 429, "ApplicationThrottled")
        self.assertTrue(500 <= int(reply.headers["retry-after"]) <= 600, reply.headers)
        self.assertEqual(self.get(INBOX.replace("user1", "user2")).status, 200)
        self.assertEqual(self.get(INBOX, token=self.control("token", {"client_id": "other", "roles": self.roles})["access_token"]).status, 200)
        self.get(INBOX)
        counters = self.control("counters")
        self.assertEqual((counters["throttled"]["requests"], counters["throttle"]["early_retries"], counters["statuses"]["429"]), (2, 1, 2))
        self.assertEqual(counters["violations"]["total"], 0)

    def test_the_scale_shortens_the_windows(self):
        self.control("throttle", {"requests": 1, "scale": 60})
        self.get(INBOX)
        self.assertTrue(1 <= int(self.get(INBOX).headers["retry-after"]) <= 10)

    def test_bytes(self):
        self.control("throttle", {"upload_bytes": 100000})
        self.assertEqual(self.post(INBOX, {"subject": "x", "body": {"content": "y" * 60000}}).status, 201)
        reply = self.post(INBOX, {"subject": "x", "body": {"content": "y" * 60000}})
        self.refused(reply, 429, "ApplicationThrottled")
        self.assertIn("IncomingBytes", reply.json["error"]["message"])
        self.assertEqual(self.get(INBOX).status, 200)

    def test_off(self):
        self.control("throttle", {"requests": 1, "enabled": False})
        self.assertEqual([self.get(INBOX).status for _ in range(3)], [200] * 3)

    def test_the_app_as_a_whole(self):
        self.control("throttle", {"app_requests": 2, "app_window_s": 1000})
        for user in ("user1", "user2"):
            self.get(INBOX.replace("user1", user))
        self.assertEqual(self.get(INBOX).status, 429)

    def test_window(self):
        window = throttle.Window()
        for moment in (0, 10, 20):
            window.add(moment, 60, 1)
        self.assertEqual(window.total, 3)
        self.assertEqual(window.wait(20, 60, 3, 1), 40)
        self.assertEqual(window.wait(20, 60, 2, 1), 50)
        window.trim(60, 60)
        self.assertEqual(window.total, 2)
        window.trim(1000, 60)
        self.assertEqual((window.total, window.wait(1000, 60, 3, 1)), (0, 0))


class Faults(Case):
    def rule(self, fault, **more):
        self.control("faults", {"rules": [{"fault": fault, "times": 1, "kinds": ["create_message"], **more}]})

    def send(self):
        return self.post(INBOX, {"subject": "x"})

    def test_refusals_do_nothing(self):
        for fault, status in (("429", 429), ("503", 503), ("504", 504), ("500", 500), ("401", 401), ("507", 507), ("conflict", 409)):
            self.rule(fault, retry_after=7)
            reply = self.send()
            self.assertEqual(reply.status, status)
            self.assertTrue(reply.code)
            if status in (429, 503):
                self.assertEqual(reply.headers["retry-after"], "7")
        self.assertEqual(self.dumped(), [])
        self.assertEqual(sum(self.control("counters")["faults"].values()), 7)
        self.assertEqual(self.violations(), 0)

    def test_200_that_created_nothing(self):
        self.rule("empty_200")
        reply = self.send()
        self.assertEqual((reply.status, "id" in reply.json, self.dumped()), (200, False, []))

    def test_cut_before_and_after(self):
        for fault, kept in (("cut_before", 0), ("cut_after", 1)):
            self.rule(fault)
            with self.assertRaises((http.client.HTTPException, OSError)):
                self.send()
            self.assertEqual(len(self.dumped()), kept)

    def test_acts_and_then_does_not_answer(self):
        self.control("settings", {"hold_s": 30})
        self.rule("no_answer")
        self.standin.raw("GET", "/v1.0/users", None, {"Authorization": f"Bearer {self.token}"})
        self.standin.connection.sock.settimeout(0.5)
        with self.assertRaises(socket.timeout):
            self.send()
        self.assertEqual(len(self.dumped()), 1)

    def test_acts_and_then_fails(self):
        for number, (fault, status) in enumerate((("504_after", 504), ("500_after", 500), ("wrong_status", 200)), 1):
            self.rule(fault)
            self.assertEqual(self.send().status, status)
            self.assertEqual(len(self.dumped()), number)

    def test_answers_that_are_not_whole(self):
        self.rule("no_body")
        self.assertEqual((self.send().status, len(self.dumped())), (201, 1))
        self.rule("truncated")
        with self.assertRaises(http.client.IncompleteRead):
            self.send()
        self.assertEqual(len(self.dumped()), 2)

    def test_percentages_are_seeded(self):
        got = []
        for _ in range(2):
            self.control("faults", {"seed": 5, "rules": [{"fault": "503", "percent": 30, "kinds": "list_messages"}]})
            got.append([self.get(INBOX).status for _ in range(60)])
        self.assertEqual(got[0], got[1])
        self.assertTrue(6 <= got[0].count(503) <= 30, got[0].count(503))
        self.control("faults", {"seed": 6, "rules": [{"fault": "503", "percent": 30, "kinds": "list_messages"}]})
        self.assertNotEqual([self.get(INBOX).status for _ in range(60)], got[0])

    def test_rules_by_mailbox_skip_and_times(self):
        self.rule("503", mailbox=self.users[0]["id"], skip=1, times=2)
        self.assertEqual(self.post(INBOX.replace("user1", "user2"), {"subject": "x"}).status, 201)
        self.assertEqual([self.send().status for _ in range(4)], [201, 503, 503, 201])
        self.assertEqual(self.control("faults")["rules"][0]["used"], 2)
        with self.assertRaises(ValueError):
            self.control("faults", {"rules": [{"fault": "unknown"}]})

    def test_in_a_batch(self):
        self.rule("503", times=2)
        answers = self.post("$batch", {"requests": [create(str(number)) for number in range(4)]}).json["responses"]
        self.assertEqual(sorted(answer["status"] for answer in answers), [201, 201, 503, 503])
        self.rule("cut_after", kinds=["batch"])
        with self.assertRaises((http.client.HTTPException, OSError)):
            self.post("$batch", {"requests": [create("1")]})
        self.assertEqual(len(self.dumped()), 3)
        self.rule("cut_before", kinds=["batch"])
        with self.assertRaises((http.client.HTTPException, OSError)):
            self.post("$batch", {"requests": [create("1")]})
        self.assertEqual(len(self.dumped()), 3)
        self.rule("cut_after")
        self.assertEqual(self.post("$batch", {"requests": [create("1")]}).json["responses"][0]["status"], 504)
        self.assertEqual(len(self.dumped()), 4)
        self.control("faults", {"rules": [{"fault": "503", "kinds": "create_message", "entries": False}]})
        self.assertEqual(self.post("$batch", {"requests": [create("1")]}).json["responses"][0]["status"], 201)

    def test_the_login_has_faults_of_its_own(self):
        self.control("faults", {"rules": [{"fault": "503", "kinds": ["token"], "times": 1}]})
        path = f"/{self.standin.where['tenant']}/oauth2/v2.0/token"
        self.assertEqual(self.standin.raw("POST", path, "x=1").status, 503)
        self.assertEqual(self.standin.raw("POST", path, "x=1").status, 400)
        self.control("faults", {"rules": [{"fault": "503"}]})
        self.assertEqual(self.standin.raw("POST", path, "x=1").status, 400)
