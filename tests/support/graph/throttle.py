"""The limits of the Outlook service: requests and bytes in a sliding window for each app and mailbox, requests at once, and a limit for the app."""
import collections
import math
import time

SLICES = 60


class Window:
    """A sliding window, counted in slices of a sixtieth."""
    __slots__ = ("slices", "total")

    def __init__(self):
        self.slices = collections.deque()
        self.total = 0

    def trim(self, now, length):
        while self.slices and self.slices[0][0] <= now - length:
            self.total -= self.slices.popleft()[1]

    def add(self, now, length, amount):
        step = length / SLICES
        start = math.floor(now / step) * step
        if self.slices and self.slices[-1][0] == start:
            self.slices[-1][1] += amount
        else:
            self.slices.append([start, amount])
        self.total += amount

    def wait(self, now, length, limit, amount):
        """Seconds until amount fits again."""
        rest = self.total + amount - limit
        if rest <= 0:
            return 0
        for start, count in self.slices:
            rest -= count
            if rest <= 0:
                return max(start + length - now, 0)
        return length


class Throttled(Exception):
    def __init__(self, reason, message, retry_after):
        super().__init__(reason)
        self.reason, self.message, self.retry_after = reason, message, max(1, math.ceil(retry_after))


class Throttle:
    def __init__(self, settings):
        self.settings = settings
        self.requests, self.uploads, self.apps = {}, {}, {}
        self.running = collections.Counter()
        self.highest = 0
        self.blocked = {}          # (app, mailbox) -> until when Retry-After asked to wait
        self.early = 0

    def clear(self):
        self.requests.clear()
        self.uploads.clear()
        self.apps.clear()
        self.blocked.clear()
        self.early = self.highest = 0

    def key(self, app, mailbox):
        return app if self.settings["concurrency_scope"] == "app" else (app, mailbox)

    def enter(self, app, mailbox, upload):
        """Counts a request; raises Throttled. A refused request counts too. leave() has to follow when it does not raise."""
        settings, now = self.settings, time.monotonic()
        if not settings["enabled"]:
            self.start(app, mailbox)
            return
        until = self.blocked.get((app, mailbox), 0)
        if now < until - 0.05:
            self.early += 1
        try:
            self.check(app, mailbox, upload, now)
        except Throttled as error:
            self.blocked[(app, mailbox)] = max(until, now + error.retry_after)
            raise
        self.start(app, mailbox)

    def check(self, app, mailbox, upload, now):
        settings = self.settings
        if settings["concurrency"] and self.running[self.key(app, mailbox)] >= settings["concurrency"]:
            self.count(self.requests, (app, mailbox), now, settings["window_s"], 1)
            raise Throttled("concurrency", "Application is over its MailboxConcurrency limit.", settings["concurrency_retry_s"])
        self.limit(self.apps, app, now, settings["app_window_s"], settings["app_requests"], 1, "app", "Too many requests.")
        self.limit(self.requests, (app, mailbox), now, settings["window_s"], settings["requests"], 1, "requests",
                   "Application is over its Request limit.")
        if upload:
            self.limit(self.uploads, (app, mailbox), now, settings["upload_window_s"], settings["upload_bytes"], upload, "upload",
                       "Application is over its IncomingBytes limit.")

    def count(self, table, key, now, length, amount):
        length /= self.settings["scale"]
        window = table.setdefault(key, Window())
        window.trim(now, length)
        window.add(now, length, amount)
        return window, length

    def limit(self, table, key, now, length, limit, amount, reason, message):
        window, length = self.count(table, key, now, length, amount)
        if window.total > limit:
            raise Throttled(reason, message, window.wait(now, length, limit, amount))

    def start(self, app, mailbox):
        key = self.key(app, mailbox)
        self.running[key] += 1
        self.highest = max(self.highest, self.running[key])

    def leave(self, app, mailbox):
        key = self.key(app, mailbox)
        self.running[key] -= 1
        if not self.running[key]:
            del self.running[key]
