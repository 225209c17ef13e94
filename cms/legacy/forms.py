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
from cms.legacy.items import Form, Passage, Remnant

MAX_TEXTS = 3
"""How many paragraphs may stand between the heading of a form and its message."""

MAX_VARIANTS = 50
"""Among how many forms of one heading a shorter or longer variant is looked for."""

_Said = tuple[str, str, str, str]


def recognise(
    passages: Sequence[Passage], *, rules: Sequence[FormRule] = FORM_RULES
) -> tuple[list[Passage | Form], list[Remnant]]:
    """Return the passages with each form where it first stood, and the remnants that stay in the prose.

    Repeats are merged when kind and heading are the same and neither text nor message contradicts.
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
        if isinstance(one, Passage) and (part := part_of(one.text, rules=rules)):
            owner = owners.get(normalise(one.text))
            if owner is not None:
                owner.lines.extend(one.lines)
                continue
            if part[0] == "success":
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
            lines=tuple(self.lines),
            places=tuple(self.places),
        )


def _segment(passages: Sequence[Passage], rules: Sequence[FormRule]) -> Iterator[Passage | Form]:
    parts = [part_of(passage.text, rules=rules) for passage in passages]
    index = 0
    while index < len(passages):
        part = parts[index]
        if part is None or part[0] != "heading":
            yield passages[index]
            index += 1
            continue
        form = _Open(kind=part[1], heading=passages[index].text, taken=[passages[index]])
        index = _collect(form, passages, parts, index + 1)
        yield form.close()


def _collect(
    form: _Open, passages: Sequence[Passage], parts: Sequence[tuple[Part, str] | None], index: int
) -> int:
    """Take the passages that belong to the open form; return the index of the first that does not."""
    while index < len(passages):
        passage, part = passages[index], parts[index]
        name = part[0] if part else "prose"
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


def _message_follows(
    form: _Open, parts: Sequence[tuple[Part, str] | None], passages: Sequence[Passage], index: int
) -> bool:
    room = MAX_TEXTS - len(form.texts)
    for passage, part in zip(passages[index:], parts[index:], strict=True):
        if part is None or part[0] == "text":
            room -= 1
            if room < 0 or len(passage.text) > MAX_TEXT_LENGTH:
                return False
        elif part[0] == "success":
            return part[1] in ("", form.kind)
        elif part[0] == "heading":
            return False
    return False
