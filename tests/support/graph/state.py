"""The whole state of the stand-in: tenant, users, mailboxes, applications, counters."""
import collections
import random
import uuid

import settings as settings_module
from faults import Faults
from mailbox import Blobs, Mailbox
from throttle import Throttle

TENANT = "7f3e1c52-5a0b-4d7e-9c1a-2b6f8d90e114"
DOMAIN = "contoso.example"
NAMESPACE = uuid.UUID("5d2f6c1e-9a41-4f0e-8a57-3c7f1b20d9aa")


class User:
    """One directory entry. The mailbox is made when it is first used."""
    FIELDS = ("id", "userPrincipalName", "mail", "displayName", "givenName", "surname", "jobTitle", "mobilePhone", "officeLocation",
              "preferredLanguage", "businessPhones", "proxyAddresses", "accountEnabled", "userType", "assignedPlans", "mailNickname", "otherMails",
              "companyName", "department", "usageLocation", "createdDateTime", "assignedLicenses", "imAddresses", "employeeId",
              "onPremisesSyncEnabled")

    def __init__(self, data):
        address = data.get("userPrincipalName") or data.get("mail")
        if not address:
            raise ValueError("a user needs userPrincipalName or mail")
        unknown = set(data) - set(self.FIELDS) - {"mailbox", "directoryRoles"}
        if unknown:
            raise ValueError(f"unknown field of a user: {sorted(unknown)[0]}")
        self.has_mailbox = bool(data.get("mailbox", True))
        self.directory_roles = list(data.get("directoryRoles", []))
        mail = data.get("mail", address if self.has_mailbox else None)
        self.fields = {name: None for name in self.FIELDS}
        self.fields.update(businessPhones=[], otherMails=[], assignedLicenses=[], imAddresses=[], accountEnabled=True, userType="Member",
                           displayName=address.split("@")[0], mailNickname=address.split("@")[0],
                           proxyAddresses=[f"SMTP:{mail}"] if mail else [],
                           assignedPlans=[{"assignedDateTime": "2026-01-01T00:00:00Z", "capabilityStatus": "Enabled", "service": "exchange",
                                           "servicePlanId": "efb87545-963c-4e0d-99df-69c6916d9eb0"}] if self.has_mailbox else [],
                           id=str(uuid.uuid5(NAMESPACE, address.lower())), createdDateTime="2026-01-01T00:00:00Z")
        self.fields.update({name: value for name, value in data.items() if name in self.FIELDS})
        self.fields.update(userPrincipalName=address, mail=mail)
        self.id = self.fields["id"]
        self._mailbox = None

    @property
    def mailbox(self):
        if self._mailbox is None and self.has_mailbox:
            self._mailbox = Mailbox(self.id)
        return self._mailbox

    @property
    def used(self):
        return self._mailbox is not None


class Counters:
    """What was asked and answered. Never holds a text, an address or a token."""
    def __init__(self):
        self.requests = 0                               # HTTP requests to Graph, a batch counts one
        self.batch_entries = 0
        self.kinds = collections.Counter()              # of requests and entries
        self.answers = collections.Counter()            # "kind status"
        self.statuses = collections.Counter()
        self.throttled = collections.Counter()          # by reason
        self.faults = collections.Counter()
        self.violations = collections.Counter()         # "kind code"
        self.refusals = collections.Counter()
        self.notes = collections.Counter()
        self.upload_bytes = 0
        self.samples = []                               # of violations: what exactly was wrong
        self.log = collections.deque(maxlen=2000)

    def refused(self, kind, error):
        group = self.violations if error.violation else self.refusals
        group[f"{kind} {error.code}"] += 1
        if error.violation and len(self.samples) < 50:
            self.samples.append({"kind": kind, "status": error.status, "code": error.code, "message": error.message})

    def answered(self, kind, status):
        self.kinds[kind] += 1
        self.answers[f"{kind} {status}"] += 1
        self.statuses[str(status)] += 1
        self.log.append((kind, status))

    def report(self, connections):
        return {"requests": self.requests, "batch_entries": self.batch_entries, "kinds": dict(self.kinds), "answers": dict(self.answers),
                "statuses": dict(self.statuses), "throttled": dict(self.throttled), "faults": dict(self.faults),
                "violations": {"total": sum(self.violations.values()), "by_kind": dict(self.violations), "samples": self.samples},
                "refusals": dict(self.refusals), "notes": dict(self.notes), "upload_bytes": self.upload_bytes, "connections": connections}


class State:
    def __init__(self, seed=1, base_settings=None):
        self.seed = seed
        self.base_settings = base_settings or {}
        self.blobs = Blobs()
        self.apps = {}                    # client id -> App; survives a reset
        self.reset()

    def reset(self, seed=None):
        """Everything as at the start, except the applications' and the issuers' configuration."""
        if seed is not None:
            self.seed = seed
        self.random = random.Random(self.seed)
        self.settings = settings_module.defaults()
        settings_module.merge(self.settings, self.base_settings)
        self.tenant = {"id": TENANT, "displayName": "Contoso", "domains": [DOMAIN, "contoso.onmicrosoft.example"]}
        self.users, self.names = {}, {}
        self.sessions = {}
        self.scopes = {}                  # client id -> {"roles": [...], "mailboxes": set of user ids}
        self.exchange_roles = []          # principals of "Mailbox Import Export"
        self.challenge = None
        self.counters = Counters()
        self.faults = Faults(self.seed)
        self.throttle = Throttle(self.settings["throttle"])
        self.blobs.clear()

    @property
    def limits(self):
        return self.settings["limits"]

    def add_user(self, data):
        user = User(data)
        name = user.fields["userPrincipalName"].lower()
        if user.id in self.users or name in self.names:
            raise ValueError("this user is there already")
        self.users[user.id] = user
        self.names[name] = user
        return user

    def user(self, name):
        """By id or userPrincipalName, as in a path."""
        return self.users.get(name.lower()) or self.names.get(name.lower())

    def tenant_known(self, name):
        return name.lower() == self.tenant["id"] or name.lower() in (domain.lower() for domain in self.tenant["domains"])
