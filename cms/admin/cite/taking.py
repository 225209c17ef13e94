"""What somebody pastes into the dialog becomes a reference: known in the library, from a registry, or from a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from cms.admin.reference_search import with_identifier
from cms.models import Reference

__all__ = ["NotTaken", "Taken", "known", "take"]

LONGEST = 200_000
"""Characters of a pasted text; a whole library is imported, not pasted."""


class NotTaken(Exception):
    """The text makes no reference. Carries `message`, which is shown to the editor."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


@dataclass(frozen=True)
class Taken:
    """The references that a text stands for, and what is to be said about them."""

    references: Sequence[Reference]
    message: str = ""


def known(text: str) -> Reference | None:
    """The reference that the library has for an identifier, in any spelling."""
    found = with_identifier(Reference.objects.all(), text.strip())
    return found.first() if found is not None else None


def take(text: str, *, at: datetime) -> Taken:
    """The references for a text. Raise NotTaken."""
    reference = known(text)
    if reference is not None:
        return Taken([reference])
    raise NotTaken(_("This is neither an identifier nor a record that can be read."))
