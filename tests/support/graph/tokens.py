"""A small login service: tokens by client credentials, signing keys, and the admin consent page."""
import html
import json
import secrets
import time
import urllib.parse
import uuid

import jose
from http11 import Response
from signin import SignIn
from state import NAMESPACE

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class App:
    """A registration of an application."""
    FIELDS = {"client_id", "name", "secrets", "expired_secrets", "certificates", "redirect_uris", "required", "granted", "public"}

    def __init__(self, data):
        unknown = set(data) - self.FIELDS
        if unknown or not data.get("client_id"):
            raise ValueError(f"unknown field of an application: {sorted(unknown)[0]}" if unknown else "client_id is missing")
        self.client, self.name = str(data["client_id"]), data.get("name", "Tallybridge")
        self.secrets, self.expired_secrets = set(data.get("secrets", [])), set(data.get("expired_secrets", []))
        self.certificates = [jose.Certificate(text) for text in data.get("certificates", [])]
        self.redirects, self.public = list(data.get("redirect_uris", [])), bool(data.get("public", False))
        self.required, self.granted = set(data.get("required", [])), set(data.get("granted", []))
        self.granted_at = 0.0

    def takes(self, redirect):
        """Exact match; for localhost the port does not count, the path does, with case."""
        if redirect in self.redirects:
            return True
        parts = urllib.parse.urlsplit(redirect)
        if parts.scheme != "http" or parts.hostname != "localhost":
            return False
        return any((other.scheme, other.hostname, other.path, other.query) == (parts.scheme, parts.hostname, parts.path, parts.query)
                   for other in map(urllib.parse.urlsplit, self.redirects))


class OAuthError(Exception):
    def __init__(self, status, error, number, text):
        super().__init__(number)
        self.status, self.error, self.number, self.text = status, error, number, text

    def response(self):
        stamp, trace = time.strftime("%Y-%m-%d %H:%M:%SZ", time.gmtime()), str(uuid.uuid4())
        body = {"error": self.error, "error_description": f"AADSTS{self.number}: {self.text} Trace ID: {trace} Correlation ID: {trace} Timestamp: {stamp}",
                "error_codes": [self.number], "timestamp": stamp, "trace_id": trace, "correlation_id": trace,
                "error_uri": f"https://login.microsoftonline.com/error?code={self.number}"}
        return json_response(self.status, body)


def json_response(status, body, headers=None):
    return Response(status, json.dumps(body).encode(), {"Cache-Control": "no-store", **(headers or {})}, "application/json; charset=utf-8")


