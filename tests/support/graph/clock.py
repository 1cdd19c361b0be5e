"""Time in the forms that the service uses."""
import datetime
import time

UTC = datetime.timezone.utc


def now():
    return time.time()


def iso(seconds=None):
    """Whole seconds, e.g. 2026-11-01T10:00:00Z."""
    return datetime.datetime.fromtimestamp(time.time() if seconds is None else seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_iso(text):
    """Seconds since 1970 of an ISO 8601 time with or without offset (then UTC). Raises ValueError."""
    if not isinstance(text, str) or "T" not in text:
        raise ValueError(text)
    value = text[:-1] + "+00:00" if text[-1] in "zZ" else text
    # Seven digits of a second are usual there, six is what Python reads.
    head, dot, rest = value.partition(".")
    if dot:
        digits = ""
        while rest and rest[0].isdigit():
            digits, rest = digits + rest[0], rest[1:]
        value = f"{head}.{(digits + '000000')[:6]}{rest}"
    moment = datetime.datetime.fromisoformat(value)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
