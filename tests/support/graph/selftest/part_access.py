"""Tokens, roles, scopes over mailboxes, the token end point and the consent page."""
import base64
import datetime
import hashlib
import json
import time
import urllib.parse
import uuid

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

from jose import b64
from support import ME, Case

CLIENT = "1b7f3a52-0a0b-4d7e-9c1a-2b6f8d90e114"
INBOX = f"users/{ME}/mailFolders/inbox"
SCOPE = "https://graph.microsoft.com/.default"
REDIRECT = "http://localhost/consent"


def certificate():
    """(key, PEM, certificate)"""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Tallybridge test")])
    now = datetime.datetime(2026, 1, 1)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7).not_valid_before(now) \
        .not_valid_after(now + datetime.timedelta(days=36500)).sign(key, hashes.SHA256())
    return key, made.public_bytes(serialization.Encoding.PEM).decode(), made


KEY, PEM, CERTIFICATE = certificate()
OTHER_KEY, OTHER_PEM, OTHER = certificate()


def thumbprint(made, algorithm=hashlib.sha256):
    return b64(algorithm(made.public_bytes(serialization.Encoding.DER)).digest())


class Tokens(Case):
    def setUp(self):
        super().setUp()
        self.control("apps", {"client_id": CLIENT, "secrets": ["right"], "expired_secrets": ["old"], "certificates": [PEM],
                              "redirect_uris": [REDIRECT], "required": ["Mail.ReadWrite", "User.Read.All"], "granted": []})
        self.path = f"/{self.standin.where['tenant']}/oauth2/v2.0/token"
        self.url = self.standin.where["login"] + self.path

    def ask_token(self, path=None, **form):
        form = {"grant_type": "client_credentials", "client_id": CLIENT, "scope": SCOPE, **form}
        form = {name: value for name, value in form.items() if value is not None}
        return self.standin.raw("POST", path or self.path, urllib.parse.urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"})

    def assertion(self, key=KEY, header=None, **claims):
        moment = int(time.time())
        head = {"alg": "PS256", "typ": "JWT", "x5t#S256": thumbprint(CERTIFICATE), **(header or {})}
        body = {"aud": self.url, "iss": CLIENT, "sub": CLIENT, "jti": str(uuid.uuid4()), "nbf": moment, "iat": moment, "exp": moment + 300, **claims}
        text = f"{b64(json.dumps(head).encode())}.{b64(json.dumps({k: v for k, v in body.items() if v is not None}).encode())}".encode()
        padded = padding.PKCS1v15() if head["alg"] == "RS256" else padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=32)
        return f"{text.decode()}.{b64(key.sign(text, padded, hashes.SHA256()))}"

    def with_assertion(self, assertion, **form):
        return self.ask_token(client_assertion=assertion, client_assertion_type="urn:ietf:params:oauth:client-assertion-type:jwt-bearer", **form)

    def failed(self, reply, status, number):
        self.assertEqual((reply.status, reply.json["error_codes"]), (status, [number]), reply.data)
        self.assertIn(f"AADSTS{number}", reply.json["error_description"])

    def test_secret(self):
        reply = self.ask_token(client_secret="right")
        self.assertEqual((reply.status, reply.json["token_type"]), (200, "Bearer"))
        self.assertGreater(reply.json["expires_in"], 3000)
        self.failed(self.ask_token(client_secret="wrong"), 401, 7000215)
        self.failed(self.ask_token(client_secret="old"), 401, 7000222)
        self.failed(self.ask_token(), 401, 7000218)

    def test_form(self):
        self.failed(self.ask_token(grant_type=None), 400, 900144)
        self.failed(self.ask_token(grant_type="password"), 400, 70003)
        self.failed(self.ask_token(client_id="unknown", client_secret="right"), 400, 700016)
        self.failed(self.ask_token(scope="https://graph.microsoft.com/Mail.ReadWrite", client_secret="right"), 400, 70011)
        self.failed(self.ask_token(scope="https://other.example/.default", client_secret="right"), 400, 500011)
        self.failed(self.ask_token(path="/fabrikam.example/oauth2/v2.0/token", client_secret="right"), 400, 90002)
        self.assertEqual(self.ask_token(path="/contoso.example/oauth2/v2.0/token", client_secret="right").status, 200)

    def test_certificate(self):
        self.assertEqual(self.with_assertion(self.assertion()).status, 200)
        old = self.assertion(header={"alg": "RS256", "x5t": thumbprint(CERTIFICATE, hashlib.sha1), "x5t#S256": None})
        self.assertEqual(self.with_assertion(old).status, 200)

    def test_wrong_keys(self):
        self.failed(self.with_assertion(self.assertion(key=OTHER_KEY)), 401, 700027)
        self.failed(self.with_assertion(self.assertion(key=OTHER_KEY, header={"x5t#S256": thumbprint(OTHER)})), 401, 700027)
        self.failed(self.with_assertion(self.assertion(header={"x5t#S256": None})), 401, 700027)

    def test_wrong_claims(self):
        moment = int(time.time())
        for number, changes in ((50013, {"aud": "https://login.microsoftonline.com/x"}), (700021, {"iss": "x"}), (700021, {"sub": "x"}),
                                (700024, {"exp": moment - 1}), (700024, {"nbf": moment + 4000, "exp": moment + 4300}), (700024, {"exp": None}),
                                (90014, {"jti": None})):
            self.failed(self.with_assertion(self.assertion(**changes)), 401, number)
        self.failed(self.with_assertion("not.a.jwt"), 401, 50013)
        self.failed(self.with_assertion(self.assertion(header={"alg": "none"})), 401, 50013)
        once = self.assertion()
        self.assertEqual(self.with_assertion(once).status, 200)
        self.failed(self.with_assertion(once), 401, 50013)

    def test_roles_follow_consent(self):
        token = self.ask_token(client_secret="right").json["access_token"]
        self.refused(self.get(INBOX, token=token), 403, "ErrorAccessDenied")
        self.consent()
        self.refused(self.get(INBOX, token=token), 403, "ErrorAccessDenied")
        self.assertEqual(self.get(INBOX, token=self.ask_token(client_secret="right").json["access_token"]).status, 200)

    def test_roles_may_come_later(self):
        self.control("settings", {"consent_delay_s": 3600})
        self.consent()
        self.refused(self.get(INBOX, token=self.ask_token(client_secret="right").json["access_token"]), 403, "ErrorAccessDenied")

    def test_lifetime(self):
        self.control("settings", {"token_lifetime_s": -1})
        self.refused(self.get(INBOX, token=self.ask_token(client_secret="right").json["access_token"]), 401, "InvalidAuthenticationToken")

    def consent(self, tenant=None, **changes):
        query = {"client_id": CLIENT, "scope": SCOPE, "redirect_uri": "http://localhost:4711/consent", "state": "s-1", **changes}
        query = {name: value for name, value in query.items() if value is not None}
        return self.standin.raw("GET", f"/{tenant or self.standin.where['tenant']}/v2.0/adminconsent?{urllib.parse.urlencode(query)}")

    def landed(self, reply):
        self.assertEqual(reply.status, 302, reply.data)
        return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(reply.headers["location"]).query))

    def test_consent(self):
        got = self.landed(self.consent(tenant="organizations"))
        self.assertEqual((got["admin_consent"], got["tenant"], got["state"], "error" in got), ("True", self.standin.where["tenant"], "s-1", False))

    def test_consent_refused(self):
        self.control("settings", {"consent": "refuse"})
        got = self.landed(self.consent())
        self.assertEqual((got["admin_consent"], got["error"], "tenant" in got), ("True", "consent_required", False))
        self.assertIn("AADSTS65004", got["error_description"])
        self.assertEqual(self.control("apps")["apps"][CLIENT]["granted"], [])
        self.control("settings", {"consent": "error:temporarily_unavailable"})
        self.assertEqual(self.landed(self.consent())["error"], "temporarily_unavailable")

    def test_consent_with_a_page_and_with_a_wrong_state(self):
        self.control("settings", {"consent": "ask"})
        shown = self.consent()
        self.assertEqual(shown.status, 200)
        link = shown.data.decode().split('id="accept" href="')[1].split('"')[0].replace("&amp;", "&")
        self.assertEqual(self.landed(self.standin.raw("GET", link))["state"], "s-1")
        self.control("settings", {"consent": "wrong_state"})
        self.assertNotEqual(self.landed(self.consent())["state"], "s-1")

    def test_consent_never_leaves_to_an_unknown_address(self):
        for redirect in ("http://localhost:4711/Consent", "http://127.0.0.1:4711/consent", "https://localhost:4711/consent", "http://evil.example/consent",
                         "http://localhost:4711/consent/", "http://[::1]:4711/consent"):
            reply = self.consent(redirect_uri=redirect)
            self.assertEqual((reply.status, b"AADSTS50011" in reply.data, "location" in reply.headers), (400, True, False), redirect)
        self.assertIn(b"AADSTS900144", self.consent(scope=None).data)
        self.assertIn(b"AADSTS700016", self.consent(client_id="x").data)
        self.assertIn(b"AADSTS90002", self.consent(tenant="fabrikam.example").data)


