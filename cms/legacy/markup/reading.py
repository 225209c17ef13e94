"""The content of an article, as an export or a page has it, becomes an item."""

from collections.abc import Sequence, Set
from dataclasses import replace

from cms.legacy.form_rules import FORM_RULES, FormRule, normalise
from cms.legacy.forms import recognise
from cms.legacy.items import Form, Heading, Item, NotCarried, Passage, SetAside
from cms.legacy.markup import figures, form_controls, lists, tables, text_handlers  # noqa: F401 - they register what reads each element
from cms.legacy.markup.assembling import assemble
from cms.legacy.markup.boilerplate import BOILERPLATE_RULES, Boilerplate, BoilerplateRule
from cms.legacy.markup.office import make_plain
from cms.legacy.markup.tree import Node, parse
from cms.legacy.markup.walker import Walker
from cms.legacy.tidy import Tidied


def read_fragment(
    html: str,
    *,
    source: str,
    sha256: str,
    size: int,
    encoding: str = "utf-8",
    encoding_guessed: bool = False,
    title: str | None = None,
    first_line: int = 1,
    base: str = "",
    form_rules: Sequence[FormRule] = FORM_RULES,
    boilerplate_rules: Sequence[BoilerplateRule] = BOILERPLATE_RULES,
    mended: tuple[str, ...] = (),
) -> Item:
    """Read the HTML of an article that has no page around it. An item without elements is one without text.

    ``first_line`` is the line of the file on which ``html`` begins, ``base`` the address that relative ones go from.
    A heading of the first level that says what the title says becomes its place.
    """
    root = parse(html, first_line=first_line)
    make_plain(root)
    walker = Walker(
        Boilerplate(boilerplate_rules, whole=root.size),
        base=base,
        form_rules=form_rules,
        targets=targets_of(root),
    )
    walker.walk(root)
    walker.flush()
    return item_of(
        walker,
        source=source,
        sha256=sha256,
        size=size,
        encoding=encoding,
        encoding_guessed=encoding_guessed,
        title=title,
        mended=mended,
    )


def item_of(
    walker: Walker,
    *,
    source: str,
    sha256: str,
    size: int,
    encoding: str,
    encoding_guessed: bool,
    title: str | None,
    mended: tuple[str, ...],
    outside: Set[int] = frozenset(),
) -> Item:
    """Put together what a walker found. What is no form in the places ``outside`` is set aside."""
    passages = list(walker.passages)
    title_lines: tuple[int, ...] = ()
    tidied = Tidied()
    for index, passage in enumerate(passages):
        heading = passage.element
        if isinstance(heading, Heading) and (
            (title is not None and normalise(heading.text) == normalise(title))
            or (title is None and heading.level == 1)
        ):
            title, title_lines, tidied = title or heading.text, heading.lines, heading.tidied
            del passages[index]
            break
    found, remnants = recognise(passages, rules=walker.form_rules)
    found = [_aside(one) if isinstance(one, Passage) and one.line in outside else one for one in found]
    remnants = [remnant for remnant in remnants if remnant.line not in outside]
    elements = tuple(assemble(found, entries=walker.entries, notes_lists=walker.notes_lists))
    for element in elements:
        tidied += element.tidied
    return Item(
        source=source,
        sha256=sha256,
        size=size,
        encoding=encoding,
        encoding_guessed=encoding_guessed,
        line_count=len(walker.line_of),
        blank_lines=0,
        elements=elements,
        title=title,
        title_lines=title_lines,
        remnants=tuple(remnants),
        tidied=tidied,
        unit="piece",
        line_of=tuple(walker.line_of),
        mended=mended,
    )


def _aside(passage: Passage) -> Passage:
    """What stands around a form beside the article, and is no part of the form."""
    if isinstance(passage.element, SetAside | NotCarried | Form):
        return passage
    aside = SetAside("outside", passage.text, lines=passage.lines, tidied=passage.tidied)
    return replace(passage, element=aside, markup="")


def targets_of(root: Node) -> frozenset[str]:
    """The ids that links of the document lead to."""
    links = (node.get("href") for node in root.nodes() if node.tag == "a")
    return frozenset(link.partition("#")[2] for link in links if "#" in link)
