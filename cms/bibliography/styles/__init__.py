"""A style turns a CSL-JSON record into an entry of a reference list; here styles are called by name.

To add a style, write a function from a record to runs and enter it in STYLES.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cms.bibliography.styles import ama, nlm
from cms.bibliography.styles.runs import Runs, html, plain_text

NLM = "nlm-citation-sequence"
AMA = "american-medical-association"

STYLES: Mapping[str, Callable[[Mapping[str, object]], Runs]] = MappingProxyType({NLM: nlm.entry, AMA: ama.entry})


class UnknownStyle(LookupError):
    """There is no style of that name. Carries `style` and `known`."""

    def __init__(self, style: str) -> None:
        self.style = style
        self.known = tuple(STYLES)
        super().__init__(f"There is no citation style {style!r}; known are: {', '.join(self.known)}.")


@dataclass(frozen=True, slots=True)
class Formatted:
    """An entry as plain `text`, and as `html` that holds only i, b, sub and sup."""

    text: str
    html: str


def format_entry(csl: Mapping[str, object], *, style: str = NLM) -> Formatted:
    """The reference-list entry of a record, without its number.

    The record may be incomplete or odd: what cannot be read is left out. Raise UnknownStyle.
    """
    if style not in STYLES:
        raise UnknownStyle(style)
    runs = STYLES[style](csl)
    return Formatted(plain_text(runs), html(runs))
