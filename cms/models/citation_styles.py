"""Which citation styles can be chosen, in the words of those who choose."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.bibliography.styles import AMA, APA, NLM, STYLES, Style, register_style
from cms.bibliography.styles.citeproc import CiteprocMissing, CiteprocStyle, InvalidStyle
from cms.conf import conf

__all__ = ["citation_style_choices", "register_further_styles"]

LABELS: dict[str, str | Promise] = {
    NLM: _("Vancouver (NLM): numbers in parentheses"),
    AMA: _("AMA: numbers in superscript"),
    APA: _("APA 7: author and year"),
}


def citation_style_choices() -> Sequence[tuple[str, Any]]:
    """(id, label) of every style that this installation knows."""
    labels = {**{name: style.get("label") or name for name, style in conf.citation_styles.items()}, **LABELS}
    return [(style, labels.get(style, style)) for style in STYLES]


def register_further_styles() -> None:
    """Called when the app is ready. What can not be read is left to the system check `cms.E005`."""
    for name, style in conf.citation_styles.items():
        with suppress(CiteprocMissing, InvalidStyle):
            found = CiteprocStyle(style.get("source") or name)
            register_style(name, Style(found.entry, found.citations, numeric=found.numeric))