class Person(Case):
    """Sign-in of a person with code and PKCE."""
    VERIFIER = "v" * 50
    ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"

    def setUp(self):
        super().setUp()
        self.control("apps", {"client_id": CLIENT, "public": True, "redirect_uris": ["http://localhost/signin"]})
        self.control("users", {"users": [{"userPrincipalName": "admin@contoso.example", "directoryRoles": [self.ADMINISTRATOR]}]})
        self.control("settings", {"sign_in_user": "admin@contoso.example"})

    def authorize(self, **changes):
        query = {"client_id": CLIENT, "response_type": "code", "redirect_uri": "http://localhost:99/signin", "state": "s", "nonce": "n",
                 "scope": "openid profile User.Read RoleManagement.Read.Exchange", "code_challenge_method": "S256",
                 "code_challenge": b64(hashlib.sha256(self.VERIFIER.encode()).digest()), **changes}
        return self.standin.raw("GET", "/organizations/oauth2/v2.0/authorize?" + urllib.parse.urlencode(query))

    def landed(self, **changes):
        reply = self.authorize(**changes)
        self.assertEqual(reply.status, 302)
        return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(reply.headers["location"]).query))

    def redeem(self, code, **changes):
        form = {"grant_type": "authorization_code", "client_id": CLIENT, "code": code, "redirect_uri": "http://localhost:99/signin",
                "code_verifier": self.VERIFIER, **changes}
        return self.standin.raw("POST", f"/{self.standin.where['tenant']}/oauth2/v2.0/token", urllib.parse.urlencode(form),
                                {"Content-Type": "application/x-www-form-urlencoded"})

    def test_who_and_which_roles(self):
        got = self.landed()
        self.assertEqual(got["state"], "s")
        tokens = self.redeem(got["code"]).json
        claims = json.loads(base64.urlsafe_b64decode(tokens["id_token"].split(".")[1] + "=="))
        self.assertEqual((claims["preferred_username"], claims["nonce"], claims["aud"]), ("admin@contoso.example", "n", CLIENT))
        token = tokens["access_token"]
        self.assertEqual(self.get("me", token=token).json["userPrincipalName"], "admin@contoso.example")
        roles = self.get("me/memberOf", token=token).json["value"]
        self.assertEqual([role["roleTemplateId"] for role in roles], [self.ADMINISTRATOR])
        self.assertEqual(self.get("/beta/roleManagement/exchange/roleDefinitions", token=token).status, 200)
        self.refused(self.get(INBOX, token=token), 403, "ErrorAccessDenied")
        self.refused(self.get("me"), 400, "BadRequest")

    def test_a_code_works_once_and_with_its_verifier(self):
        code = self.landed()["code"]
        self.assertEqual(self.redeem(code).status, 200)
        self.assertEqual(self.redeem(code).json["error_codes"], [54005])
        self.assertEqual(self.redeem(self.landed()["code"], code_verifier="w" * 50).json["error_codes"], [501481])
        self.assertEqual(self.redeem(self.landed()["code"], redirect_uri="http://localhost:98/signin").json["error_codes"], [50011])
        self.assertEqual(self.redeem(self.landed()["code"], client_secret="x").json["error_codes"], [700025])

    def test_refused_and_wrong(self):
        self.assertIn("error", self.landed(code_challenge_method="plain"))
        self.assertEqual(self.landed(response_type="token")["error"], "unsupported_response_type")
        self.control("settings", {"sign_in": "refuse"})
        self.assertEqual(self.landed()["error"], "access_denied")
        self.control("settings", {"sign_in": "wrong_state"})
        self.assertNotEqual(self.landed()["state"], "s")
        self.assertEqual(self.authorize(redirect_uri="http://evil.example/").status, 400)


