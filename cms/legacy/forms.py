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


def recognise(
    passages: Sequence[Passage], *, rules: Sequence[FormRule] = FORM_RULES
) -> tuple[list[Passage | Form], list[Remnant]]:
    """Return the passages with each form where it first stood, and the remnants that stay in the prose.

    Repeats are merged when kind and heading are the same and neither text nor message contradicts.
    """
    found: list[Passage | Form] = []
    for element in _segment(passages, rules):
        if isinstance(element, Form):
            _merge(element, found)
        else:
            found.append(element)
    kept: list[Passage | Form] = []
    remnants: list[Remnant] = []
    for element in found:
        if isinstance(element, Passage):
            part = part_of(element.text, rules=rules)
            if part is not None and _claim(element, found):
                continue
            if part is not None and part[0] == "success":
                remnants.append(Remnant(element.text, element.line))
        kept.append(element)
    by_place = {form.line: form for form in found if isinstance(form, Form)}
    return [by_place[element.line] if isinstance(element, Form) else element for element in kept], remnants


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
            return index + 1
        elif name == "button" and not form.button:
            form.button = passage.text
        elif name in ("label", "button"):
            form.labels.append(passage.text)
        elif name == "text" or _message_follows(form, parts, passages, index):
            form.texts.append(passage.text)
        else:
            break
        form.taken.append(passage)
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


def _merge(form: Form, found: list[Passage | Form]) -> None:
    for position, known in enumerate(found):
        if not isinstance(known, Form) or not _same(known, form):
            continue
        found[position] = replace(
            known,
            text=known.text or form.text,
            success_message=known.success_message or form.success_message,
            button=known.button or form.button,
            labels=tuple(dict.fromkeys((*known.labels, *form.labels))),
            lines=(*known.lines, *form.lines),
            places=(*known.places, *form.places),
        )
        return
    found.append(form)


def _claim(passage: Passage, found: list[Passage | Form]) -> bool:
    """Give a stray line to the form that has the very same line; return whether there was one."""
    wanted = normalise(passage.text)
    for position, form in enumerate(found):
        if isinstance(form, Form):
            said = (form.success_message, form.button, *form.labels, *form.text.split("\n"))
            if wanted in {normalise(words) for words in said if words}:
                found[position] = replace(form, lines=(*form.lines, *passage.lines))
                return True
    return False


def _same(first: Form, second: Form) -> bool:
    if first.kind != second.kind or normalise(first.heading) != normalise(second.heading):
        return False
    pairs = (
        (first.text, second.text),
        (first.success_message, second.success_message),
        (first.button, second.button),
    )
    return all(not one or not other or normalise(one) == normalise(other) for one, other in pairs)
