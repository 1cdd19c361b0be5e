#!/usr/bin/env python3
"""Microsoft 365 with tokens of a real issuer (oidc-provider over HTTPS with a private CA): PS256 private_key_jwt, renewal, consent, sign-in, sync."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "acceptance"))
import _reference  # noqa: E402
from _browser import Browser, Waiting, changed  # noqa: E402
from _issuer import PERSON, TENANT, Authority, Issuer, app_certificate, installed  # noqa: E402
from _product import DOMAIN, SAMPLE_DELIVERIES, SAMPLE_MAPPING, Checks, Product, Workplace, options, simple_eml, sums_of, write_delivery  # noqa: E402
from _standin import CLIENT, ROLES, StandIn, check_mailboxes  # noqa: E402

ADA = "ada@contoso.example"
GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"


class Test:
    def __init__(self, parsed, checks, place):
        self.parsed, self.checks, self.place = parsed, checks, place
        self.authority = Authority(place)
        self.pem, certificate = app_certificate(place, "app")
        self.issuer = Issuer(place, self.authority, CLIENT, certificate, ROLES)
        self.standin = StandIn(place, tls=[self.authority.certificate, self.authority.key],
                               issuer=["--issuer", self.issuer.where["issuer"], "--ca", self.authority.ca])
        self.issuer.control(graph=self.standin.where["graph"])
        self.cloud = place.path_of("cloud.json")
        with open(self.cloud, "w", encoding="utf-8") as file:
            json.dump({"login": self.issuer.where["login"], "graph": self.standin.where["graph"]}, file)
        self.number = 0

    def close(self):
        self.standin.__exit__()
        self.issuer.__exit__()

    def product(self, source, *more, pem=None, mapping=None, client=CLIENT):
        self.number += 1
        product = Product(self.parsed.ctl, self.place(f"data{self.number}"), self.checks)
        arguments = ["--name", "m365", "--source", f"folder:{source}", "--destination", f"graph:{TENANT}", "--cloud", self.cloud, "--client-id", client,
                     "--ca-file", self.authority.ca, "--secret-file", f"certificate={pem or self.pem}", "--domain", DOMAIN, *more, "--accept-terms"]
        product.expect(0, "connector", "add", *arguments, *(["--mapping", mapping] if mapping else []))
        return product

    def fresh(self, addresses, **settings):
        self.standin.fresh([], **settings)
        self.standin.control("tenant", {"id": TENANT, "domains": [DOMAIN]})
        return {entry["userPrincipalName"]: entry["id"] for entry in self.standin.users(addresses)}

    def browser(self, **more):
        return Browser(ca=self.authority.ca, **more)

    def one_mail(self):
        folder = self.place("one-mail")
        if not os.listdir(folder):
            write_delivery(folder, "20250303", [("1.eml", simple_eml(1, sender_address=ADA))])
        return folder

    def answer_of(self, product, subject):
        check = product.json((0, 3), "check", "m365")
        return next(((entry.get("answer"), entry.get("code")) for entry in check if entry.get("check") == subject), None)

    def consent(self):
        self.checks.heading("consent: PS256 assertions are taken, roles come with the consent")
        self.fresh([ADA])
        self.issuer.control(granted=[])
        product = self.product(self.one_mail())
        self.checks.equal(self.answer_of(product, "consent"), ("no", None), "no consent yet")
        self.checks.that(self.issuer.control()["client_credentials"] > 0, "though the app signs in with its certificate")
        waiting = Waiting(product, self.checks, "connector", "consent", "m365")
        self.browser().open(waiting.link()).submit(1)
        document = waiting.end(4)
        self.checks.equal(document.get("error", {}).get("code"), "consent-refused", "a refusal on the page")
        waiting = Waiting(product, self.checks, "connector", "consent", "m365")
        page = self.browser().open(waiting.link()).submit(0)
        self.checks.that("go back to Tallybridge" in page.text, "the browser is back", page.text)
        document = waiting.end(0)
        self.checks.equal((document.get("access", {}).get("tenant"), sorted(document.get("access", {}).get("roles", []))), (TENANT, sorted(ROLES)), "access")
        self.checks.equal(self.answer_of(product, "consent"), ("yes", None), "check says yes")
        self.checks.equal(product.json(0, "sync", "m365").get("imported"), 1, "a copy is imported")

    def wrong_key(self):
        self.checks.heading("another key, and a token of another tenant")
        self.fresh([ADA])
        self.issuer.control(granted=ROLES)
        other, _ = app_certificate(self.place, "other")
        self.checks.equal(self.answer_of(self.product(self.one_mail(), pem=other), "destination"), ("no", "sign-in-refused"), "a wrong key is refused")
        self.checks.that("invalid_client" in self.issuer.control()["refused"], "by the issuer")
        self.issuer.control(**{"break": {"tid": "00000000-0000-4000-8000-000000000000"}})
        product = self.product(self.one_mail())
        waiting = Waiting(product, self.checks, "connector", "consent", "m365")
        self.browser().open(waiting.link()).submit(0)
        self.checks.equal(waiting.end(4).get("error", {}).get("code"), "tenant-mismatch", "a token of another tenant is noticed")
        self.issuer.control(**{"break": {}})

    def sync(self):
        self.checks.heading("the sample, with tokens that expire in mid-run")
        expectation = _reference.expect(SAMPLE_DELIVERIES, _reference.Rules(_reference.Mapping(SAMPLE_MAPPING), [DOMAIN]))
        with open(SAMPLE_MAPPING, encoding="utf-8") as file:
            words = file.read().lower().replace(",", " ").replace(";", " ").split()
        addresses = {mailbox for mailbox, _ in expectation.copies} | {word.strip('"') for word in words if word.strip('"').endswith("@" + DOMAIN)}
        self.fresh(sorted(addresses), latency_ms=150)
        self.issuer.control(granted=ROLES, lifetime=2)
        before = self.issuer.control()["client_credentials"]
        product = self.product(SAMPLE_DELIVERIES, "--concurrency", "2", mapping=SAMPLE_MAPPING)
        self.checks.equal(sums_of(product.json(3, "sync", "m365")), expectation.sums(), "sums")
        check_mailboxes(self.checks, self.standin, expectation, "sample")
        tokens = self.issuer.control()["client_credentials"] - before
        self.checks.that(tokens >= 3, "tokens were renewed", f"{tokens} tokens")
        self.standin.control("settings", {"latency_ms": 0})
        self.issuer.control(lifetime=3600)
        before = self.issuer.control()["client_credentials"]
        result = product.json(0, "verify", "m365")
        self.checks.equal((result.get("present"), result.get("missing")), (len(expectation.copies), 0), "verify finds every copy")
        self.checks.equal(self.issuer.control()["client_credentials"] - before, 1, "one token serves a whole command")

    def sign_in(self):
        self.checks.heading("sign-in of the administrator with PKCE, through the issuer's own pages")
        self.standin.fresh([])
        self.standin.control("tenant", {"id": TENANT, "domains": [DOMAIN]})
        person = self.standin.control("users", {"users": [{"userPrincipalName": ADA, "mail": ADA, "displayName": "Ada",
                                                           "directoryRoles": [GLOBAL_ADMINISTRATOR]}]})["added"][0]["id"]
        self.standin.control("exchange_roles", {"holders": [person]})
        self.issuer.control(people={person: {"name": "Ada", "preferred_username": ADA}})
        product = self.product(self.one_mail(), client=PERSON)

        def signed_in(code, change=lambda url: url):
            waiting = Waiting(product, self.checks, "connector", "consent", "m365", "--sign-in-only")
            browser = self.browser(change=change).open(waiting.link())
            browser.submit(login=person, password="any")          # the login page
            browser.submit()                                      # the consent of the person
            return waiting.end(code)
        administrator = signed_in(0).get("administrator", {})
        self.checks.equal([administrator.get(name) for name in ("user_name", "tenant", "global_administrator", "mailbox_import_export")],
                          [ADA, TENANT, "yes", "yes"], "who it is, and with which roles")
        self.checks.equal(product.json(0, "connector", "show", "m365").get("set_up_by"), ADA, "kept with the connector")

        def without_nonce(url):
            return changed(url, nonce="another") if "/authorize?" in url else url

        def other_proof(url):
            return changed(url, code_challenge="A" * 43) if "/authorize?" in url else url
        self.checks.equal(signed_in(4, without_nonce).get("error", {}).get("code"), "answer-unusable", "an id token for another request is not believed")
        self.checks.equal(signed_in(4, other_proof).get("error", {}).get("code"), "admin-sign-in-refused", "the issuer checks the proof of PKCE")
        self.issuer.control(people={person: {"tid": "00000000-0000-4000-8000-000000000000"}})
        self.checks.equal(signed_in(4).get("error", {}).get("code"), "tenant-mismatch", "a person of another tenant is not taken")
        waiting = Waiting(product, self.checks, "connector", "consent", "m365", "--sign-in-only")
        browser = self.browser().open(waiting.link())
        browser.open(browser.url + "/abort")
        self.checks.equal(waiting.end(4).get("error", {}).get("code"), "admin-sign-in-refused", "a person who gives up")
        events = [event for event in product.json(0, "audit", "show") if event.get("action") == "administrator-signed-in"]
        self.checks.equal([event["after"]["user_name"] for event in events], [ADA], "the audit has the one sign-in that counts")


def main():
    parsed = options(__doc__, only=(str, "", "name of the one part to run"))
    missing = installed()
    if missing:
        print(f"   {missing}: nothing was tested with oidc-provider")
        print("0 passed, 0 failed")
        return
    checks = Checks()
    with Workplace() as place:
        test = Test(parsed, checks, place)
        try:
            for part in (test.consent, test.wrong_key, test.sync, test.sign_in):
                if not parsed.only or part.__name__ == parsed.only:
                    part()
        finally:
            test.close()
    checks.finish()


if __name__ == "__main__":
    main()