class Bearer(Case):
    def wrong(self, token, text):
        reply = self.get(INBOX, token=token)
        self.refused(reply, 401, "InvalidAuthenticationToken")
        self.assertIn(text, reply.json["error"]["message"])
        self.assertTrue(reply.headers["www-authenticate"].startswith("Bearer "))
        return reply

    def test_no_token_is_a_violation(self):
        self.wrong("", "empty")
        self.assertEqual(self.violations(), 1)

    def test_wrong_tokens(self):
        roles = {"roles": ["Mail.ReadWrite"]}
        self.wrong(self.mint(**roles, lifetime_s=-1), "expired")
        self.wrong(self.mint(**roles, claims={"nbf": time.time() + 4000}), "not yet")
        self.wrong(self.mint(**roles, claims={"aud": "https://other.example"}), "audience")
        self.assertEqual(self.get(INBOX, token=self.mint(**roles, claims={"aud": "https://graph.microsoft.com/"})).status, 200)
        self.wrong(self.mint(**roles, claims={"tid": "00000000-0000-0000-0000-000000000000"}), "tenant")
        self.wrong(self.mint(**roles, claims={"tid": None}), "tenant")
        self.wrong(self.mint(**roles, claims={"iss": "https://other.example"}), "issuer")
        self.wrong(self.mint(**roles, **{"break": "signature"}), "signature")
        self.wrong("abc", "well formed")
        head = b64(json.dumps({"alg": "none", "typ": "JWT"}).encode())
        self.wrong(f"{head}.{self.token.split('.')[1]}.", "validation failure")
        self.assertEqual(self.violations(), 0)

    def test_claims_challenge(self):
        self.control("challenge", {"not_before": time.time() + 100})
        header = self.wrong(self.token, "Continuous access").headers["www-authenticate"]
        self.assertIn('error="insufficient_claims"', header)
        claims = json.loads(base64.b64decode(header.split('claims="')[1].split('"')[0]))
        self.assertTrue(claims["access_token"]["nbf"]["essential"])
        self.control("challenge", method="DELETE")
        self.assertEqual(self.get(INBOX).status, 200)

    def test_a_challenge_can_ask_for_claims_in_the_token_request(self):
        self.control("challenge", {"not_before": 0, "claims_request": True})
        self.wrong(self.token, "Continuous access")
        self.control("apps", {"client_id": CLIENT, "secrets": ["s"], "granted": ["Mail.ReadWrite"]})
        form = {"grant_type": "client_credentials", "client_id": CLIENT, "client_secret": "s", "scope": SCOPE}
        for more, status in (({}, 401), ({"claims": '{"access_token":{}}'}, 200)):
            token = self.standin.raw("POST", f"/{self.standin.where['tenant']}/oauth2/v2.0/token", urllib.parse.urlencode({**form, **more}),
                                     {"Content-Type": "application/x-www-form-urlencoded"}).json["access_token"]
            self.assertEqual(self.get(INBOX, token=token).status, status)

    def test_roles(self):
        for roles, reading, writing in (([], 403, 403), (["Mail.Read"], 200, 403), (["Mail.ReadWrite"], 200, 201), (["User.Read.All"], 403, 403)):
            token = self.mint(roles)
            self.assertEqual(self.get(INBOX, token=token).status, reading)
            self.assertEqual(self.post(INBOX + "/messages", {"subject": "x"}, token=token).status, writing)

    def test_scope_over_mailboxes(self):
        token = self.mint(["User.Read.All"])
        self.control("scope", {"client_id": "app-1", "roles": ["Application Mail.ReadWrite"], "mailboxes": [ME]})
        self.assertEqual(self.get(INBOX, token=token).status, 200)
        self.refused(self.get(INBOX.replace("user1", "user2"), token=token), 403, "ErrorAccessDenied")
        self.assertEqual(self.post(INBOX + "/messages", {"subject": "x"}, token=token).status, 201)
        self.assertEqual(self.get(INBOX.replace("user1", "user2"), token=self.mint(["Mail.Read"])).status, 200)       # the union of both
        self.assertEqual(self.violations(), 0)
