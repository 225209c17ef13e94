"""Reads real forms: their fields and labels, and which of their words are heading, text, button and message."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cms.legacy.form_rules import FormRule, normalise, part_of
from cms.legacy.items import Form, FormField
from cms.legacy.markup.inline import Written
from cms.legacy.markup.tree import Node, Text
from cms.legacy.markup.vocabulary import HEADINGS
from cms.legacy.markup.walker import Walker, plain_text
from cms.legacy.tidy import Tidied

_NOT_FIELDS = ("hidden", "submit", "image", "button", "reset")
_BUTTONS = ("submit", "image", "button")
_SEARCH = re.compile(r"(?:.*[-_])?search(?:[-_]?(?:form|box|bar))?(?:[-_].*)?")
_COMMENT = re.compile(r"comment-?form|wp-comments-post\.php|respond")
_KINDS = (
    (
        "newsletter",
        re.compile(r"newsletter|subscri|mailchimp|list-manage|mc4wp|mailing|sign-?up|optin", re.I),
    ),
    ("donate", re.compile(r"donat|paypal|give", re.I)),
    ("information_packet", re.compile(r"packet|brochure|info-?(?:kit|pack)", re.I)),
    ("download", re.compile(r"download|e-?book|white-?paper", re.I)),
)


@dataclass(slots=True)
class _Reading:
    heading: list[Written] = field(default_factory=list)
    texts: list[Written] = field(default_factory=list)
    labels: list[Written] = field(default_factory=list)
    buttons: list[Written] = field(default_factory=list)
    messages: list[Written] = field(default_factory=list)


def form(walker: Walker, node: Node) -> None:
    """A form; those that belong to the machinery of the site are set aside."""
    walker.flush()
    rule = _machinery(node)
    if rule:
        walker.set_aside(node, rule)
        return
    controls = [one for one in node.nodes() if one.tag in ("input", "select", "textarea")]
    if not any(_type(one) not in ("hidden", "checkbox", "radio") for one in controls) and node.size > 500:
        # An old site's whole page may stand in one form.
        walker.walk(node)
        walker.flush()
        return
    reading = _Reading()
    with walker.held():
        _read(walker, node, reading)
    made = _form(walker, node, reading, _fields(node, controls))
    if made is not None:
        walker.put(made, made.heading)
    walker.settle()


def _read(walker: Walker, node: Node, reading: _Reading) -> None:
    rules = walker.form_rules

    def collect(role: str) -> None:
        for written in walker.take_lines():
            part = part_of(written.text, rules=rules)
            name = part[0] if part else ""
            if (role == "text" and name in ("success", "error")) or role == "hidden":
                role_ = "messages" if name == "success" and not reading.messages else "labels"
            elif role == "text":
                heading = name == "heading" and not reading.heading and not reading.texts
                role_ = "heading" if heading else "labels" if name in ("label", "button") else "texts"
            else:
                role_ = role
            getattr(reading, role_).append(written)

    def visit(inner: Node, role: str) -> None:
        for child in inner.children:
            if isinstance(child, Text):
                walker.line.words(child.text, walker.marks, child.line)
                continue
            rule = walker.boilerplate.rule(child)
            own = role
            if rule is not None and rule.id in ("hidden", "skip-link"):
                own = "labels" if rule.id == "skip-link" else "hidden"
            elif role == "text":
                if child.tag in HEADINGS or child.tag == "legend":
                    own = "texts" if reading.heading else "heading"
                elif child.tag in ("label", "option"):
                    own = "labels"
                elif child.tag == "button":
                    own = "labels" if reading.buttons else "buttons"
            if child.tag in ("select", "textarea", "datalist", "script", "style", "template"):
                walker.flush()
                collect(role)
                continue
            apart = own != role or child.tag in _APART
            if apart:
                walker.flush()
                collect(role)
            if child.tag in ("br", "img"):
                walker.element(child)
            else:
                visit(child, own)
            if apart:
                walker.flush()
                collect(own)

    with walker.gathering(walker.lines.append):
        visit(node, "text")
        walker.flush()
        collect("text")


_APART = frozenset(
    {
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "section",
        "fieldset",
        "label",
        "legend",
    }
    | {"tr", "td", "th", "table", "button", "center", "header", "footer", "dl", "dt", "dd", "article", "form"}
    | HEADINGS.keys()
)


def _form(walker: Walker, node: Node, reading: _Reading, fields: tuple[FormField, ...]) -> Form | None:
    inputs = [one.get("value") for one in node.nodes() if one.tag == "input" and _type(one) in _BUTTONS]
    if not reading.buttons and not any(inputs):
        # A link may look like a button, and a script makes it one.
        parts = [part_of(line.text, rules=walker.form_rules) for line in reading.labels]
        at = next((number for number, part in enumerate(parts) if part and part[0] == "button"), None)
        reading.buttons += [] if at is None else [reading.labels.pop(at)]
    button = " ".join(reading.buttons[0].text.split()) if reading.buttons else next(filter(None, inputs), "")
    options = [
        (one, plain_text(one)[0])
        for one in node.nodes()
        if one.tag in ("select", "textarea") and plain_text(one)[0]
    ]
    written = [
        *reading.heading,
        *reading.texts,
        *reading.labels,
        *reading.buttons,
        *reading.messages,
    ]
    if not written and not fields:
        return None
    heading = " ".join(line.text for line in reading.heading[:1])
    texts = [*reading.heading[1:], *reading.texts]
    texts = [line for line in texts if normalise(line.text) != normalise(heading)]
    message = " ".join(line.text for line in reading.messages)
    lines = [line.line for line in written]
    lines += [one.line for one, _ in options]
    places = tuple(walker.place(line) for line in sorted(lines) or [node.line])
    labels = [line.text.replace("\n", " ") for line in (*reading.labels, *reading.buttons[1:])]
    labels += [text for one, text in options if one.tag == "textarea"]
    given = " ".join((node.get("aria-label") or node.get("title")).split())
    return Form(
        kind=_kind(
            node, heading or given, button, [line.text for line in texts], fields, message, walker.form_rules
        ),
        heading=heading or given,
        places=((places[0], places[-1]),),
        text="\n".join(line.text.replace("\n", " ") for line in texts),
        success_message=message,
        button=button,
        labels=tuple(labels),
        fields=fields,
        lines=places,
        tidied=sum((line.tidied for line in written), Tidied()),
    )


def _machinery(node: Node) -> str:
    """Which rule sets a form aside that is not the article's; "" for one that may be."""
    names = node.names
    if node.get("role") == "search" or any(_SEARCH.fullmatch(name) for name in names):
        return "search-form"
    if any(_COMMENT.search(name) for name in (*names, node.get("action").lower())):
        return "comment-form"
    for one in node.nodes():
        if one.tag == "input" and _type(one) == "password":
            return "login-form"
        if one.tag == "input" and (_type(one) == "search" or one.get("name") == "s"):
            return "search-form"
    return ""


