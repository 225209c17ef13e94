"""What somebody pastes into the dialog becomes a reference: known in the library, from a registry, or from a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.bibliography import exchange
from cms.bibliography.identifiers import InvalidIdentifier, recognise
from cms.lookup.errors import LookupFailed
from cms.lookup.looking_up import resolved
from cms.lookup.pasted import reference_for
from cms.models import Reference
from cms.models.intake import Contradiction, SeveralRecords, find_references, take_in
from cms.models.references import Origin

__all__ = ["NotTaken", "Taken", "known", "take", "take_one"]

MOST = 50
"""Records in a pasted text; a whole library is imported, not pasted."""


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
    try:
        identifier = resolved(recognise(text))
    except InvalidIdentifier:
        return None
    return next(iter(find_references({identifier.kind: identifier.value})), None)


def take(text: str, *, at: datetime) -> Taken:
    """The references for a text: records in one of the formats of `exchange`, or one identifier. Raise NotTaken."""
    if exchange.detect(text):
        return _records(text, at=at)
    try:
        pasted = reference_for(text, now=at)
    except (InvalidIdentifier, LookupFailed, Contradiction) as error:
        raise NotTaken(error.message) from error
    waits = pasted.outcome == "waiting"
    message = _(
        "No registry could be reached. The reference is looked up later; until then it is unverified."
    )
    return Taken([pasted.reference], message if waits else "")


def take_one(text: str, *, at: datetime) -> Reference:
    """The reference for one identifier, from the library or from a registry. Raise NotTaken."""
    if exchange.detect(text):
        raise NotTaken(_("Give one identifier here. Records of other programs are imported as a file."))
    return take(text, at=at).references[0]


def _records(text: str, *, at: datetime) -> Taken:
    """What can be read is taken, what can not is said."""
    reading = exchange.read(text)
    if len(reading.records) > MOST:
        raise NotTaken(_("These are too many records to cite in one place. Import them as a file."))
    problems = [problem.message for problem in reading.problems]
    taken: dict[int, Reference] = {}
    for record in reading.records:
        try:
            reference = take_in(record.csl, origin=Origin.FILE, at=at).reference
        except SeveralRecords as error:
            reference = error.references[0]
        except Contradiction as error:
            problems.append(error.message)
            continue
        except ValidationError as error:
            problems += error.messages
            continue
        taken.setdefault(reference.pk, reference)
    if not taken:
        raise NotTaken(" ".join(problems))
    return Taken(list(taken.values()), " ".join(problems))
