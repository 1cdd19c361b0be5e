"""Query options: $select, $expand, $top, $skip, $count, $orderby, and pages with @odata.nextLink."""
import re
import urllib.parse

from errors import bad_request, unknown_query_property

KNOWN = {"$filter", "$select", "$expand", "$top", "$skip", "$count", "$orderby", "$search", "$skiptoken", "includehiddenfolders", "$format"}
EXPAND_PROPERTIES = re.compile(r"^(single|multi)ValueExtendedProperties(?:\((.*)\))?$", re.I | re.S)


class Query:
    """The options of one request. Raises GraphError for what the service does not know."""
    def __init__(self, raw):
        self.options = {}
        for pair in raw.split("&") if raw else []:
            if not pair:
                continue
            name, _, value = pair.partition("=")
            name = urllib.parse.unquote(name).lower()
            if name not in KNOWN:
                if name.startswith("$"):
                    raise bad_request(f"Unrecognized query option '{name}'.")
                continue
            if name in self.options:
                raise bad_request(f"Query option '{name}' was specified more than once, but it must be specified at most once.")
            # A raw space or quote would not have come through the real front door.
            self.options[name] = urllib.parse.unquote_plus(value)

    def get(self, name):
        return self.options.get(name)

    def allow(self, *names):
        for name in self.options:
            if name not in names and name != "$format":
                raise bad_request(f"The query option '{name}' is not supported here.")

    def number(self, name, default, most, least=0):
        text = self.options.get(name)
        if text is None:
            return default
        if not text.isdigit() or not least <= int(text) <= most:
            raise bad_request(f"Invalid value '{text}' for the query option '{name}'. It has to be between {least} and {most}.",
                              "ErrorInvalidUrlQuery")
        return int(text)

    def flag(self, name):
        return self.options.get(name, "false").lower() == "true"

    def select(self, known, type_name):
        """The selected names in the spelling of the type, or None."""
        text = self.options.get("$select")
        if text is None:
            return None
        spelling = {name.lower(): name for name in known}
        result = []
        for name in text.split(","):
            name = name.strip()
            if name.lower() not in spelling:
                raise unknown_query_property(name, type_name)
            result.append(spelling[name.lower()])
        return result

    def expand(self):
        """The items of $expand with their parentheses, split at commas outside of parentheses and quotes."""
        text, parts, depth, quoted, start = self.options.get("$expand"), [], 0, False, 0
        if text is None:
            return []
        for place, char in enumerate(text):
            if char == "'":
                quoted = not quoted
            elif not quoted:
                depth += (char == "(") - (char == ")")
                if char == "," and depth == 0:
                    parts.append(text[start:place].strip())
                    start = place + 1
        if depth or quoted:
            raise bad_request("Term '$expand' is not valid: unbalanced bracket or quote.")
        return parts + [text[start:].strip()]

    def order(self, known, type_name):
        """[(name, descending)]"""
        text, result = self.options.get("$orderby"), []
        spelling = {name.lower(): name for name in known}
        for part in text.split(",") if text else []:
            words = part.split()
            if not words or len(words) > 2 or len(words) == 2 and words[1].lower() not in ("asc", "desc"):
                raise bad_request("Invalid $orderby.")
            if words[0].lower() not in spelling:
                raise unknown_query_property(words[0], type_name)
            result.append((spelling[words[0].lower()], len(words) == 2 and words[1].lower() == "desc"))
        return result

    def with_option(self, name, value):
        """The query with one option changed, for a nextLink."""
        options = dict(self.options)
        options[name] = str(value)
        return "&".join(f"{urllib.parse.quote(key, safe='$')}={urllib.parse.quote(text, safe='')}" for key, text in options.items())


def page(query, items, default, most, base_url, option="$skip"):
    """One page of a list: (items of the page, nextLink or None)."""
    top = query.number("$top", default, most, 1)
    if option == "$skip":
        skip = query.number("$skip", 0, 1 << 31)
    else:
        token = query.get("$skiptoken") or "0"
        if not token.isdigit():
            raise bad_request("The skip token is not valid.")
        skip = int(token)
    more = len(items) > skip + top
    return items[skip:skip + top], f"{base_url}?{query.with_option(option, skip + top)}" if more else None


def answer_list(context, items, next_link, count=None):
    body = {"@odata.context": context}
    if count is not None:
        body["@odata.count"] = count
    if next_link:
        body["@odata.nextLink"] = next_link
    body["value"] = items
    return body


def sort(items, order, value):
    for name, descending in reversed(order):
        items = sorted(items, key=lambda item: (value(item, name) is None, str(value(item, name) or "").casefold()), reverse=descending)
    return items
