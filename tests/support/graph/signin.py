"""Sign-in of a person: the authorize page answers at once with a code (PKCE, S256), and the code becomes tokens."""
import base64
import hashlib
import secrets
import time
import urllib.parse

from http11 import Response

LOGIN_SCOPES = {"openid", "profile", "email", "offline_access"}
CODE_LIFETIME = 600
GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"


def challenge_of(verifier):
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


class SignIn:
    def __init__(self, login, oauth_error, page):
        self.login, self.state, self.error, self.page = login, login.state, oauth_error, page
        self.codes = {}

    def authorize(self, query):
        """The redirect with a code, or with an error. An address that is not registered is never gone to."""
        for name in ("client_id", "redirect_uri", "response_type", "scope"):
            if not query.get(name):
                return self.page(400, "AADSTS900144", f"The request must contain the following parameter: '{name}'.")
        app = self.state.apps.get(query["client_id"])
        if app is None:
            return self.page(400, "AADSTS700016", "The application was not found in the directory.")
        if not app.takes(query["redirect_uri"]):
            return self.page(400, "AADSTS50011", "The redirect URI does not match the ones of the application.")
        if query["response_type"] != "code":
            return self.redirect(query, error="unsupported_response_type", error_description="AADSTS70005: The response type is not supported.")
        if query.get("code_challenge_method") != "S256" or len(query.get("code_challenge", "")) != 43:
            return self.redirect(query, error="invalid_request", error_description="AADSTS9002325: Proof Key for Code Exchange is required.")
        mode = self.state.settings["sign_in"]
        user = self.state.user(self.state.settings["sign_in_user"]) or next(iter(self.state.users.values()), None)
        if mode == "refuse" or user is None:
            return self.redirect(query, error="access_denied", error_description="AADSTS65004: User declined to consent to access the app.")
        code = secrets.token_urlsafe(48)
        self.codes[code] = {"user": user, "expires": time.time() + CODE_LIFETIME, **{name: query.get(name) for name in (
            "client_id", "redirect_uri", "code_challenge", "scope", "nonce")}}
        return self.redirect(query, code=code, **({"state": secrets.token_hex(8)} if mode == "wrong_state" else {}))

    @staticmethod
    def redirect(query, **answer):
        if "state" in query:
            answer.setdefault("state", query["state"])
        joint = "&" if "?" in query["redirect_uri"] else "?"
        return Response(302, b"", {"Location": query["redirect_uri"] + joint + urllib.parse.urlencode(answer)})

    def redeem(self, app, form):
        """The tokens for a code, once. Raises OAuthError."""
        known = self.codes.pop(form.get("code", ""), None)
        if known is None:
            raise self.error(400, "invalid_grant", 54005, "The authorization code is unknown or was already redeemed.")
        if known["client_id"] != app.client or known["redirect_uri"] != form.get("redirect_uri"):
            raise self.error(400, "invalid_grant", 50011, "The client or redirect_uri is not the one of the authorization request.")
        if known["expires"] <= time.time():
            raise self.error(400, "invalid_grant", 70008, "The authorization code has expired.")
        if challenge_of(form.get("code_verifier", "")) != known["code_challenge"]:
            raise self.error(400, "invalid_grant", 501481, "The code_verifier does not match the code_challenge.")
        return self.tokens(app, known)

    def tokens(self, app, known):
        user, scopes = known["user"], known["scope"].split()
        graph = [scope.rpartition("/")[2] for scope in scopes if scope not in LOGIN_SCOPES]
        lifetime = self.state.settings["token_lifetime_s"]
        person = {"oid": user.id, "upn": user.fields["userPrincipalName"], "name": user.fields["displayName"], "sub": user.id, "idtyp": "user",
                  "wids": list(user.directory_roles)}
        body = {"token_type": "Bearer", "scope": " ".join(graph), "expires_in": int(lifetime),
                "access_token": self.login.mint(app.client, [], lifetime, **person, scp=" ".join(graph))}
        if "openid" in scopes:
            body["id_token"] = self.login.mint(app.client, [], lifetime, **person, aud=app.client, preferred_username=person["upn"], nonce=known["nonce"])
        return body