class Login:
    """Everything below /{tenant}/ of the login host."""
    def __init__(self, state):
        self.state = state
        self.key = jose.SigningKey()
        self.keys = jose.keys_of({"keys": [self.key.jwk]})
        self.used_ids, self.with_claims = {}, set()
        self.sign_in = SignIn(self, OAuthError, page)

    def issuer(self):
        return f"https://sts.windows.net/{self.state.tenant['id']}/"

    def issued(self, issuer):
        return isinstance(issuer, str) and issuer.startswith("https://sts.windows.net/")

    def route(self, path):
        """(kind, tenant) of a path of the login host, or None."""
        parts = path.strip("/").split("/")
        for kind, tail in (("token", ["oauth2", "v2.0", "token"]), ("adminconsent", ["v2.0", "adminconsent"]), ("authorize", ["oauth2", "v2.0", "authorize"]),
                           ("keys", ["discovery", "v2.0", "keys"]), ("keys", ["v2.0", ".well-known", "openid-configuration"])):
            if parts[1:] == tail:
                return kind, urllib.parse.unquote(parts[0])
        return None

    def handle(self, kind, tenant, request):
        try:
            if kind == "token":
                return self.token(tenant, request)
            if kind == "adminconsent":
                return self.consent(tenant, request)
            if kind == "authorize":
                return self.sign_in.authorize(dict(urllib.parse.parse_qsl(request.query, keep_blank_values=True)))
            if request.path.endswith("/keys"):
                return json_response(200, {"keys": [self.key.jwk]})
            base = f"{request.base}/{tenant}"
            return json_response(200, {"issuer": self.issuer(), "token_endpoint": f"{base}/oauth2/v2.0/token", "jwks_uri": f"{base}/discovery/v2.0/keys",
                                       "authorization_endpoint": f"{base}/oauth2/v2.0/authorize"})
        except OAuthError as error:
            self.state.counters.refusals[f"{kind} AADSTS{error.number}"] += 1
            return error.response()

    # ------------------------------------------------------------------------------------------------------------ tokens
    def token(self, tenant, request):
        if request.method != "POST":
            raise OAuthError(400, "invalid_request", 900561, "The endpoint only accepts POST requests.")
        if not self.state.tenant_known(tenant):
            raise OAuthError(400, "invalid_request", 90002, f"Tenant '{tenant[:60]}' not found.")
        form = self.form(request)
        grant, client = self.need(form, "grant_type"), self.need(form, "client_id")
        if grant not in ("client_credentials", "authorization_code"):
            raise OAuthError(400, "unsupported_grant_type", 70003, "The app returned an unsupported grant type.")
        app = self.state.apps.get(client)
        if app is None:
            raise OAuthError(400, "unauthorized_client", 700016, "Application was not found in the directory.")
        if grant == "authorization_code" and app.public:
            if "client_secret" in form or "client_assertion" in form:
                raise OAuthError(401, "invalid_client", 700025, "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.")
            return json_response(200, self.sign_in.redeem(app, form))
        if grant == "client_credentials":
            self.check_scope(self.need(form, "scope"))
        if "client_assertion" in form or "client_assertion_type" in form:
            self.check_assertion(app, form, request, tenant)
        elif "client_secret" in form:
            self.check_secret(app, form["client_secret"])
        else:
            raise OAuthError(401, "invalid_client", 7000218,
                             "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.")
        if grant == "authorization_code":
            return json_response(200, self.sign_in.redeem(app, form))
        return self.grant(app, "claims" in form)

    @staticmethod
    def form(request):
        if request.header("content-type").split(";")[0].strip().lower() != "application/x-www-form-urlencoded":
            raise OAuthError(400, "invalid_request", 900144, "The request body must contain the following parameter: 'grant_type'.")
        pairs = urllib.parse.parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True)
        form = dict(pairs)
        if len(form) != len(pairs):
            raise OAuthError(400, "invalid_request", 90004, "The request isn't properly formatted: a parameter is there twice.")
        return form

    @staticmethod
    def need(form, name):
        if not form.get(name):
            raise OAuthError(400, "invalid_request", 900144, f"The request body must contain the following parameter: '{name}'.")
        return form[name]

    def check_scope(self, scope):
        if " " in scope or not scope.endswith("/.default"):
            raise OAuthError(400, "invalid_scope", 70011, "The provided value for the input parameter 'scope' isn't valid.")
        if scope.removesuffix("/.default").rstrip("/") not in {name.rstrip("/") for name in self.state.settings["audiences"]}:
            raise OAuthError(400, "invalid_resource", 500011, "The resource principal was not found in the tenant.")

    @staticmethod
    def check_secret(app, secret):
        if secret in app.expired_secrets:
            raise OAuthError(401, "invalid_client", 7000222, "The provided client secret keys are expired.")
        if secret not in app.secrets:
            raise OAuthError(401, "invalid_client", 7000215, "Invalid client secret provided.")

    def check_assertion(self, app, form, request, tenant):
        if form.get("client_assertion_type") != ASSERTION:
            raise OAuthError(400, "invalid_request", 900144, "The request body must contain the following parameter: 'client_assertion_type'.")
        try:
            header, claims, signed, signature = jose.split(form.get("client_assertion", ""))
        except jose.BadToken as error:
            raise OAuthError(401, "invalid_client", 50013, "Assertion is malformed.") from error
        if header.get("typ") != "JWT" or header.get("alg") not in ("PS256", "RS256"):
            raise OAuthError(401, "invalid_client", 50013, "The header of the assertion is not valid: typ or alg.")
        certificate = next((entry for entry in app.certificates if header.get("x5t#S256") == entry.sha256 or
                            header["alg"] == "RS256" and header.get("x5t") == entry.sha1), None)
        if certificate is None:
            raise OAuthError(401, "invalid_client", 700027, "Client assertion failed signature validation. [Reason - The key was not found.]")
        try:
            jose.check_signature(certificate.key, header["alg"], signed, signature)
        except jose.BadToken as error:
            raise OAuthError(401, "invalid_client", 700027, "Client assertion failed signature validation.") from error
        moment = time.time()
        if certificate.expires <= moment:
            raise OAuthError(401, "invalid_client", 700027, "Client assertion failed signature validation. [Reason - The key used is expired.]")
        if claims.get("aud") != f"{request.base}/{tenant}/oauth2/v2.0/token":
            raise OAuthError(401, "invalid_client", 50013, "The audience of the assertion is not this token endpoint.")
        if claims.get("iss") != app.client or claims.get("sub") != app.client:
            raise OAuthError(401, "invalid_client", 700021, "The issuer and subject of the assertion are not the client.")
        times = [claims.get(name) for name in ("nbf", "exp")]
        if not all(isinstance(value, (int, float)) for value in times) or times[1] <= moment or times[0] > moment + 300:
            raise OAuthError(401, "invalid_client", 700024, "Client assertion is not within its valid time range.")
        self.check_id(claims, times[1], moment)

    def check_id(self, claims, expires, moment):
        name = claims.get("jti")
        if not isinstance(name, str) or not name:
            raise OAuthError(401, "invalid_client", 90014, "The required field 'jti' is missing from the credential.")
        self.used_ids = {key: end for key, end in self.used_ids.items() if end > moment}
        if name in self.used_ids and self.state.settings["refuse_replayed_jti"]:
            raise OAuthError(401, "invalid_client", 50013, "The assertion was used before.")
        self.used_ids[name] = expires

    def grant(self, app, with_claims):
        lifetime = self.state.settings["token_lifetime_s"]
        delayed = time.time() < app.granted_at + self.state.settings["consent_delay_s"]
        token = self.mint(app.client, [] if delayed else sorted(app.granted), lifetime, with_claims=with_claims)
        return json_response(200, {"token_type": "Bearer", "expires_in": int(lifetime), "ext_expires_in": int(lifetime), "access_token": token})

    def mint(self, client, roles, lifetime=3600, with_claims=False, **changes):
        """An access token. changes: claims that differ (None takes one away)."""
        moment, uti = int(time.time()), secrets.token_urlsafe(16)
        principal = str(uuid.uuid5(NAMESPACE, "service principal " + client))
        claims = {"aud": "https://graph.microsoft.com", "iss": self.issuer(), "iat": moment, "nbf": moment, "exp": int(moment + lifetime),
                  "app_displayname": "Tallybridge", "appid": client, "idtyp": "app", "oid": principal, "sub": principal,
                  "tid": self.state.tenant["id"], "uti": uti, "ver": "1.0"}
        if roles:
            claims["roles"] = list(roles)
        claims.update(changes)
        if with_claims:
            self.with_claims.add(uti)
            self.state.counters.notes["token requests with claims"] += 1
        return self.key.sign({name: value for name, value in claims.items() if value is not None})

    # ----------------------------------------------------------------------------------------------------------- consent
    def consent(self, tenant, request):
        query = dict(urllib.parse.parse_qsl(request.query, keep_blank_values=True))
        if tenant.lower() not in ("organizations",) and not self.state.tenant_known(tenant):
            return page(400, "AADSTS90002", f"Tenant '{tenant[:60]}' not found.")
        for name in ("client_id", "redirect_uri", "scope"):
            if not query.get(name):
                return page(400, "AADSTS900144", f"The request must contain the following parameter: '{name}'.")
        app = self.state.apps.get(query["client_id"])
        if app is None:
            return page(400, "AADSTS700016", "The application was not found in the directory.")
        if not app.takes(query["redirect_uri"]):
            return page(400, "AADSTS50011", "The redirect URI does not match the ones of the application.")
        mode = query.get("standin_decision") or self.state.settings["consent"]
        if mode == "ask":
            links = "".join(f'<p><a id="{name}" href="{html.escape(request.path + "?" + request.query + "&standin_decision=" + name)}">{name}</a></p>'
                            for name in ("accept", "refuse"))
            return Response(200, f"<!DOCTYPE html><title>Permissions requested</title><h1>{html.escape(app.name)}</h1>{links}".encode(), None,
                            "text/html; charset=utf-8")
        return self.decide(app, mode, query)

    def decide(self, app, mode, query):
        answer = {"admin_consent": "True"}
        if mode in ("accept", "wrong_state"):
            app.granted |= app.required
            app.granted_at = time.time()
            answer.update(tenant=self.state.tenant["id"], scope=query["scope"])
        elif mode == "refuse":
            # admin_consent is True on a refusal too.
            answer.update(error="consent_required",
                          error_description="AADSTS65004: The resource owner or authorization server denied the request.")
        else:
            answer.update(error=mode.removeprefix("error:"), error_description="AADSTS90094: The grant requires admin permission.")
        if "state" in query:
            answer["state"] = secrets.token_hex(8) if mode == "wrong_state" else query["state"]
        joint = "&" if "?" in query["redirect_uri"] else "?"
        return Response(302, b"", {"Location": query["redirect_uri"] + joint + urllib.parse.urlencode(answer)})


def page(status, code, text):
    return Response(status, f"<!DOCTYPE html><title>Sign in</title><h1>{code}</h1><p>{html.escape(text)}</p>".encode(), None,
                    "text/html; charset=utf-8")
