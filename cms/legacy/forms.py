"""Forms of an old site are told from prose by a list of rules that a site can extend.

A scrape flattens a form into lines: a heading, a sentence or two, field names, a button, and the message
that appears after sending. A heading opens a form. What follows belongs to it when it reads like a part of
a form, or when the form's message comes soon after; otherwise it is prose. When in doubt a line stays in
the article: a form's line left in the prose is seen by an editor, a sentence of the article taken out is
not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from cms.legacy.form_rules import FORM_RULES, MAX_TEXT_LENGTH, FormRule, Part, normalise, part_of
from cms.legacy.items import Form, FormField, Heading, Passage, Remnant, SetAside

MAX_TEXTS = 3
"""How many paragraphs may stand between the heading of a form and its message."""

MAX_VARIANTS = 50
"""Among how many forms of one heading a shorter or longer variant is looked for."""

UNSEEN_PARTS = ("hidden", "control")
"""Rules that set aside what may be the message or the button of a form that stands around it."""

_Said = tuple[str, str, str, str]


def recognise(
    passages: Sequence[Passage], *, rules: Sequence[FormRule] = FORM_RULES
) -> tuple[list[Passage | Form], list[Remnant]]:
    """Return the passages with each form where it first stood, and the remnants that stay in the prose.

    Repeats are merged when kind and heading are the same and neither text nor message contradicts. A passage that is
    structured is never text of a form, but a heading may be; a form of the source's markup takes in the heading, the
    texts and the message that stand around it.
    """
    found: list[Passage | _Group] = []
    groups: dict[tuple[str, str], list[_Group]] = {}
    exact: dict[tuple[str, _Said], _Group] = {}
    for element in _segment(passages, rules):
        if isinstance(element, Passage):
            found.append(element)
            continue
        alike = groups.setdefault((element.kind, normalise(element.heading)), [])
        said = _said(element)
        group = exact.get((element.kind, said)) or next((one for one in alike if one.accepts(said)), None)
        if group is None:
            group = _Group(element)
            found.append(group)
            if len(alike) < MAX_VARIANTS:
                alike.append(group)
        exact[element.kind, said] = group
        group.add(element, said)
    owners = {words: group for group in found if isinstance(group, _Group) for words in group.words()}
    kept: list[Passage | _Group] = []
    remnants: list[Remnant] = []
    for one in found:
        if isinstance(one, Passage) and (part := _part(one, rules)):
            owner = owners.get(normalise(one.text))
            if owner is not None:
                owner.lines.extend(one.lines)
                continue
            if part[0] == "success" and one.element is None:
                remnants.append(Remnant(one.text, one.line))
        kept.append(one)
    return [one.form() if isinstance(one, _Group) else one for one in kept], remnants


@dataclass(slots=True)
class _Open:
    """A form while its lines are being collected."""

    kind: str
    heading: str
    taken: list[Passage]
    texts: list[str] = field(default_factory=list)
    success: str = ""
    button: str = ""
    labels: list[str] = field(default_factory=list)
    fields: tuple[FormField, ...] = ()

    def absorb(self, form: Form) -> None:
        """Take in a form of the markup; what was said before it stays what it is."""
        if form.heading and normalise(form.heading) != normalise(self.heading):
            self.texts.append(form.heading)
        known = {normalise(text) for text in self.texts}
        self.texts += [text for text in form.text.split("\n") if text and normalise(text) not in known]
        self.success = form.success_message
        self.button = form.button
        self.labels += form.labels
        self.fields = form.fields

    def close(self) -> Form:
        lines = tuple(number for passage in self.taken for number in passage.lines)
        tidied = self.taken[0].tidied
        for passage in self.taken[1:]:
            tidied += passage.tidied
        return Form(
            kind=self.kind,
            heading=self.heading,
            text="\n".join(self.texts),
            success_message=self.success,
            button=self.button,
            labels=tuple(self.labels),
            fields=self.fields,
            lines=lines,
            places=((lines[0], lines[-1]),),
            tidied=tidied,
        )


def _said(form: Form) -> _Said:
    """What a form says, as it is compared."""
    return (
        normalise(form.heading),
        normalise(form.text),
        normalise(form.success_message),
        normalise(form.button),
    )


class _Group:
    """Occurrences of one form. What the first lacks, a later one may say."""

    def __init__(self, first: Form) -> None:
        self.first = first
        self.said = {"text": "", "success_message": "", "button": ""}
        self.key = _said(first)
        self.labels: dict[str, None] = {}
        self.fields: tuple[FormField, ...] = ()
        self.lines: list[int] = []
        self.places: list[tuple[int, int]] = []

    def accepts(self, said: _Said) -> bool:
        return all(not known or not new or known == new for known, new in zip(self.key, said, strict=True))

    def add(self, form: Form, said: _Said) -> None:
        for name, known in self.said.items():
            self.said[name] = known or getattr(form, name)
        heading, text, success_message, button = (
            known or new for known, new in zip(self.key, said, strict=True)
        )
        self.key = (heading, text, success_message, button)
        self.labels.update(dict.fromkeys(form.labels))
        self.fields = self.fields or form.fields
        self.lines.extend(form.lines)
        self.places.extend(form.places)

    def words(self) -> Iterator[str]:
        """Each line of the form as it is compared."""
        texts = (
            *self.said["text"].split("\n"),
            self.said["success_message"],
            self.said["button"],
            *self.labels,
        )
        return (normalise(text) for text in texts if text)

    def form(self) -> Form:
        return replace(
            self.first,
            text=self.said["text"],
            success_message=self.said["success_message"],
            button=self.said["button"],
            labels=tuple(self.labels),
            fields=self.fields,
            lines=tuple(self.lines),
            places=tuple(self.places),
        )


def _segment(passages: Sequence[Passage], rules: Sequence[FormRule]) -> Iterator[Passage | Form]:
    parts = [_part(passage, rules) for passage in passages]
    index = 0
    while index < len(passages):
        passage, part = passages[index], parts[index]
        if isinstance(passage.element, Form):
            form = _Open(kind=passage.element.kind, heading=passage.element.heading, taken=[passage])
            form.absorb(passage.element)
            index += 1
            if not form.success:
                index = _message_after(form, passages, parts, index)
            index = _errors_after(form, passages, parts, index)
        elif part is None or part[0] != "heading":
            yield passage
            index += 1
            continue
        else:
            form = _Open(kind=part[1], heading=passage.text, taken=[passage])
            index = _collect(form, passages, parts, index + 1)
        yield form.close()


def _part(passage: Passage, rules: Sequence[FormRule]) -> tuple[Part, str] | None:
    """Which part of a form the passage may be. Of what is structured, headings and what is not seen may be one."""
    if passage.element is None or isinstance(passage.element, Heading):
        return part_of(passage.text, rules=rules)
    if isinstance(passage.element, SetAside) and passage.element.rule in UNSEEN_PARTS:
        found = part_of(passage.text, rules=rules)
        return found if found is not None and found[0] != "heading" else None
    return None


def _message_after(
    form: _Open, passages: Sequence[Passage], parts: Sequence[tuple[Part, str] | None], index: int
) -> int:
    """Take the message of success that stands right behind a form of the markup."""
    part = parts[index] if index < len(passages) else None
    if part is None or part[0] != "success" or part[1] not in ("", form.kind):
        return index
    form.success = passages[index].text
    form.taken.append(passages[index])
    return index + 1


def _collect(
    form: _Open, passages: Sequence[Passage], parts: Sequence[tuple[Part, str] | None], index: int
) -> int:
    """Take the passages that belong to the open form; return the index of the first that does not."""
    while index < len(passages):
        passage, part = passages[index], parts[index]
        name = part[0] if part else "prose"
        if isinstance(passage.element, Form):
            if form.fields or not _may_be_of(form.kind, passage.element):
                break
            form.taken.append(passage)
            form.absorb(passage.element)
            if not form.success:
                index = _message_after(form, passages, parts, index + 1) - 1
            return _errors_after(form, passages, parts, index + 1)
        if part is None and passage.element is not None:
            break
        if name == "heading":
            # A heading may be doubled, or have a second one below it, as long as nothing else was said.
            if part is None or part[1] != form.kind or form.texts:
                break
            if normalise(passage.text) != normalise(form.heading):
                form.texts.append(passage.text)
        elif name == "success" and part is not None and part[1] in ("", form.kind):
            form.success = passage.text
            form.taken.append(passage)
            return _errors_after(form, passages, parts, index + 1)
        elif name == "button" and not form.button:
            form.button = passage.text
        elif name in ("label", "error", "button"):
            form.labels.append(passage.text)
        elif name == "text" or _message_follows(form, parts, passages, index):
            form.texts.append(passage.text)
        else:
            break
        form.taken.append(passage)
        index += 1
    return index


def _errors_after(
    form: _Open, passages: Sequence[Passage], parts: Sequence[tuple[Part, str] | None], index: int
) -> int:
    """Take the message of failure that form builders put behind that of success."""
    while index < len(passages) and (part := parts[index]) is not None and part[0] == "error":
        form.labels.append(passages[index].text)
        form.taken.append(passages[index])
        index += 1
    return index


def _may_be_of(kind: str, form: Form) -> bool:
    """Whether a form of the markup may stand below a heading of that kind: its own heading says otherwise, if any."""
    return not form.heading or form.kind == kind


def _message_follows(
    form: _Open, parts: Sequence[tuple[Part, str] | None], passages: Sequence[Passage], index: int
) -> bool:
    room = MAX_TEXTS - len(form.texts)
    for passage, part in zip(passages[index:], parts[index:], strict=True):
        if isinstance(passage.element, Form):
            return _may_be_of(form.kind, passage.element)
        if part is None and passage.element is not None:
            return False
        if part is None or part[0] == "text":
            room -= 1
            if room < 0 or len(passage.text) > MAX_TEXT_LENGTH:
                return False
        elif part[0] == "success":
            return part[1] in ("", form.kind)
        elif part[0] == "heading":
            return False
    return False
