"""Reads catalogues of translations and the texts marked for them, so that a machine without gettext can test both."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation.template import templatize

__all__ = ["Message", "read_po", "texts_in_python", "texts_in_template"]

PO_LINE = re.compile(r'(?:(?P<key>msgctxt|msgid_plural|msgid|msgstr)(?:\[\d+])? )?(?P<text>".*")')
MARKS = frozenset({"_", "gettext", "gettext_lazy", "ngettext"})
"""The names by which modules mark texts. `makemessages` would not know others, and leave their texts out."""
IN_TEMPLATE = re.compile(r"""\b(?:n?gettext|_)\((u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))""")


class Message(NamedTuple):
    """An entry of a catalogue: one text, or its singular and plural, and as many translations as there are forms."""

    texts: tuple[str, ...]
    translations: tuple[str, ...]
    flags: frozenset[str]


def read_po(path: Path) -> list[Message]:
    """The entries of a catalogue, the header first."""
    return [_entry(paragraph) for paragraph in path.read_text(encoding="utf-8").strip().split("\n\n")]


def _entry(paragraph: str) -> Message:
    flags: set[str] = set()
    found: list[tuple[str, str]] = []
    for line in paragraph.splitlines():
        if line.startswith("#,"):
            flags |= {flag.strip() for flag in line[2:].split(",")}
        elif match := PO_LINE.fullmatch(line):
            # Its escapes are those of Python.
            text = ast.literal_eval(match["text"])
            if match["key"]:
                found.append((match["key"], text))
            else:
                found[-1] = (found[-1][0], found[-1][1] + text)
        else:
            assert line.startswith("#"), f"Not a line of a catalogue: {line}"
    translations = tuple(text for key, text in found if key == "msgstr")
    return Message(
        tuple(text for key, text in found if key.startswith("msgid")), translations, frozenset(flags)
    )


def texts_in_python(source: str) -> Iterator[str]:
    """The first text of every call that marks it for translation."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            for name in node.names:
                known_as = name.asname or name.name
                assert "gettext" not in name.name or known_as in MARKS, f"Line {node.lineno}: {known_as}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            assert isinstance(node.args[0], ast.Constant), f"Line {node.lineno} marks what is no plain text."
            yield str(node.args[0].value)


def texts_in_template(source: str) -> Iterator[str]:
    """The same of a template, as `makemessages` sees it."""
    for match in IN_TEMPLATE.finditer(templatize(source)):
        yield ast.literal_eval(match[1])
