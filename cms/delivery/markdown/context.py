"""What a piece of a document needs to know of the rest: its references, its citations and where it is published."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from blocks.clean import plain_text
from blocks.markup.policy import link_address
from cms.delivery.markdown.escapes import tidy
from cms.delivery.markdown.inline import Run, inline, plain

__all__ = ["Context", "dicts", "record_number"]

_NUMBERS = re.compile(r"[\d,–]*")
_RAISED = re.compile(r"<sup>.*?</sup>")
_IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*\d[^()\[\]]*[)\]]")
_PLACE = re.compile(r"#ref-(\d{1,6})", re.ASCII)


def dicts(value: Any) -> list[Mapping[str, Any]]:
    """The objects of a list; nothing of what is no list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def record_number(reference: Mapping[str, Any]) -> int | None:
    """The number of a reference of the numbered list."""
    number = reference.get("number")
    return number if isinstance(number, int) and not isinstance(number, bool) else None


def _words_of(citation: Mapping[str, Any]) -> str:
    """What a citation says besides its number: all of it in an author–date style, the authors' names before a number.

    They belong to the sentence, so they stay where the number becomes a footnote.
    """
    if not _NUMBERS.fullmatch(tidy(citation.get("label"))):
        return tidy(citation.get("text"))
    if citation.get("mode") != "narrative":
        return ""
    html = str(citation.get("html") or "")
    if "<sup>" in html:
        return plain_text(_RAISED.sub("", html)).strip()
    return _IN_BRACKETS.sub("", tidy(citation.get("text"))).strip()


class Context:
    """A document, asked for what its parts refer to."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document

    @cached_property
    def references(self) -> dict[int, Mapping[str, Any]]:
        """The numbered references, in the order of their numbers."""
        numbered = {record_number(record): record for record in dicts(self.document.get("references"))}
        return {number: numbered[number] for number in sorted(n for n in numbered if n is not None)}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {str(record.get("id")): number for number, record in self.references.items()}

    @cached_property
    def _citations(self) -> dict[str, Mapping[str, Any]]:
        return {str(citation.get("id")): citation for citation in dicts(self.document.get("citations"))}

    @cached_property
    def unnumbered(self) -> dict[str, Mapping[str, Any]]:
        """What is listed as further reading, by citation key."""
        return {str(record.get("id")): record for record in dicts(self.document.get("further_reading"))}

    @cached_property
    def url(self) -> str:
        """The page's own address."""
        return link_address(str(self.document.get("url") or "")) or ""

    @cached_property
    def _base(self) -> str:
        """The address of the frontend: the page's own without its path."""
        path = str(self.document.get("path") or "")
        return self.url.removesuffix(path) if path.startswith("/") and self.url.endswith(path) else ""

    def address(self, href: Any) -> str:
        """Where a link leads, complete, so that the text can be read anywhere; empty if it may lead nowhere."""
        judged = link_address(href) if isinstance(href, str) else None
        if judged is None:
            return ""
        if judged.startswith("/"):
            return self._base + judged
        return self.url + judged if judged.startswith("#") else judged

    def note(self, key: Any) -> str:
        """`[^1]` for the citation key of a numbered reference, else an empty string."""
        number = self._numbers.get(key) if isinstance(key, str) else None
        return f"[^{number}]" if number is not None else ""

    def is_cited(self, ids: Any) -> bool:
        """Whether this is a list of ids of citations."""
        return (
            isinstance(ids, list)
            and bool(ids)
            and all(isinstance(i, str) and i in self._citations for i in ids)
        )

    def markers(self, ids: Any) -> str:
        """The markers of citations, given by their ids, as inline source.

        One for each reference, so a label "1–3,5" becomes `[^1][^2][^3][^5]`. If anything was written around one of
        them: `(see also [^2], p. 12; [^1])`, in the order of the author.
        """
        known = (self._citations.get(i) for i in ids if isinstance(i, str)) if isinstance(ids, list) else ()
        return "".join(self._cluster(citation) for citation in known if citation is not None)

    def marker_of_link(self, link: Mapping[str, Any]) -> str:
        """What a link in the text stands for if it is a citation, else an empty string.

        A citation's own anchor stands for the whole citation, a link to a place in the list for one reference.
        """
        place = link.get("citation") or link.get("id")
        if isinstance(place, str) and (markers := self.markers([place])):
            return markers
        match = _PLACE.fullmatch(str(link.get("href") or ""))
        return f"[^{int(match[1])}]" if match and int(match[1]) in self.references else ""

    def _cluster(self, citation: Mapping[str, Any]) -> str:
        items = [item for item in dicts(citation.get("items")) if self.note(item.get("reference"))]
        if words := _words_of(citation):
            notes = "".join(dict.fromkeys(self.note(item["reference"]) for item in items))
            return inline([Run(words), Run("", source=notes)], breaks=False) if notes else plain(words)
        if any(item.get(name) for item in items for name in ("prefix", "locator", "suffix")):
            return self._detailed(items)
        numbers = sorted({self._numbers[item["reference"]] for item in items})
        return "".join(f"[^{number}]" for number in numbers)

    def _detailed(self, items: Iterable[Mapping[str, Any]]) -> str:
        runs: list[Run] = []
        for item in items:
            runs.append(Run("; " if runs else "("))
            if item.get("prefix"):
                runs.append(Run(f"{item['prefix']} "))
            runs.append(Run("", source=self.note(item["reference"])))
            if item.get("locator"):
                runs.append(Run(f", {item['locator']}"))
            if item.get("suffix"):
                runs.append(Run(f" {item['suffix']}" if item.get("locator") else f", {item['suffix']}"))
        return inline([*runs, Run(")")], breaks=False)
