"""Which citation styles can be chosen, in the words of those who choose."""

from collections.abc import Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.bibliography.styles import AMA, APA, NLM, STYLES

__all__ = ["citation_style_choices"]

LABELS: dict[str, str | Promise] = {
    NLM: _("Vancouver (NLM): numbers in parentheses"),
    AMA: _("AMA: numbers in superscript"),
    APA: _("APA 7: author and year"),
}


def citation_style_choices() -> Sequence[tuple[str, Any]]:
    """(id, label) of every style that this installation knows."""
    return [(style, LABELS.get(style, style)) for style in STYLES]