def _kind(
    node: Node,
    heading: str,
    button: str,
    texts: Sequence[str],
    fields: Sequence[FormField],
    message: str,
    rules: Sequence[FormRule],
) -> str:
    """What the form is for: by its heading, its message, its button, then by its names and fields."""
    for said in (heading, message, button, *texts):
        part = part_of(said, rules=rules) if said else None
        if part and part[1]:
            return part[1]
    hints = " ".join(
        (node.get("action"), *node.names, node.get("name"), *(one.name for one in fields), button)
    )
    for kind, pattern in _KINDS:
        if pattern.search(hints):
            return kind
    types = {one.type for one in fields}
    return "newsletter" if types == {"email"} else "contact"


def _type(node: Node) -> str:
    return node.get("type").lower() or "text" if node.tag == "input" else node.tag


def _fields(form: Node, controls: Sequence[Node]) -> tuple[FormField, ...]:
    by_id: dict[str, str] = {}
    around: dict[int, str] = {}
    for node in form.nodes():
        if node.tag == "label":
            text = plain_text(node)[0].rstrip(" *:")
            if node.get("for"):
                by_id.setdefault(node.get("for"), text)
            around |= {id(one): text for one in node.nodes() if one.tag in ("input", "select", "textarea")}
    fields: dict[str, FormField] = {}
    for number, control in enumerate(controls, start=1):
        type_ = _type(control)
        if type_ in _NOT_FIELDS:
            continue
        label = (
            by_id.get(control.get("id"), "")
            or around.get(id(control), "")
            or control.get("aria-label")
            or control.get("placeholder")
            or control.get("title")
        )
        name = control.get("name") or control.get("id") or f"field-{number}"
        required = "required" in control.attributes or control.get("aria-required") == "true"
        if type_ in ("radio", "checkbox") and name in fields:
            known = fields[name]
            fields[name] = FormField(name, known.label, type_, known.required, (*known.choices, label))
            continue
        choices: tuple[str, ...] = (label,) if type_ == "radio" else ()
        if control.tag == "select":
            options = [one for one in control.nodes() if one.tag == "option"]
            choices = tuple(filter(None, (plain_text(option)[0] for option in options)))
            text = plain_text(control)[0]
            if text and " ".join(choices) != text:
                choices = (text,)
            name = name if name not in fields else f"{name}-{number}"
        fields.setdefault(name, FormField(name, label, type_, required, choices))
    return tuple(fields.values())


Walker.handlers["form"] = form
