"""References as the end of the text lists them: numbered as footnotes, and unnumbered as further reading."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from cms.delivery.markdown.context import Context, dicts
from cms.delivery.markdown.escapes import SPACES, autolink, tidy
from cms.delivery.markdown.inline import Run, inline
from cms.delivery.markdown.layout import Block, Verbatim, bullets
from cms.delivery.markdown.prose import section

__all__ = ["further_reading", "mention", "references"]


def references(context: Context) -> list[Block]:
    """The numbered list: one footnote for each reference."""
    notes = [Verbatim(f"[^{number}]: {_note(record)}") for number, record in context.references.items()]
    return section(_("References"), notes)


def further_reading(context: Context) -> list[Block]:
    """What the page lists but does not cite."""
    records = dicts(context.document.get("further_reading"))
    return section(_("Further reading"), [bullets(map(_entry, records))] if records else [])


def mention(label: str, key: Any, context: Context) -> str:
    """A reference named in passing: its number, or the whole entry if it has none. Empty if it is not listed."""
    if note := context.note(key):
        return inline([Run(f"{label}: "), Run("", source=note)])
    record = context.unnumbered.get(key) if isinstance(key, str) else None
    return inline([Run(f"{label}: "), *_runs(record)], breaks=False) if record else ""


def _note(record: Mapping[str, Any]) -> str:
    """The text of a footnote. To a renderer without footnotes `[^1]: word` would be the definition of a link, which
    nobody sees; a second word, or here a space that counts, keeps it text."""
    runs = _runs(record)
    source = inline(runs, breaks=False)
    return source if len(runs) > 1 else f"{source} &#32;"


def _entry(record: Mapping[str, Any]) -> str:
    return inline(_runs(record), breaks=False)


def _warning(integrity: Any) -> str:
    """What a reader has to know of a publication before relying on it; empty if there is nothing."""
    status = integrity.get("status") if isinstance(integrity, dict) else None
    match status:
        case "retracted":
            return _("Retracted.")
        case "withdrawn":
            return _("Withdrawn.")
        case "concern":
            return _("There is an expression of concern about it.")
        case "corrected":
            return _("A correction to it has been published.")
    return ""


def _runs(record: Mapping[str, Any]) -> list[Run]:
    words = tidy(record.get("text")).strip(SPACES) or tidy(record.get("id")).strip(SPACES) or _("Reference")
    url = record.get("url")
    address = autolink(url) if isinstance(url, str) else ""
    runs = [Run(words)]
    if warning := _warning(record.get("integrity")):
        runs += [Run(" "), Run(warning, frozenset({"strong"}))]
    if record.get("verification") == "unverified":
        runs += [Run(" "), Run(_("Not yet compared with its source."), frozenset({"em"}))]
    return [*runs, Run(" "), Run("", source=address)] if address else runs
