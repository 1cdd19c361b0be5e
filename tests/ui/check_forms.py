#!/usr/bin/env python3
"""check_forms.py [FILE.ui...]: checks every form of the window for what keyboard and screen reader need.

Every input has a buddy label, words of its own or an accessible name; every input stands in the tab order; no label's buddy and no tab stop
is missing; texts with an accelerator do not share it within one page; nothing has a fixed size. The last line is "N passed, N failed".
"""
import pathlib
import sys
import xml.etree.ElementTree as ET

INPUTS = {"QLineEdit", "QComboBox", "QSpinBox", "QDateEdit", "QTimeEdit", "QPlainTextEdit", "QTextEdit", "QTextBrowser", "QTableView", "QListView",
          "QTreeView", "QScrollArea", "QSlider", "QListWidget"}
SPEAKING = {"QPushButton", "QCheckBox", "QRadioButton", "QToolButton", "QCommandLinkButton"}


def prop(widget, name):
    for child in widget.findall("property"):
        if child.get("name") == name:
            return "".join(child.itertext()).strip()
    return ""


def check(path):
    root = ET.parse(path).getroot()
    errors = []
    widgets = {w.get("name"): w for w in root.iter("widget")}
    buddies = {}
    for widget in widgets.values():
        buddy = prop(widget, "buddy")
        if buddy:
            if buddy not in widgets:
                errors.append(f"{widget.get('name')}: its buddy {buddy} does not exist")
            if "&" not in prop(widget, "text"):
                errors.append(f"{widget.get('name')}: has a buddy and no key that leads to it")
            buddies[buddy] = widget
    stops = [stop.text for stop in root.iter("tabstop")]
    errors += [f"tab stop {name} does not exist" for name in stops if name not in widgets]
    errors += [f"tab stop {name} stands twice" for name in set(stops) if stops.count(name) > 1]
    for name, widget in widgets.items():
        kind = widget.get("class")
        flags = prop(widget, "textInteractionFlags")
        if prop(widget, "focusPolicy") == "Qt::NoFocus":
            continue
        reached = kind in INPUTS | SPEAKING or "Keyboard" in flags
        if kind in INPUTS and name not in buddies and not prop(widget, "accessibleName"):
            errors.append(f"{name}: {kind} without buddy or accessible name")
        if kind in SPEAKING and not prop(widget, "text") and not prop(widget, "accessibleName") and (path.name, name) not in TEXT_BY_CODE:
            errors.append(f"{name}: {kind} without text or accessible name")
        if kind == "QLabel" and prop(widget, "accessibleName"):
            errors.append(f"{name}: an accessible name hides the words of a label from a screen reader; accessibleDescription does not")
        if kind == "QLabel" and "Keyboard" in flags and not prop(widget, "accessibleDescription") and not prop(widget, "text"):
            errors.append(f"{name}: a label that takes the focus needs an accessible description of what its words are about")
        if reached and name not in stops:
            errors.append(f"{name}: not in the tab order")
        for fixed in ("minimumSize", "maximumSize"):
            if prop(widget, fixed):
                errors.append(f"{name}: has a {fixed} in pixels")
    for page in [w for w in root.iter("widget") if w.get("class") in ("QWidget", "QDialog", "QWizardPage", "QMenu")]:
        seen = {}
        texts = list(accelerators(page, root))
        for name, key in texts:
            if key in seen:
                errors.append(f"{page.get('name')}: {name} and {seen[key]} share Alt+{key}")
            seen.setdefault(key, name)
    return errors


# The text of these depends on what they are used for.
TEXT_BY_CODE = {("Banner.ui", "action")}


def accelerators(page, root):
    names = [a.get("name") for a in page.findall("addaction")]
    if page.get("class") == "QMenu":
        holders = [a for a in root.iter("action") if a.get("name") in names]
    else:
        holders = list(own_widgets(page))
    for holder in holders:
        text = prop(holder, "text").replace("&&", "")
        if "&" in text:
            yield holder.get("name"), text[text.index("&") + 1].upper()


def own_widgets(element):
    """The widgets of a page, not those of pages inside it."""
    for child in element:
        if child.tag == "widget":
            yield child
            if child.get("class") in ("QStackedWidget", "QTabWidget", "QMenu", "QMenuBar"):
                continue
        yield from own_widgets(child)


def main():
    root = pathlib.Path(__file__).resolve().parents[2]
    paths = [pathlib.Path(p) for p in sys.argv[1:]] or sorted((root / "ui").rglob("*.ui"))
    good = bad = 0
    for path in paths:
        errors = check(path)
        for error in errors:
            print(f"FAILED {path.name}: {error}")
        good += not errors
        bad += bool(errors)
    print(f"{good} passed, {bad} failed")
    return 1 if bad or not good else 0


if __name__ == "__main__":
    sys.exit(main())
