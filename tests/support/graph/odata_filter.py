"""$filter: a parser for the part of OData that mail and directory requests use, and its evaluation.

The tree is made of tuples: ("and", a, b), ("or", a, b), ("not", a), ("cmp", operator, path, value), ("call", name, path, value),
("any", collection, variable, tree). A path is a tuple of names."""
import re

from errors import bad_request

TOKEN = re.compile(r"""\s*(?:
    (?P<string>'(?:[^']|'')*')
  | (?P<time>\d{4}-\d\d-\d\dT[0-9:.]+(?:Z|[+-]\d\d:\d\d)?)
  | (?P<guid>[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12})
  | (?P<number>-?\d+(?:\.\d+)?)
  | (?P<name>[A-Za-z_][A-Za-z0-9_.]*)
  | (?P<mark>[()/,:])
)""", re.X)
OPERATORS = {"eq", "ne", "gt", "ge", "lt", "le"}
FUNCTIONS = {"startswith", "endswith", "contains"}
MAX_DEPTH = 40


def invalid(text="Invalid filter clause"):
    return bad_request(text, "ErrorInvalidUrlQueryFilter" if "clause" not in text else "BadRequest")


class Parser:
    def __init__(self, text):
        self.tokens, place = [], 0
        text = text.rstrip()
        while place < len(text):
            match = TOKEN.match(text, place)
            if not match or match.end() == place:
                raise invalid(f"Invalid filter clause: Syntax error at position {place}.")
            self.tokens.append((match.lastgroup, match.group(match.lastgroup)))
            place = match.end()
        self.place = self.depth = 0

    def peek(self):
        return self.tokens[self.place] if self.place < len(self.tokens) else ("end", "")

    def take(self, mark=None):
        token = self.peek()
        if mark is not None and token[1] != mark:
            raise invalid(f"Invalid filter clause: '{mark}' expected.")
        self.place += 1
        return token

    def word(self, value):
        kind, text = self.peek()
        return kind == "name" and text.lower() == value

    def parse(self):
        tree = self.either()
        if self.peek()[0] != "end":
            raise invalid("Invalid filter clause: there is something after the end.")
        return tree

    def either(self):
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise invalid("Invalid filter clause: too deep.")
        left = self.both()
        while self.word("or"):
            self.take()
            left = ("or", left, self.both())
        self.depth -= 1
        return left

    def both(self):
        left = self.one()
        while self.word("and"):
            self.take()
            left = ("and", left, self.one())
        return left

    def one(self):
        if self.word("not"):
            self.take()
            return ("not", self.one())
        if self.peek() == ("mark", "("):
            self.take()
            tree = self.either()
            self.take(")")
            return tree
        kind, text = self.peek()
        if kind != "name":
            raise invalid("Invalid filter clause: a name is expected.")
        if text.lower() in FUNCTIONS and self.tokens[self.place + 1:self.place + 2] == [("mark", "(")]:
            self.take()
            self.take("(")
            path = self.path()
            self.take(",")
            value = self.literal()
            self.take(")")
            return ("call", text.lower(), path, value)
        path = self.path()
        if path[-1].lower() == "any" and len(path) > 1 and self.peek() == ("mark", "("):
            self.take()
            variable = self.take()[1]
            self.take(":")
            tree = self.either()
            self.take(")")
            return ("any", path[:-1], variable, tree)
        operator = self.take()[1].lower()
        if operator not in OPERATORS:
            raise invalid(f"Invalid filter clause: unknown operator '{operator}'.")
        return ("cmp", operator, path, self.literal())

    def path(self):
        if self.word("cast"):
            self.take()
            self.take("(")
            path = self.path()
            self.take(",")
            self.take()
            self.take(")")
            return path
        names = [self.take()]
        while self.peek() == ("mark", "/"):
            self.take()
            names.append(self.take())
        if any(kind != "name" for kind, _ in names):
            raise invalid("Invalid filter clause: a name is expected.")
        return tuple(text for _, text in names)

    def literal(self):
        kind, text = self.take()
        if kind == "string":
            return text[1:-1].replace("''", "'")
        if kind == "number":
            return float(text) if "." in text else int(text)
        if kind in ("time", "guid"):
            return text
        if kind == "name" and text.lower() in ("true", "false", "null"):
            return {"true": True, "false": False, "null": None}[text.lower()]
        raise invalid("Invalid filter clause: a value is expected.")


def parse(text):
    return Parser(text).parse()


def walk(tree):
    """All nodes."""
    yield tree
    for part in tree[1:]:
        if isinstance(part, tuple) and part and part[0] in ("and", "or", "not", "cmp", "call", "any"):
            yield from walk(part)


def fold(value):
    return value.casefold() if isinstance(value, str) else value


def compare(operator, left, right):
    """Texts compare without case; what cannot be compared is not equal."""
    left, right = fold(left), fold(right)
    if isinstance(right, (int, float)) and not isinstance(right, bool) and isinstance(left, str):
        try:
            left = float(left)
        except ValueError:
            return operator == "ne"
    if operator == "eq":
        return left == right
    if operator == "ne":
        return left != right
    if left is None or right is None or isinstance(left, str) != isinstance(right, str):
        return False
    return {"gt": left > right, "ge": left >= right, "lt": left < right, "le": left <= right}[operator]


def evaluate(tree, getter, lambdas=None):
    """getter(path) gives the value of a path, or for the path of an any() its members (each a getter or a value)."""
    head = tree[0]
    if head == "and":
        return evaluate(tree[1], getter, lambdas) and evaluate(tree[2], getter, lambdas)
    if head == "or":
        return evaluate(tree[1], getter, lambdas) or evaluate(tree[2], getter, lambdas)
    if head == "not":
        return not evaluate(tree[1], getter, lambdas)
    if head == "any":
        _, path, variable, inner = tree

        def member_getter(member):
            def get(name):
                if name[0] != variable:
                    return getter(name)
                return member if len(name) == 1 else member.get(name[1]) if isinstance(member, dict) else None
            return get
        return any(evaluate(inner, member_getter(member)) for member in getter(path) or [])
    _, name, path, value = tree
    actual = getter(path)
    if head == "cmp":
        if len(path) == 2 and path[1] == "id":
            # The name in the id of an extended property compares with case, unlike its value.
            return (actual == value) == (name == "eq")
        return compare(name, actual, value)
    if actual is None or not isinstance(value, str):
        return False
    left, right = str(actual).casefold(), value.casefold()
    return {"startswith": left.startswith(right), "endswith": left.endswith(right), "contains": right in left}[name]
