#!/usr/bin/env python3
"""An administrator's consent and sign-in from the command line, with a browser that is a script: granted, refused, forged, too late, cancelled."""
import signal

from _browser import Browser, Waiting, changed, query_of
from _product import Checks, Product, Workplace, options, simple_eml, write_delivery
from _standin import CLIENT, ROLES, SECRET, StandIn

GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"
REDIRECT = "http://localhost/tallybridge"
ADA, BOB = "ada@contoso.example", "bob@contoso.example"


class Test:
    def __init__(self, parsed, checks, place, standin):
        self.parsed, self.checks, self.place, self.standin = parsed, checks, place, standin
        self.number = 0
        self.source = place("source")
        write_delivery(self.source, "20250303", [("1.eml", simple_eml(1, sender_address=ADA))])

    def fresh(self, granted=(), roles=(), **settings):
        """A tenant without consent, and a connector to it. roles: of everybody."""
        self.standin.fresh([], consent="ask", **settings)
        people = [{"userPrincipalName": name, "mail": name, "displayName": name[:3].title(), "directoryRoles": list(roles)} for name in (ADA, BOB)]
        self.ids = {entry["userPrincipalName"]: entry["id"] for entry in self.standin.control("users", {"users": people})["added"]}
        self.standin.control("apps", {"client_id": CLIENT, "secrets": [SECRET], "required": ROLES, "granted": list(granted), "public": True,
                                      "redirect_uris": [REDIRECT]})
        self.number += 1
        product = Product(self.parsed.ctl, self.place(f"data{self.number}"), self.checks)
        self.standin.add(product, "m365", self.source, domains=["contoso.example"])
        return product

    def waiting(self, product, *more):
        return Waiting(product, self.checks, "connector", "consent", "m365", *more)

    def answer_of(self, product, subject):
        check = product.json((0, 3), "check", "m365")
        return next((entry.get("answer") for entry in check if entry.get("check") == subject), None)

    def events(self, product, action):
        return [event for event in product.json(0, "audit", "show") if event.get("action") == action]

    def code_of(self, document):
        return document.get("error", {}).get("code")

    def granted(self):
        self.checks.heading("consent is given, and takes a while to have its effect")
        product = self.fresh(consent_delay_s=2)
        self.checks.equal(self.answer_of(product, "consent"), "no", "check says no before")
        waiting = self.waiting(product)
        link = waiting.link()
        query = query_of(link)
        self.checks.that(link.startswith(f"{self.standin.where['login']}/{self.standin.where['tenant']}/v2.0/adminconsent?"), "the link", link)
        self.checks.equal((query.get("client_id"), query.get("scope")), (CLIENT, self.standin.where["graph"] + "/.default"), "client and scope")
        self.checks.that(len(query.get("state", "")) >= 43, "a state that cannot be guessed")
        browser = Browser().open(link).click("accept")
        self.checks.that(browser.status == 200 and "go back to Tallybridge" in browser.text, "the browser says what to do next", browser.text)
        document = waiting.end(0)
        self.checks.equal(sorted(document.get("access", {}).get("roles", [])), sorted(ROLES), "the roles of the token")
        self.checks.equal(document.get("access", {}).get("tenant"), self.standin.where["tenant"], "the tenant")
        events = self.events(product, "consent-granted")
        self.checks.equal([event["after"]["tenant"] for event in events], [self.standin.where["tenant"]], "it stands in the audit")
        product.json(0, "audit", "verify")
        self.checks.equal(self.answer_of(product, "consent"), "yes", "check says yes afterwards")
        self.checks.equal(product.json(0, "sync", "m365").get("imported"), 1, "and copies are imported")

    def refused(self):
        self.checks.heading("consent is refused")
        product = self.fresh()
        waiting = self.waiting(product)
        browser = Browser().open(waiting.link()).click("refuse")
        self.checks.that("was not given" in browser.text, "the browser says so", browser.text)
        document = waiting.end(4)
        self.checks.equal(self.code_of(document), "consent-refused", "the code")
        self.checks.that("AADSTS65004" in document.get("error", {}).get("message", ""), "Microsoft's code is named", str(document))
        self.checks.equal(self.events(product, "consent-granted"), [], "nothing in the audit")

    def forged(self):
        self.checks.heading("answers that are none of the consent page's")
        product = self.fresh()
        waiting = self.waiting(product)
        link = waiting.link()
        redirect, state = query_of(link)["redirect_uri"], query_of(link)["state"]
        tenant = self.standin.where["tenant"]
        for name, url, status in (("a wrong state", changed(redirect, admin_consent="True", tenant=tenant, state="x" * 43), 400),
                                  ("no state", changed(redirect, admin_consent="True", tenant=tenant), 400),
                                  ("two states", changed(redirect, admin_consent="True", state=state) + "&state=" + state, 400),
                                  ("another path", changed(redirect.replace("/tallybridge", "/"), admin_consent="True", state=state), 404),
                                  ("another name", changed(redirect.replace("localhost", "127.0.0.1").replace("tallybridge", "tallybridge/"), state=state), 404)):
            self.checks.equal(Browser().open(url).status, status, f"{name} is turned away")
        self.checks.equal(waiting.process.poll(), None, "it goes on waiting")
        # The right page of another tenant, as when somebody is signed in elsewhere.
        other = "9b0a5e0c-0000-4000-8000-000000000009"
        Browser(change=lambda url: changed(url, tenant=other) if url.startswith("http://localhost") else url).open(link).click("accept")
        document = waiting.end(4)
        self.checks.equal(self.code_of(document), "tenant-mismatch", "another tenant's consent is not taken")
        self.checks.equal(self.events(product, "consent-granted"), [], "nothing in the audit")

    def cancelled(self):
        self.checks.heading("Ctrl-C, and a destination without consent")
        product = self.fresh()
        waiting = self.waiting(product)
        self.checks.that(waiting.link() != "", "it waits")
        waiting.process.send_signal(signal.SIGINT)
        waiting.end(130)
        product.add("local", self.source, self.place("archive"))
        for more in ([], ["--link"], ["--sign-in"]):
            self.checks.equal(self.code_of(product.json(2, "connector", "consent", "local", *more)), "consent-not-needed", "a local archive needs none")
        for more in (["--link", "--sign-in"], ["--minutes", "0"], ["--minutes", "x"], ["--without-roles"]):
            product.expect(2, "connector", "consent", "m365", *more)
        self.checks.equal(self.code_of(product.json(2, "connector", "consent", "nobody")), "connector-not-found", "no such connector")

    def somebody_else(self):
        self.checks.heading("a link for somebody else, and a check later")
        product = self.fresh()
        link = product.json(0, "connector", "consent", "m365", "--link").get("link", "")
        self.checks.equal(query_of(link).get("redirect_uri"), REDIRECT, "it leads back to no port of this computer")
        try:
            Browser(change=lambda url: url if url.startswith(self.standin.where["login"]) else "http://localhost:9/").open(link).click("accept")
        except OSError:
            pass                              # on that computer nobody listens
        self.checks.equal(self.answer_of(product, "consent"), "yes", "check says yes afterwards")

    def signed_in(self):
        self.checks.heading("who sets the connector up")
        for name, roles, exchange, more, expected in (
                (ADA, [GLOBAL_ADMINISTRATOR], {"holders": [ADA]}, [], ("yes", "yes")),
                (BOB, ["other-role"], {"holders": [ADA]}, [], ("no", "no")),
                (BOB, [], {"holders": [ADA], "groups": ["Organization Management"]}, [], ("no", "unknown")),
                (ADA, [GLOBAL_ADMINISTRATOR], {"holders": [ADA]}, ["--without-roles"], ("yes", "unknown"))):
            product = self.fresh(sign_in_user=name, roles=roles)
            self.standin.control("exchange_roles", {**exchange, "holders": [self.ids[holder] for holder in exchange["holders"]]})
            waiting = self.waiting(product, "--sign-in-only", *more)
            link = waiting.link()
            self.checks.equal(query_of(link).get("code_challenge_method"), "S256", "PKCE")
            self.checks.that("go back to Tallybridge" in Browser().open(link).text, "the browser says what to do next")
            person = waiting.end(0).get("administrator", {})
            self.checks.equal((person.get("user_name"), person.get("global_administrator"), person.get("mailbox_import_export")), (name, *expected),
                              f"{name} {exchange} {more}")
            events = self.events(product, "administrator-signed-in")
            self.checks.equal([(event["subject"], event["after"]["user_name"], event["after"]["global_administrator"]) for event in events],
                              [("m365", name, expected[0])], "it stands in the audit")
            product.json(0, "audit", "verify")
            self.checks.equal(product.json(0, "connector", "show", "m365").get("set_up_by"), name, "and with the connector")

    def both(self):
        self.checks.heading("sign-in and consent in one go; a sign-in that is refused or forged")
        product = self.fresh(sign_in_user=ADA)
        waiting = self.waiting(product, "--sign-in")
        Browser().open(waiting.link())
        Browser().open(waiting.link()).click("accept")
        document = waiting.end(0)
        self.checks.equal((document.get("administrator", {}).get("user_name"), document.get("access", {}).get("mail_everywhere")), (ADA, True), "both answers")
        self.standin.control("settings", {"sign_in": "refuse"})
        waiting = self.waiting(product, "--sign-in")
        self.checks.that("was refused" in Browser().open(waiting.link()).text, "the browser says that it was refused")
        document = waiting.end(4)
        self.checks.equal(self.code_of(document), "admin-sign-in-refused", "the code")
        self.standin.control("settings", {"sign_in": "accept"})
        waiting = self.waiting(product, "--sign-in-only")
        # A code that was got for another request: its proof does not fit.
        Browser(change=lambda url: changed(url, code="stolen") if url.startswith("http://localhost") else url).open(waiting.link())
        self.checks.equal(self.code_of(waiting.end(4)), "admin-sign-in-refused", "a code of somebody else is worth nothing")
        self.checks.equal(len(self.events(product, "administrator-signed-in")), 1, "only the first stands in the audit")


def main():
    parsed = options(__doc__, only=(str, "", "name of the one part to run"))
    checks = Checks()
    with Workplace() as place, StandIn(place) as standin:
        test = Test(parsed, checks, place, standin)
        for part in (test.granted, test.refused, test.forged, test.cancelled, test.somebody_else, test.signed_in, test.both):
            if not parsed.only or part.__name__ == parsed.only:
                part()
    checks.finish()


if __name__ == "__main__":
    main()
