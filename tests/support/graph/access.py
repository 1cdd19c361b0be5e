"""Who may do what: bearer tokens, roles, and RBAC scopes over mailboxes."""
import asyncio
import base64
import hashlib
import json
import ssl
import urllib.request

import jose
from clock import now
from errors import GraphError

READ = ("Mail.Read", "Mail.ReadWrite")
WRITE = ("Mail.ReadWrite",)
ME = ("User.Read", "User.Read.All", "Directory.Read.All")
DIRECTORY = ("User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All", "User.ReadBasic.All")
ORGANIZATION = ("Organization.Read.All", "Organization.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All")
APPLICATIONS = ("Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All")
EXCHANGE_ROLES = ("RoleManagement.Read.Exchange", "RoleManagement.ReadWrite.Exchange", "RoleManagement.Read.All")
# Exchange's names of the roles of RBAC for Applications begin with this word.
RBAC_PREFIX = "Application "


class Token:
    """What an access token says."""
    def __init__(self, state, claims):
        self.state, self.claims = state, claims
        self.client = str(claims.get("appid") or claims.get("azp") or claims.get("client_id") or claims.get("sub") or "")
        roles = claims.get("roles", [])
        self.roles = set(roles if isinstance(roles, list) else [roles])
        self.scopes = set(str(claims.get("scp", "")).split())          # of a signed-in person
        self.person = str(claims.get("oid", "")) if self.scopes else None

    def has(self, *roles):
        """Whether the tenant-wide consent, as the token shows it, gives one of the roles."""
        return not (self.roles | self.scopes).isdisjoint(roles)

    def allows(self, op, *roles):
        """Tenant-wide consent, or a scoped role over this mailbox: the union of both."""
        if not self.roles.isdisjoint(roles):
            return True
        if self.person and op.user is not None and op.user.id == self.person and not self.scopes.isdisjoint(roles):
            return True
        scope = self.state.scopes.get(self.client)
        return bool(scope) and op.user is not None and op.user.id in scope["mailboxes"] and not scope["roles"].isdisjoint(roles)


def challenge_header(extra=""):
    return {"WWW-Authenticate": 'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", '
                                f'client_id="00000003-0000-0000-c000-000000000000"{extra}'}


def unauthorized(message, code="InvalidAuthenticationToken", extra=""):
    return GraphError(401, code, message, violation=False, headers=challenge_header(extra))


def claims_challenge(not_before):
    """401 as continuous access evaluation sends it."""
    wanted = {"access_token": {"nbf": {"essential": True, "value": str(int(not_before))}}}
    text = base64.b64encode(json.dumps(wanted).encode()).decode()
    return unauthorized("Continuous access evaluation resulted in challenge with result: InteractionRequired and code: "
                        "TokenIssuedBeforeRevocationTimestamp", extra=f', error="insufficient_claims", claims="{text}"')


class Issuer:
    """An issuer outside, whose keys are fetched when they are needed."""
    def __init__(self, issuer, jwks_url=None, ca_file=None):
        self.issuer, self.jwks_url = issuer.rstrip("/"), jwks_url
        self.context = ssl.create_default_context(cafile=ca_file) if ca_file else None
        self.keys, self.fetched = {}, 0.0

    def read(self, url):
        with urllib.request.urlopen(url, timeout=10, context=self.context if url.startswith("https:") else None) as answer:
            return json.load(answer)

    def fetch(self):
        if not self.jwks_url:
            self.jwks_url = self.read(self.issuer + "/.well-known/openid-configuration")["jwks_uri"]
        self.keys, self.fetched = jose.keys_of(self.read(self.jwks_url)), now()

    async def verify(self, token):
        header = jose.split(token)[0]
        if header.get("kid") not in self.keys and now() - self.fetched > 1:
            await asyncio.to_thread(self.fetch)
        return jose.verify(token, self.keys)


class Access:
    """Checks bearer tokens. A token that was checked once is remembered by its hash."""
    def __init__(self, state, own, issuers):
        self.state, self.own, self.issuers = state, own, issuers
        self.known = {}

    async def check(self, headers):
        """The Token of a request. Raises GraphError 401."""
        kind, _, text = headers.get("authorization", "").partition(" ")
        text = text.strip()
        if kind.lower() != "bearer" or not text:
            error = unauthorized("Access token is empty.")
            error.violation = True
            raise error
        key = hashlib.sha256(text.encode("latin-1", "replace")).digest()
        claims = self.known.get(key)
        if claims is None:
            claims = await self.verified(text)
            if len(self.known) > 5000:
                self.known.clear()
            self.known[key] = claims
        self.check_claims(claims)
        return Token(self.state, claims)

    async def verified(self, text):
        try:
            claimed = jose.split(text)[1].get("iss")
            for issuer in self.issuers:
                if isinstance(claimed, str) and claimed.rstrip("/") == issuer.issuer:
                    return await issuer.verify(text)
            if not self.own.issued(claimed):
                raise unauthorized("Access token validation failure. Invalid issuer.")
            return jose.verify(text, self.own.keys)
        except jose.BadToken as error:
            names = {"malformed": "IDX14100: JWT is not well formed, there are no dots (.).", "algorithm": "Access token validation failure.",
                     "unknown_key": "Access token validation failure. Invalid signing key.",
                     "signature": "Access token validation failure. Invalid signature."}
            raise unauthorized(names[error.reason]) from error
        except OSError as error:
            raise unauthorized("Access token validation failure. The keys of the issuer cannot be had.") from error

    def check_claims(self, claims):
        settings, moment = self.state.settings, now()
        audience = claims.get("aud")
        audiences = {str(name).rstrip("/") for name in (audience if isinstance(audience, list) else [audience])}
        if not audiences & {name.rstrip("/") for name in settings["audiences"]}:
            raise unauthorized("Access token validation failure. Invalid audience.")
        if not isinstance(claims.get("exp"), (int, float)) or claims["exp"] <= moment:
            raise unauthorized("Lifetime validation failed, the token is expired.")
        if claims.get("nbf", 0) > moment + 300:
            raise unauthorized("Lifetime validation failed, the token is not yet valid.")
        tenant = claims.get("tid")
        if tenant is None and settings["require_tid"] or tenant is not None and str(tenant).lower() != self.state.tenant["id"]:
            raise unauthorized("Access token validation failure. The token is of another tenant.")
        challenge = self.state.challenge
        if challenge and (claims.get("iat", 0) < challenge["not_before"] or
                          challenge["claims_request"] and claims.get("uti") not in self.own.with_claims):
            raise claims_challenge(challenge["not_before"])
