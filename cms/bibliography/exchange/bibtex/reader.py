"""A file of BibTeX is split into its blocks by bibtexparser; what the blocks say is read here.

Of bibtexparser the splitter alone is used: it is fast, knows the lines, and goes on behind a broken entry. Its
middleware copies every block at each step, takes the first error for the last, and can not bound what macros expand to.
"""

import logging
import re
from collections.abc import Iterator

from bibtexparser import model
from bibtexparser.entrypoint import parse_string

from cms.bibliography.characters import clean
from cms.bibliography.csl_validation import MAX_NAMES
from cms.bibliography.exchange.bibtex import fields
from cms.bibliography.exchange.bibtex.entry import record_of
from cms.bibliography.exchange.bibtex.values import Macros
from cms.bibliography.exchange.reading import MAX_RECORDS, Reading, TooMuch
from cms.bibliography.exchange.soundness import accept

__all__ = ["looks_like", "read"]

MAX_FIELDS = 500
_BLOCK = re.compile(r"@\w+[ \t\n]*[{(]")
_KEY = re.compile(r"@\w+[ \t]*[{(]\s*([^\s,{}()=]{1,80})")
_LOOKS_LOST = re.compile(r"^[ \t]*@\w|=[ \t]*[{\"]", re.MULTILINE)
# What it says about broken entries is in the reading, with the entry's name.
logging.getLogger("bibtexparser.splitter").setLevel(logging.CRITICAL)


def looks_like(text: str) -> bool:
    """Whether a block begins anywhere."""
    return _BLOCK.search(text) is not None


def read(text: str, reading: Reading) -> None:
    """Add the records and problems of a file. Raise TooMuch."""
    if sum(1 for _ in _BLOCK.finditer(text)) > MAX_RECORDS:
        raise TooMuch(f"There are more than {MAX_RECORDS} entries. Split the file, and import the parts.")
    library = parse_string(text, parse_stack=[])
    macros = Macros()
    seen: set[str] = set()
    for block in library.blocks:
        line = (block.start_line or 0) + 1
        if isinstance(block, model.DuplicateFieldKeyBlock | model.DuplicateBlockKeyBlock):
            whole = block.ignore_error_block
        else:
            whole = block
        if isinstance(whole, model.String):
            macros.define(whole.key, whole.value)
        elif isinstance(whole, model.Entry):
            _take(whole, line, macros, seen, reading)
        elif isinstance(block, model.ParsingFailedBlock):
            reading.refuse(_name_of(block.raw or ""), line, _reason(block))
        elif isinstance(block, model.ImplicitComment) and (lost := _LOOKS_LOST.search(block.comment)):
            at = line + block.comment.count("\n", 0, lost.start())
            reading.refuse(
                "",
                at,
                "This text stands outside an entry and was not read: a brace before it closes too much.",
            )


def _take(entry: model.Entry, line: int, macros: Macros, seen: set[str], reading: Reading) -> None:
    key = clean(entry.key)
    name = key or f"entry in line {line}"
    if len(entry.fields) > MAX_FIELDS:
        reading.refuse(name, line, f"The entry has more than {MAX_FIELDS} fields.")
        return
    warnings: list[str] = []
    undefined: set[str] = set()
    unknown: set[str] = set()
    values: dict[str, str] = {}
    for field, raw in _fields(entry):
        if field.partition("+")[0] in values and "+" in field:
            warnings.append(
                f"The field {field.partition('+')[0][:40]} is there twice; the second was kept under custom."
            )
        values[field] = value = macros.value(raw, undefined)
        if field in fields.NAMES and value.lower().count(" and ") + value.count(",") // 2 > MAX_NAMES:
            reading.refuse(name, line, f"The field {field} has more than {MAX_NAMES} names.")
            return
    kind = entry.entry_type.lower()
    csl = record_of(kind, key, values, unknown)
    if key in seen:
        warnings.append("Another entry of the file has the same key.")
    seen.add(key)
    if kind not in fields.CSL_TYPES:
        warnings.append(f"The type @{kind[:40]} is not known; it became “document”.")
    if undefined:
        warnings.append(f"Not defined, and taken as text: {', '.join(sorted(undefined))[:200]}.")
    if unknown:
        commands = ", ".join(f"\\{command}" for command in sorted(unknown))
        warnings.append(f"LaTeX commands that are not known stayed as they are: {commands[:200]}.")
    if "and-others" in csl.get("custom", {}).get("bibtex", {}):
        warnings.append("The file does not name all people (“and others”).")
    accept(reading, csl, name=name, line=line, warnings=warnings)


def _fields(entry: model.Entry) -> Iterator[tuple[str, str]]:
    """(name in small letters, raw value); a name that comes again is numbered: title+2."""
    counts: dict[str, int] = {}
    for field in entry.fields:
        name = clean(field.key).lower()
        counts[name] = counts.get(name, 0) + 1
        yield (name if counts[name] == 1 else f"{name}+{counts[name]}"), str(field.value)


def _name_of(raw: str) -> str:
    found = _KEY.match(raw)
    return found[1] if found else ""


def _reason(block: model.ParsingFailedBlock) -> str:
    """What bibtexparser says, in the words of somebody who did not write a parser."""
    reason = clean(getattr(block.error, "abort_reason", "") or str(block.error))[:200].rstrip(".")
    if reason.startswith("Unexpected block start"):
        return "It is not closed: a brace } or a quotation mark is missing before the next entry."
    if reason.startswith("Unexpectedly reached end of file"):
        return "It is not closed: the file ends before its last brace }."
    return f"The entry could not be read: {reason}."
