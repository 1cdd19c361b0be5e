#!/usr/bin/env python3
"""The window's wizard sets Microsoft 365 up with tokens of a real issuer (oidc-provider over HTTPS with a private CA) and the stand-in for Graph: a key that
nobody registered, a refused and a given consent, the sign-in of an administrator through the issuer's own pages, and the first import. The wizard is driven by
ui_wizard_oidc, which lies beside the tests of the window."""
import http.server
import json
import os
import subprocess
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "acceptance"))
import _reference  # noqa: E402
from _browser import Browser  # noqa: E402
from _issuer import PERSON, TENANT, Authority, Issuer, app_certificate, installed  # noqa: E402
from _product import DOMAIN, SAMPLE_DELIVERIES, SAMPLE_MAPPING, TIME_LIMIT, Checks, Workplace, options  # noqa: E402
from _standin import CLIENT, ROLES, StandIn, check_mailboxes  # noqa: E402

ADA = "ada@contoso.example"
GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"


class Office(http.server.ThreadingHTTPServer):
    """Takes from the window's test: pages to open as a person with a browser does, and what the import came to."""
    daemon_threads = True

    def __init__(self, browser, person):
        super().__init__(("127.0.0.1", 0), Desk)
        self.browser, self.person, self.result, self.pages = browser, person, {}, []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"

    def visit(self, page, accept):
        browser = self.browser().open(page)
        if "/adminconsent?" in page:
            browser.submit(0 if accept else 1)
        else:
            browser.submit(login=self.person, password="any")  # the login page
            browser.submit()                                   # the consent of the person
        self.pages.append(browser.text)


class Desk(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        data = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/browser":
            self.server.visit(data["page"], data["accept"])
        else:
            self.server.result = data
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


def drive(checks, place, program):
    authority = Authority(place)
    _, nobodys = app_certificate(place, "nobodys")
    expectation = _reference.expect(SAMPLE_DELIVERIES, _reference.Rules(_reference.Mapping(SAMPLE_MAPPING), [DOMAIN]))
    mailboxes = {mailbox for mailbox, _ in expectation.copies}
    with open(SAMPLE_MAPPING, encoding="utf-8") as file:
        words = file.read().lower().replace(",", " ").split()
    addresses = sorted(mailboxes | {word for word in words if word.endswith("@" + DOMAIN)})
    with Issuer(place, authority, CLIENT, nobodys, ROLES) as issuer, \
            StandIn(place, tls=[authority.certificate, authority.key], issuer=["--issuer", issuer.where["issuer"], "--ca", authority.ca]) as standin:
        standin.fresh(addresses)
        standin.control("tenant", {"id": TENANT, "domains": [DOMAIN]})
        person = standin.control("users", {"users": [{"userPrincipalName": ADA, "mail": ADA, "displayName": "Ada",
                                                      "directoryRoles": [GLOBAL_ADMINISTRATOR]}]})["added"][0]["id"]
        standin.control("exchange_roles", {"holders": [person]})
        issuer.control(graph=standin.where["graph"], granted=[], people={person: {"name": "Ada", "preferred_username": ADA}})
        cloud, paper = place.path_of("cloud.json"), place.path_of("office.json")
        with open(cloud, "w", encoding="utf-8") as file:
            json.dump({"login": issuer.where["login"], "graph": standin.where["graph"]}, file)
        with Office(lambda: Browser(ca=authority.ca), person) as office:
            with open(paper, "w", encoding="utf-8") as file:
                json.dump({"cloud": cloud, "ca": authority.ca, "tenant": TENANT, "client": CLIENT, "sign_in_client": PERSON, "administrator": ADA,
                           "issuer": issuer.where["control"], "browser": office.address + "/browser", "result": office.address + "/result"}, file)
            done = subprocess.run([program], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=TIME_LIMIT, check=False,
                                  env={**os.environ, "TALLYBRIDGE_OFFICE": paper, "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"})
            checks.that(done.returncode == 0, "the wizard does what it should", done.stdout[-3000:] + done.stderr[-1000:])
            office.shutdown()
        result = office.result
        checks.equal(result.get("sums"), expectation.sums(), "sums of the first import")
        check_mailboxes(checks, standin, expectation, "first import")
        checks.that(result.get("people", "").startswith(f"Mapped to a mailbox: {len(mailboxes)};"), "the review counts who is mapped", result.get("people"))
        after = {event["action"]: event["after"] for event in result.get("audit", [])}
        checks.equal((after.get("consent-granted", {}).get("tenant"), sorted(after.get("consent-granted", {}).get("roles", []))), (TENANT, sorted(ROLES)),
                     "the audit has the consent")
        checks.equal([after.get("administrator-signed-in", {}).get(name) for name in ("user_name", "tenant", "global_administrator", "mailbox_import_export")],
                     [ADA, TENANT, "yes", "yes"], "and who has signed in, with which roles")
        checks.equal(len(office.pages), 3, "pages that the browser came back to")
        counters = issuer.control()
        checks.that("invalid_client" in counters["refused"], "the issuer refused the key that nobody had registered", str(counters))
        checks.equal(counters["consents"], 1, "one consent")


def main():
    parsed = options(__doc__)
    program = os.path.normpath(os.path.join(os.path.dirname(parsed.ctl), "..", "..", "tests", "ui", "ui_wizard_oidc"))
    checks = Checks()
    if not checks.that(os.access(program, os.X_OK), "the window and its tests are built", program):
        checks.finish()
    missing = installed()
    if missing:
        print(f"   {missing}: nothing was tested with oidc-provider")
        print("0 passed, 0 failed")
        return
    with Workplace() as place:
        drive(checks, place, program)
    checks.finish()


if __name__ == "__main__":
    main()
