"""Faults on demand: by percentage (seeded) or by an explicit rule."""
import random

# What happens, and whether the request is carried out before.
BEFORE = {"429", "503", "504", "500", "401", "claims", "cut_before", "empty_200", "conflict", "507"}
AFTER = {"504_after", "500_after", "cut_after", "no_answer", "wrong_status", "truncated", "no_body"}
NAMES = BEFORE | AFTER
OUTSIDE = {"token", "adminconsent", "authorize", "keys"}


class Rule:
    """One rule. kinds: names of requests, '*' = all of Graph and the uploads."""
    FIELDS = {"fault", "percent", "kinds", "mailbox", "times", "skip", "retry_after", "entries"}

    def __init__(self, data, seed):
        unknown = set(data) - self.FIELDS
        if unknown:
            raise ValueError(f"unknown field of a fault: {sorted(unknown)[0]}")
        self.fault = str(data.get("fault", ""))
        if self.fault not in NAMES:
            raise ValueError(f"unknown fault {self.fault}")
        self.percent = float(data.get("percent", 100))
        kinds = data.get("kinds", "*")
        self.kinds = None if kinds == "*" else {kinds} if isinstance(kinds, str) else set(kinds)
        self.mailbox = data.get("mailbox")
        self.times = data.get("times")           # how often at most
        self.skip = int(data.get("skip", 0))     # how many fitting requests pass before
        self.retry_after = data.get("retry_after", 1)
        self.entries = data.get("entries", True)         # also for entries of a batch
        self.random = random.Random(seed)
        self.used = self.seen = 0

    def fits(self, kind, mailbox, entry):
        if self.kinds is None and kind in OUTSIDE or self.kinds is not None and kind not in self.kinds:
            return False
        if entry and not self.entries or self.mailbox and self.mailbox != mailbox:
            return False
        if self.times is not None and self.used >= self.times:
            return False
        self.seen += 1
        if self.seen <= self.skip:
            return False
        if self.percent < 100 and self.random.random() * 100 >= self.percent:
            return False
        self.used += 1
        return True


class Faults:
    def __init__(self, seed):
        self.seed = seed
        self.rules = []

    def set(self, rules, seed=None):
        """Replaces all rules. Raises ValueError."""
        base = self.seed if seed is None else seed
        self.rules = [Rule(rule, base * 1000003 + number) for number, rule in enumerate(rules)]

    def pick(self, kind, mailbox, entry=False):
        """The rule that strikes this request, or None. The first that fits wins."""
        for rule in self.rules:
            if rule.fits(kind, mailbox, entry):
                return rule
        return None

    def report(self):
        return [{"fault": rule.fault, "percent": rule.percent, "kinds": "*" if rule.kinds is None else sorted(rule.kinds), "seen": rule.seen,
                 "used": rule.used} for rule in self.rules]
