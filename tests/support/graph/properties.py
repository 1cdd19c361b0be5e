"""Extended properties: the three forms of an id, and values that fit the type."""
import base64
import binascii
import re

from clock import iso, parse_iso
from errors import GraphError, unknown_property, wrong_literal

TYPES = {"ApplicationTime", "Binary", "Boolean", "CLSID", "Currency", "Double", "Error", "Float", "Integer", "Long", "Null", "Object", "Short",
         "String", "SystemTime"}
GUID = r"\{?([0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12})\}?"
NAMED = re.compile(rf"^(\w+) {GUID} [Nn]ame (.+)$")
NUMBERED = re.compile(rf"^(\w+) {GUID} [Ii]d (0x[0-9A-Fa-f]+|\d+)$")
TAGGED = re.compile(r"^(\w+) 0x([0-9A-Fa-f]{1,8})$")

FLAGS = "Integer 0xe07"
DELIVERY_TIME = "SystemTime 0xe06"
SUBMIT_TIME = "SystemTime 0x39"
MESSAGE_CLASS = "String 0x1a"
TOPIC = "String 0x70"
INDEX = "Binary 0x71"

# The types of MS-OXPROPS for the properties that a mail import touches.
TAG_TYPES = {0x001A: "String", 0x0037: "String", 0x0039: "SystemTime", 0x003D: "String", 0x0070: "String", 0x0071: "Binary", 0x007D: "String",
             0x0C1A: "String", 0x0C1F: "String", 0x0E06: "SystemTime", 0x0E07: "Integer", 0x0E08: "Integer", 0x0E17: "Integer", 0x0E1D: "String",
             0x1035: "String", 0x1039: "String", 0x1042: "String", 0x1080: "Integer", 0x1081: "Integer", 0x1082: "SystemTime", 0x3007: "SystemTime",
             0x3008: "SystemTime", 0x300B: "Binary", 0x3FDE: "Integer", 0x3FF1: "Integer", 0x5902: "Integer", 0x5909: "Integer"}
READ_ONLY_TAGS = {0x0E08}


def bad_id(text):
    return GraphError(400, "ErrorInvalidProperty", f"The extended property id '{text[:120]}' is not valid.")


def parse_id(text, array=False):
    """The canonical form of an id, as the service answers with it: hexadecimal in lower case without leading zeros. Raises GraphError."""
    if not isinstance(text, str):
        raise wrong_literal("id", "Edm.String")
    match = TAGGED.match(text)
    if match:
        kind, digits = match.groups()
        tag = int(digits[:-4] if len(digits) > 4 else digits, 16)
        if not 0x0001 <= tag <= 0x7FFF:
            raise bad_id(text)
        canonical = f"{kind} 0x{tag:x}"
        wanted = TAG_TYPES.get(tag)
        if wanted and not array and kind in TYPES and kind != wanted:
            raise GraphError(400, "ErrorInvalidProperty", f"The type of the extended property '{text}' does not fit the property.")
    elif match := NAMED.match(text):
        kind, guid, name = match.groups()
        canonical = f"{kind} {{{guid.lower()}}} Name {name}"
    elif match := NUMBERED.match(text):
        kind, guid, number = match.groups()
        canonical = f"{kind} {{{guid.lower()}}} Id 0x{int(number, 0):x}"
    else:
        raise bad_id(text)
    base = kind[:-5] if array and kind.endswith("Array") else kind
    if base not in TYPES or array != kind.endswith("Array"):
        raise bad_id(text)
    return canonical


def tag_of(canonical):
    """The number of a tagged id, or None."""
    match = TAGGED.match(canonical)
    return int(match.group(2), 16) if match else None


def parse_value(canonical, value):
    """The value in canonical text. Raises GraphError when it does not fit the type."""
    if not isinstance(value, str):
        raise wrong_literal("value", "Edm.String")
    kind = canonical.split(" ", 1)[0].removesuffix("Array")
    try:
        if kind in ("Integer", "Long", "Short"):
            number = int(value)
            bits = {"Integer": 31, "Long": 63, "Short": 15}[kind]
            if not -(1 << bits) <= number < (1 << bits):
                raise ValueError(value)
            return str(number)
        if kind in ("Double", "Float", "Currency", "ApplicationTime"):
            return repr(float(value))
        if kind == "Boolean":
            if value.lower() not in ("true", "false"):
                raise ValueError(value)
            return value.lower()
        if kind == "SystemTime":
            return iso(parse_iso(value))
        if kind == "Binary":
            return base64.b64encode(base64.b64decode(value, validate=True)).decode()
    except (ValueError, binascii.Error, OverflowError, OSError) as error:
        raise GraphError(400, "ErrorInvalidPropertyValue", f"The value of the extended property '{canonical}' does not fit its type.") from error
    return value


def parse_single(entries):
    """{canonical id: value} of a singleValueExtendedProperties array. Raises GraphError."""
    if not isinstance(entries, list):
        raise wrong_literal("singleValueExtendedProperties", "Collection(microsoft.graph.singleValueLegacyExtendedProperty)")
    result = {}
    for entry in entries:
        if not isinstance(entry, dict):
            raise wrong_literal("singleValueExtendedProperties", "microsoft.graph.singleValueLegacyExtendedProperty")
        for name in entry:
            if name not in ("id", "value", "@odata.type"):
                raise unknown_property(name, "singleValueLegacyExtendedProperty")
        canonical = parse_id(entry.get("id"))
        if tag_of(canonical) in READ_ONLY_TAGS:
            raise GraphError(400, "ErrorInvalidPropertySet", f"The property '{canonical}' can't be set.")
        if canonical in result:
            raise GraphError(400, "ErrorInvalidProperty", f"The extended property '{canonical}' is there twice.")
        result[canonical] = parse_value(canonical, entry.get("value"))
    return result


def parse_multi(entries):
    if not isinstance(entries, list):
        raise wrong_literal("multiValueExtendedProperties", "Collection(microsoft.graph.multiValueLegacyExtendedProperty)")
    result = {}
    for entry in entries:
        if not isinstance(entry, dict) or set(entry) - {"id", "value", "@odata.type"} or not isinstance(entry.get("value"), list):
            raise wrong_literal("multiValueExtendedProperties", "microsoft.graph.multiValueLegacyExtendedProperty")
        canonical = parse_id(entry.get("id"), array=True)
        result[canonical] = [parse_value(canonical, value) for value in entry["value"]]
    return result
